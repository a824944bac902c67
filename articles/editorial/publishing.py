"""Verbs that readers notice: publish."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from articles.content import changed_fields
from articles.editorial.dossier import is_seen
from articles.editorial.editions import announce, keys_of
from articles.editorial.events import record
from articles.editorial.projection import project, resolve_titles
from articles.editorial.transaction import begin, end_round
from articles.editorial.verb import Verb
from articles.models import Article, Event, PublicState, Stage


@transaction.atomic
def publish(
    article: Article,
    *,
    actor: User,
    revision: int,
    moment: datetime | None = None,
    reason: str = "",
) -> Event:
    """Make the approved revision the one that readers get.

    The first publication happens at an imported `published_at`, else now, or at a given future
    `moment`; once readers have seen it, `published_at` stays. A withdrawn article comes back, and
    needs a `reason`. Raises Stale when `revision` is no longer the head, Refused for every other
    rule.
    """
    dossier = begin(article, Verb.PUBLISH, actor, revision=revision, reason=reason, moment=moment)
    article, content = dossier.article, dossier.content
    before = article.live.content if article.live else None
    touched = keys_of(article)
    if not is_seen(article, dossier.at):
        article.published_at = moment or article.published_at or dossier.at
    data = {
        "title": content.title,
        "published_at": article.published_at,
        "change_class": content.change_class,
        "levels": article.levels,
        "from_state": article.public_state,
        "fields": changed_fields(before, content) if before else [],
        "from_revision": article.live.number if article.live else None,
    }
    article.live = dossier.head
    article.public_state = PublicState.LIVE
    end_round(article, Stage.CLEAN)
    project(article, content)
    article.save()
    resolved = resolve_titles([article])
    event = record(
        article, Verb.PUBLISH, actor=actor, revision=revision, reason=reason.strip(), data=data
    )
    announce(touched | keys_of(article) | {f"a-{pk}" for pk in resolved})
    return event
