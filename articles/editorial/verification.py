"""Verifying events: is every chain whole, and does every public word have its event?

What a chain of MACs shows: an event that was changed, removed from the middle, inserted or moved
to another subject. What it can't show by itself: that the newest events of a subject were cut
off, or all of a subject's together; for articles the revisions they speak of are compared, which
shows most of that. It shows nothing against somebody who holds EVENT_KEY. `docs/events.md` says
more.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from articles.editorial.events import FIRST_MAC, mac_of
from articles.editorial.verb import Verb
from articles.models import Article, Event
from articles.models.event import SUBJECTS

CHUNK = 2000  # rows in memory at a time


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
    """How many events have been looked at so far."""

    events: int = 0


def flaws(progress: Progress | None = None) -> Iterator[Flaw]:
    """Yield every flaw; memory does not grow with the number of events."""
    progress = progress or Progress()
    for subject in SUBJECTS:
        yield from _chain_flaws(subject, progress)
    yield from _articles_without_events()


def _chain_flaws(subject: str, progress: Progress) -> Iterator[Flaw]:
    field = f"{subject}_id"
    events = Event.objects.filter(**{f"{field}__isnull": False}).order_by(field, "number")
    key, number, mac = None, 0, FIRST_MAC
    for event in events.iterator(CHUNK):
        progress.events += 1
        if getattr(event, field) != key:
            key, number, mac = getattr(event, field), 0, FIRST_MAC
        if event.number != number + 1:
            yield Flaw(
                subject,
                event.subject_id(),
                event.number,
                _("events are missing before it: the one before has number %(number)s")
                % {"number": number},
            )
        if not hmac.compare_digest(event.mac, mac_of(event, mac)):
            yield Flaw(
                subject,
                event.subject_id(),
                event.number,
                _("its content, or the event before it, was changed"),
            )
        number, mac = event.number, event.mac


def _articles_without_events() -> Iterator[Flaw]:
    def event(revision: str) -> Exists:
        return Exists(Event.objects.filter(article=OuterRef("pk"), revision=OuterRef(revision)))

    published = Event.objects.filter(
        article=OuterRef("pk"), revision=OuterRef("live__number"), verb=Verb.PUBLISH
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
