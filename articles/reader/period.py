"""Periods of the archive: a year, a month or a day in the site's zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, timedelta

from django.http import Http404
from django.urls import reverse
from django.utils.timezone import make_aware

from articles.models import Article
from articles.models.article import ArticleQuerySet


@dataclass(frozen=True)
class Period:
    """A year; with a month, that month of it; with a day too, that day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """The first day. Raises ValueError where the calendar has no such period."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def next(self) -> date:
        """The first day after it. Raises ValueError or OverflowError at the calendar's end."""
        if self.month is None:
            return date(self.year + 1, 1, 1)
        if self.day is None:
            return date(self.year + self.month // 12, self.month % 12 + 1, 1)
        return self.first + timedelta(days=1)

    def moments(self) -> tuple[datetime, datetime]:
        """Return when it begins, and when it has ended; raises Http404 for no such period."""
        try:
            return midnight(self.first), midnight(self.next)
        except (ValueError, OverflowError) as error:
            raise Http404("The calendar has no such day.") from error

    def address(self, language: str) -> str:
        """Return its page's path in `zh` or `en`."""
        parts = [str(self.year).zfill(4)]
        parts += [str(part).zfill(2) for part in (self.month, self.day) if part is not None]
        return reverse(f"reader:archive-{language}", args=["/".join(parts)])

    def above(self) -> Period | None:
        """Return the period that it is a part of; None for a year."""
        if self.day is not None:
            return Period(self.year, self.month)
        return Period(self.year) if self.month is not None else None


def published_in(period: Period, at: datetime) -> ArticleQuerySet:
    """Visible articles of a period. Raises Http404 where the calendar has none such."""
    begins, ends = period.moments()
    # The period first: of two upper bounds, SQLite seeks by the one that stands first, and reads
    # all that is newer than the period where that is "not in the future".
    then = Article.objects.filter(published_at__gte=begins, published_at__lt=ends)
    return then.visible(at)


def midnight(day: date) -> datetime:
    """Return when a day begins in the site's zone; raises ValueError at the calendar's ends."""
    if not 1 < day.year < MAXYEAR:
        raise ValueError("No moment in every zone.")
    return make_aware(datetime.combine(day, datetime.min.time()))
