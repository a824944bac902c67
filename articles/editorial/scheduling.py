"""Scheduled changes of what readers have: set, taken off, parked, applied when due.

A first publication at a future moment needs none of it: `visible(at)` compares dates.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from accounts.models import User
from articles.editorial.dossier import Dossier, is_seen
from articles.editorial.editions import announce, keys_of
from articles.editorial.events import record
from articles.editorial.facts import Ask
from articles.editorial.projection import project
from articles.editorial.publishing import go_live
from articles.editorial.refusal import Refused, require
from articles.editorial.timetable import cancel, park
from articles.editorial.transaction import begin
from articles.editorial.verb import Verb
from articles.models import Approval, Article, Beat, Event, PublicState, Schedule, Stage
from articles.models.system import system_user

logger = logging.getLogger(__name__)

BEAT: Final = "schedule"
BEAT_EVERY: Final = timedelta(seconds=30)  # more often would only make an idle database write


@transaction.atomic
def schedule(article: Article, *, actor: User, revision: int, at: datetime) -> Event:
    """Let readers get the approved revision at the moment `at`; a former schedule is replaced.

    Raises Stale when `revision` is no longer the head, Refused for every other rule.
    """
    dossier = begin(article, Verb.SCHEDULE, actor, revision=revision, moment=at)
    article = dossier.article
    former = cancel(article)
    assert article.live is not None  # the policy asked: readers have seen it
    Schedule.objects.create(
        article=article,
        revision=dossier.head,
        live_then=article.live,
        at=at,
        set_by=actor,
        set_at=dossier.at,
    )
    article.save(update_fields=["changed_at"])
    data = {"at": at, "replaced": former}
    return record(article, Verb.SCHEDULE, actor=actor, revision=revision, data=data)


@transaction.atomic
def unschedule(article: Article, *, actor: User, revision: int) -> Event:
    """Take a change off the schedule, or a first publication back that is still to come.

    Of a first publication the very words stay approved, where they are still the newest: its
    approvals come back from the events. Raises Stale or Refused.
    """
    dossier = begin(article, Verb.UNSCHEDULE, actor, revision=revision)
    article = dossier.article
    data: dict[str, object] = {"cancelled_schedule": cancel(article)}
    touched: set[str] = set()
    if article.live is not None and not is_seen(article, dossier.at):
        touched = keys_of(article)
        data |= {"published_at": article.published_at, "from_revision": article.live.number}
        _take_back(dossier)
    article.save()
    event = record(article, Verb.UNSCHEDULE, actor=actor, revision=revision, data=data)
    if touched:
        announce(touched | keys_of(article))
    return event


def apply_due(at: datetime) -> int:
    """Apply every change that is due at `at`, the earliest first; return how many went live.

    Each in its own transaction; a refusal parks that one, an error of the machine leaves it for
    the next time, and neither stops the rest.
    """
    _beat(at)
    due = Schedule.objects.filter(at__lte=at, parked_at=None).order_by("at", "pk")
    applied = 0
    for key in list(due.values_list("article_id", flat=True)):
        try:
            applied += _apply(key, at)
        except Exception:
            # One article's fault, a bad row or a lost connection, must not hold the others up.
            logger.exception("The scheduled change of article %s failed; it is tried again", key)
    return applied


@transaction.atomic
def _apply(key: int, at: datetime) -> bool:
    article = Article.objects.select_for_update().get(pk=key)
    # Read anew under the lock: another worker, or a person, may have been faster.
    found = (
        Schedule.objects.filter(article=article, at__lte=at, parked_at=None)
        .select_related("revision", "live_then", "set_by")
        .first()
    )
    if found is None:
        return False
    dossier = Dossier(article, at, scheduled=found)
    system = system_user()
    try:
        require(dossier.answer(system, Verb.APPLY, Ask(at=at)))
    except Refused as refusal:
        park(article, refusal.reason, at)
        return False
    data = {"set_by": found.set_by.name(), "set_at": found.set_at, "due": found.at}
    go_live(dossier, Verb.APPLY, actor=system, data=data)
    return True


def _take_back(dossier: Dossier) -> None:
    """Undo a first publication that no reader has seen; the caller saves the row."""
    article, taken = dossier.article, dossier.article.live
    was_head = taken is not None and article.head_id == taken.pk
    article.live = None
    article.public_state = PublicState.UNPUBLISHED
    article.published_at = None
    if was_head:
        _restore_round(article)
    project(article, dossier.content)


def _restore_round(article: Article) -> None:
    """Bring the round's approvals back from its events; without any it is a draft again."""
    events = Event.objects.filter(article=article, verb__in=[Verb.SUBMIT, Verb.APPROVE])
    given: dict[int, Event] = {}
    for event in events.order_by("-number"):
        if event.verb == Verb.SUBMIT:
            break
        given.setdefault(event.data["level"], event)
    head = article.head
    assert head is not None  # every stored article has one
    levels = max(given, default=0)
    if not levels or given[levels].revision != head.number:
        # Published without review: what nobody approved is a draft.
        article.stage = Stage.DRAFT
        return
    revisions = {each.number: each for each in article.revisions.defer("json")}
    Approval.objects.bulk_create(
        Approval(
            article=article,
            level=level,
            revision=revisions[event.revision or 0],
            approver_id=event.actor_id,
            stood_in=event.data.get("stood_in", False),
            opinion=event.reason,
            at=event.at,
        )
        for level, event in given.items()
    )
    article.stage, article.level, article.levels = Stage.APPROVED, 0, levels


def _beat(at: datetime) -> None:
    fresh = Beat.objects.filter(name=BEAT, at__gt=at - BEAT_EVERY, at__lte=at)
    if not fresh.exists():
        Beat.objects.update_or_create(name=BEAT, defaults={"at": at})
