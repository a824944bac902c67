"""Taking an article away from readers, and bringing it back: withdraw, reinstate, kill."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from articles.editorial.admission import LONGEST
from articles.editorial.dossier import Dossier
from articles.editorial.editions import announce, keys_of
from articles.editorial.events import record
from articles.editorial.projection import resolve_titles
from articles.editorial.refusal import Refused
from articles.editorial.timetable import cancel
from articles.editorial.transaction import begin, end_round
from articles.editorial.verb import Verb
from articles.models import Article, Event, PreviewLink, PublicState, Stage

LONGEST_PUBLIC_TEXT = LONGEST["notice_text"]  # characters; both are a paragraph for readers


@transaction.atomic
def withdraw(article: Article, *, actor: User, revision: int, reason: str) -> Event:
    """Take it away from readers, who get a note in its place; work on it may go on.

    A scheduled change is cancelled. Raises Stale or Refused.
    """
    dossier = begin(article, Verb.WITHDRAW, actor, revision=revision, reason=reason)
    article = dossier.article
    article.public_state = PublicState.WITHDRAWN
    article.save()
    data = {**_live(dossier), "cancelled_schedule": cancel(article)}
    event = record(
        article, Verb.WITHDRAW, actor=actor, revision=revision, reason=reason.strip(), data=data
    )
    announce(keys_of(article))
    return event


@transaction.atomic
def reinstate(article: Article, *, actor: User, revision: int, reason: str) -> Event:
    """Give readers a withdrawn article back, in the words they had. Raises Stale or Refused."""
    dossier = begin(article, Verb.REINSTATE, actor, revision=revision, reason=reason)
    article = dossier.article
    article.public_state = PublicState.LIVE
    article.save()
    resolved = resolve_titles([article])
    event = record(
        article,
        Verb.REINSTATE,
        actor=actor,
        revision=revision,
        reason=reason.strip(),
        data=_live(dossier),
    )
    announce(keys_of(article) | {f"a-{pk}" for pk in resolved})
    return event


@transaction.atomic
def kill(
    article: Article,
    *,
    actor: User,
    revision: int,
    reason: str,
    public_text: str,
    title: str,
) -> Event:
    """Remove it for good; readers get `public_text` in its place. `title` is typed again.

    The draft is discarded, a scheduled change cancelled, shared previews are revoked; the event
    names the articles of the story in other languages. Raises Stale or Refused.
    """
    dossier = begin(
        article,
        Verb.KILL,
        actor,
        revision=revision,
        reason=reason,
        public_text=public_text,
        title=title,
    )
    if len(public_text) > LONGEST_PUBLIC_TEXT:
        raise Refused(
            _("The text for readers has %(count)s characters; %(most)s fit.")
            % {"count": len(public_text), "most": LONGEST_PUBLIC_TEXT},
            rule="too-long",
        )
    article = dossier.article
    data = {
        **_live(dossier),
        "title": article.title,
        "public_text": public_text.strip(),
        "from_state": article.public_state,
        "stage": article.stage,
        "discarded": dossier.head.number if article.stage != Stage.CLEAN else None,
        "cancelled_schedule": cancel(article),
        "others": [sibling.pk for sibling in dossier.siblings],
    }
    end_round(article, Stage.CLEAN)
    article.head = article.live
    article.public_state = PublicState.KILLED
    article.public_text = public_text.strip()
    article.save()
    links = PreviewLink.objects.filter(revision__article=article, revoked_at=None)
    data["revoked_previews"] = links.update(revoked_at=dossier.at)
    event = record(
        article, Verb.KILL, actor=actor, revision=revision, reason=reason.strip(), data=data
    )
    announce(keys_of(article))
    return event


def _live(dossier: Dossier) -> dict[str, object]:
    live = dossier.article.live
    return {"live": live.number if live else None}
