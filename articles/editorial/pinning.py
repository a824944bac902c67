"""The verb that names a revision, so that people find it again."""

from __future__ import annotations

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import User
from articles.editorial.admission import UNSTORABLE
from articles.editorial.events import record
from articles.editorial.refusal import Refused
from articles.editorial.transaction import begin
from articles.editorial.verb import Verb
from articles.models import Article, Event, Pin, Revision
from articles.models.pin import LONGEST_NAME


@transaction.atomic
def pin(article: Article, *, actor: User, number: int, name: str) -> Event | None:
    """Name the revision with this number; an empty name takes the old one away.

    Returns None where nothing changed. Raises Refused when the policy says no, there is no such
    revision, or the name can't be stored.
    """
    article = begin(article, Verb.PIN, actor).article
    name = " ".join(name.split())
    if len(name) > LONGEST_NAME or UNSTORABLE.search(name):
        raise Refused(
            _("A revision's name has at most %(most)s characters, all of them storable.")
            % {"most": LONGEST_NAME},
            rule="name",
        )
    revision = Revision.objects.filter(article=article, number=number).first()
    if revision is None:
        raise Refused(_("There is no such revision."), rule="revision")
    before = Pin.objects.filter(revision=revision).values_list("name", flat=True).first() or ""
    if name == before:
        return None
    at = now()
    if name:
        Pin.objects.update_or_create(
            revision=revision, defaults={"name": name, "by": actor, "at": at}
        )
    else:
        Pin.objects.filter(revision=revision).delete()
    return record(
        article,
        Verb.PIN,
        actor=actor,
        revision=number,
        data={"name": name, "before": before},
        at=at,
    )
