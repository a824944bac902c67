"""The lock on an article: says who is writing in it. It warns; the base revision guards.

A tab claims it with its first keystroke and holds it by heartbeats. Whoever takes it over, does
so for good: the tab that lost it is told at its next heartbeat.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from django.db import transaction
from django.utils.timezone import now

from accounts.models import User
from articles.editorial.dossier import LOCK_LIFETIME, Dossier
from articles.editorial.events import record
from articles.editorial.guards import LOCK_IN_USE
from articles.editorial.permission import columns_of, readable_by
from articles.editorial.refusal import Refused
from articles.editorial.transaction import begin
from articles.editorial.verb import Verb
from articles.models import Article, EditLock

HEARTBEAT: Final = timedelta(seconds=20)  # LOCK_LIFETIME forgives four that got lost


class Hold(StrEnum):
    """Who has the lock, as one tab sees it."""

    MINE = "mine"
    FREE = "free"
    OTHER = "other"
    OWN_OTHER_TAB = "own-other-tab"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Held:
    """The answer to a heartbeat; `name` is the other one's."""

    hold: Hold
    name: str = ""


def beat(article: int, *, user: User, tab: str, idle: timedelta | None, held: bool) -> Held:
    """Tell a tab who has the lock, and keep it alive where that is the tab itself.

    `idle` is how long ago the last key was pressed there, None if never; `held` says that the tab
    had the lock before. One query while it holds it, two otherwise. Raises Article.DoesNotExist
    for an article that the person may not view.
    """
    at = now()
    changes = {"seen_at": at} if idle is None else {"seen_at": at, "written_at": at - idle}
    mine = EditLock.objects.filter(article=article, user=user, tab=tab)
    # Lapsed or not: as long as nobody took it, it is still his. No role, no lock.
    if mine.filter(article__column__in=columns_of(user)).update(**changes):
        return Held(Hold.MINE)
    known = readable_by(user).select_related("edit_lock__user").get(pk=article)
    lock: EditLock | None = getattr(known, "edit_lock", None)
    if lock is not None and lock.seen_at <= at - LOCK_LIFETIME:
        lock = None
    if held:
        return Held(Hold.LOST, lock.user.name() if lock is not None else "")
    if lock is None:
        return Held(Hold.FREE)
    if lock.user_id == user.pk:
        return Held(Hold.OWN_OTHER_TAB)
    return Held(Hold.OTHER, lock.user.name())


@transaction.atomic
def claim(article: Article, *, actor: User, tab: str) -> Held:
    """Take the lock where nobody else's is alive. Raises Refused for who may not write at all."""
    try:
        article = begin(article, Verb.TAKE_LOCK, actor).article
    except Refused as refusal:
        if refusal.answer.rule != LOCK_IN_USE.rule:
            raise
    # A chief editor may take it over, but not without having said so.
    writer = Dossier(article).writer_beside(actor)
    if writer is not None:
        return Held(Hold.OTHER, writer.name())
    _seize(article, actor, tab)
    return Held(Hold.MINE)


@transaction.atomic
def take_lock(article: Article, *, actor: User, tab: str) -> Held:
    """Take the lock over from whoever has it: by right, or after his idle minutes.

    The event names from whom. Raises Refused.
    """
    dossier = begin(article, Verb.TAKE_LOCK, actor)
    former = dossier.writer_beside(actor)
    _seize(dossier.article, actor, tab)
    if former is not None:
        data = {"from": [former.pk, former.name()]}
        record(dossier.article, Verb.TAKE_LOCK, actor=actor, data=data)
    return Held(Hold.MINE)


def release(article: int, *, user: User, tab: str) -> None:
    """Give the lock back, when its tab is closed."""
    EditLock.objects.filter(article=article, user=user, tab=tab).delete()


def _seize(article: Article, actor: User, tab: str) -> None:
    at = now()
    EditLock.objects.update_or_create(
        article=article,
        defaults={
            "user": actor,
            "tab": tab,
            "taken_at": at,
            "seen_at": at,
            "written_at": at,
        },
    )
