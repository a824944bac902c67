"""The verb that calls a finding a false alarm, for exactly the words that it was found in."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from articles.editorial.admission import UNSTORABLE
from articles.editorial.events import record
from articles.editorial.refusal import Refused
from articles.editorial.transaction import begin
from articles.editorial.verb import Verb
from articles.models import Article, Dismissal, Event
from articles.models.dismissal import LONGEST_REASON


@transaction.atomic
def dismiss(article: Article, *, actor: User, revision: int, key: str, reason: str) -> Event:
    """Set the finding with this key aside, with the reason; it comes back with other words.

    Raises Stale or Refused: also when these words have no such finding, or the reason is too long.
    """
    dossier = begin(article, Verb.DISMISS, actor, revision=revision, reason=reason)
    reason = " ".join(reason.split())
    if len(reason) > LONGEST_REASON or UNSTORABLE.search(reason):
        raise Refused(
            _("A reason has at most %(most)s characters, all of them storable.")
            % {"most": LONGEST_REASON},
            rule="reason",
        )
    finding = next((each for each in dossier.findings if dossier.key_of(each) == key), None)
    if finding is None:
        raise Refused(_("The checks find no such thing in these words any more."), rule="finding")
    if key in dossier.dismissals:
        raise Refused(_("Somebody has set this finding aside already."), rule="finding")
    Dismissal.objects.create(
        article=dossier.article, key=key, reason=reason, by=actor, at=dossier.at
    )
    return record(
        dossier.article,
        Verb.DISMISS,
        actor=actor,
        revision=revision,
        reason=reason,
        data={"code": finding.code, "field": finding.field, "text": finding.text[:200]},
        at=dossier.at,
    )
