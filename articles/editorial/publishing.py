"""Giving readers a revision: the one way, and the verb of every day, publish."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from articles.content import changed_fields
from articles.editorial.dossier import Dossier, is_seen
from articles.editorial.editions import announce, keys_of
from articles.editorial.events import record
from articles.editorial.notices import notice_keys, tell_readers
from articles.editorial.projection import let_cut, project, resolve_titles
from articles.editorial.timetable import cancel, park
from articles.editorial.transaction import begin, end_round
from articles.editorial.verb import Verb
from articles.models import Article, Event, PublicState, Revision, Schedule, Stage


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
    levels = dossier.article.levels
    return go_live(
        dossier, Verb.PUBLISH, actor=actor, reason=reason, moment=moment, data={"levels": levels}
    )


@transaction.atomic
def express(
    article: Article,
    *,
    actor: User,
    revision: int,
    reason: str,
    moment: datetime | None = None,
) -> Event:
    """Publish without the approvals that are still missing; all else that publishing asks holds.

    The event says how far the review had come. Raises Stale when `revision` is no longer the head,
    Refused for every other rule.
    """
    dossier = begin(article, Verb.EXPRESS, actor, revision=revision, reason=reason, moment=moment)
    given = dossier.round.given
    data = {
        "stage": dossier.article.stage,
        "levels": dossier.article.levels or dossier.article.column.levels,
        "approved": [[each.level, each.revision] for each in given],
    }
    return go_live(dossier, Verb.EXPRESS, actor=actor, reason=reason, moment=moment, data=data)


def go_live(
    dossier: Dossier,
    verb: Verb,
    *,
    actor: User,
    data: dict[str, Any],
    reason: str = "",
    moment: datetime | None = None,
) -> Event:
    """Give readers the dossier's revision: live, row, notice, schedule, event and editions.

    The stage becomes clean where that revision is the head; else work on newer words goes on. The
    caller holds the lock and has asked the policy.
    """
    article, revision, content = dossier.article, dossier.head, dossier.content
    before = article.live
    touched = keys_of(article)
    was_seen = is_seen(article, dossier.at)
    if not was_seen:
        article.published_at = moment or article.published_at or dossier.at
    data = {
        "title": content.title,
        "published_at": article.published_at,
        "change_class": content.change_class,
        "from_state": article.public_state,
        "fields": changed_fields(before.content, content) if before else [],
        "from_revision": before.number if before else None,
        **data,
    }
    article.live = revision
    article.public_state = PublicState.LIVE
    if article.head_id == revision.pk:
        end_round(article, Stage.CLEAN)
    if before is not None and was_seen:
        told = tell_readers(article, before=before, after=revision, content=content, at=dossier.at)
        touched |= notice_keys(article) if told else set()
    project(article, content)
    article.save()
    let_cut([article])
    _settle_schedule(article, revision, dossier.at)
    resolved = resolve_titles([article])
    event = record(
        article, verb, actor=actor, revision=revision.number, reason=reason.strip(), data=data
    )
    announce(touched | keys_of(article) | {f"a-{pk}" for pk in resolved})
    return event


def _settle_schedule(article: Article, revision: Revision, at: datetime) -> None:
    """Delete a schedule of the words that readers now have; park one of any others."""
    scheduled = Schedule.objects.filter(article=article).first()
    if scheduled is None:
        return
    if scheduled.revision_id == revision.pk:
        cancel(article)
    else:
        park(article, _("Another revision was published meanwhile."), at)
