"""Verifying events: is every chain whole, and does every public word have its event?

What a chain of MACs shows: an event that was changed, removed from the middle, inserted or moved
to another subject. What it can't show by itself: that the newest events of a subject were cut
off, or all of a subject's together; for articles the revisions they speak of are compared, which
shows most of that. It shows nothing against somebody who holds EVENT_KEY. `docs/events.md` says
more.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import DatabaseError
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from articles.editorial.events import FIRST_MAC, mac_of
from articles.editorial.verb import MAKING_LIVE
from articles.models import Article, Event
from articles.models.event import SUBJECTS

CHUNK = 2000  # rows in memory at a time

UNKNOWN_MAC = "?"
"""Stands for the MAC of an event that can't be read; no MAC looks like this."""

UNREADABLE = (ValueError, TypeError, AttributeError, DatabaseError)
"""What reading a row raises where SQLite, whose columns take any type, holds nonsense."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that does not verify: the subject, the event's number and what is wrong."""

    subject: str
    key: int
    number: int
    reason: str

    def __str__(self) -> str:
        return f"{self.subject} {self.key}, {self.number}: {self.reason}"


@dataclass(slots=True)
class Progress:
    """How many events have been looked at so far; `show` is called with that after each."""

    show: Callable[[int], None] | None = None
    events: int = 0

    def step(self) -> None:
        """Count one event."""
        self.events += 1
        if self.show is not None:
            self.show(self.events)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an event stands, known even where the rest of its row can't be read."""

    key: int
    number: int
    event: Event | None


def flaws(progress: Progress | None = None) -> Iterator[Flaw]:
    """Yield every flaw; memory does not grow with the number of events."""
    progress = progress or Progress()
    for subject in SUBJECTS:
        yield from _chain_flaws(subject, progress)
    yield from _articles_without_events()


def _chain_flaws(subject: str, progress: Progress) -> Iterator[Flaw]:
    key, number, mac = None, 0, FIRST_MAC
    for place in _places(subject):
        progress.step()
        if place.key != key:
            key, number, mac = place.key, 0, FIRST_MAC
        reason = _wrong_with(place, number, mac)
        if reason:
            yield Flaw(subject, place.key, place.number, reason)
        number, mac = place.number, place.event.mac if place.event else UNKNOWN_MAC


def _wrong_with(place: _Place, number: int, mac: str) -> str | None:
    """Return why a place does not follow the event with this number and MAC."""
    if place.event is None:
        return _("it can't be read")
    if place.number != number + 1:
        # What it was chained to is gone, so its own MAC can't be asked.
        return _("events are missing before it: the one before has number %(number)s") % {
            "number": number
        }
    if mac == UNKNOWN_MAC:
        return None
    try:
        # As bytes: a text that is not ASCII, which only tampering leaves, could not be compared.
        whole = hmac.compare_digest(place.event.mac.encode(), mac_of(place.event, mac).encode())
    except UNREADABLE:
        return _("it can't be read")
    return None if whole else _("its content, or the event before it, was changed")


def _places(subject: str) -> Iterator[_Place]:
    """Yield the events of all subjects of a kind, each subject's in the order of their numbers."""
    field = f"{subject}_id"
    events = Event.objects.filter(**{f"{field}__isnull": False}).order_by(field, "number")
    rows = events.values_list(field, "number", "pk").iterator(CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        read = _read([pk for _key, _number, pk in chunk])
        for key, number, pk in chunk:
            readable = isinstance(number, int)
            yield _Place(key, number if readable else 0, read.get(pk) if readable else None)


def _read(keys: list[int]) -> dict[int, Event]:
    """Return the events that can be read: a tampered row may hold what is no JSON or no time."""
    try:
        return Event.objects.in_bulk(keys)
    except UNREADABLE:
        if len(keys) == 1:
            return {}
    half = len(keys) // 2
    return _read(keys[:half]) | _read(keys[half:])


def _articles_without_events() -> Iterator[Flaw]:
    def event(revision: str) -> Exists:
        return Exists(Event.objects.filter(article=OuterRef("pk"), revision=OuterRef(revision)))

    published = Event.objects.filter(
        article=OuterRef("pk"), revision=OuterRef("live__number"), verb__in=MAKING_LIVE
    )
    checks = (
        (
            Article.objects.filter(~event("head__number"), head__isnull=False),
            "head__number",
            _("no event speaks of its newest revision"),
        ),
        (
            Article.objects.filter(~Exists(published), live__isnull=False),
            "live__number",
            _("no event published its live revision"),
        ),
    )
    for articles, number, reason in checks:
        rows = articles.annotate(revision_number=F(number)).values_list("pk", "revision_number")
        for pk, revision in rows.iterator(CHUNK):
            yield Flaw("article", pk, revision, reason)
