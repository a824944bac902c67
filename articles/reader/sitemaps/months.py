"""The months in which something was published, each as one file or more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Max, Value
from django.utils.timezone import localtime

from articles.models import Article
from articles.reader.period import Period, published_in

FILE_SIZE = 10_000
"""Articles in a file. The protocol allows 50,000; so many take seconds to write."""

AT_ONCE = 200
"""Months asked for in one query; SQLite joins 500 SELECTs at most."""


class Month(NamedTuple):
    """A month with articles: how many files they fill, and when the newest words came."""

    period: Period
    files: int
    changed: datetime


def months(at: datetime) -> Iterator[Month]:
    """Yield the months that have visible articles, newest first.

    Two looks at the ends of an index, then one query for 200 months, which reads that index
    alone and no article.
    """
    visible = Article.objects.visible(at)
    oldest = visible.order_by("published_at").values_list("published_at", flat=True).first()
    newest = visible.order_by("-published_at").values_list("published_at", flat=True).first()
    if oldest is None or newest is None:
        return
    periods = list(_between(oldest, newest))
    for start in range(0, len(periods), AT_ONCE):
        yield from _with_articles(periods[start : start + AT_ONCE], at)


def _between(oldest: datetime, newest: datetime) -> Iterator[Period]:
    first, last = localtime(oldest), localtime(newest)
    year, month = last.year, last.month
    while (year, month) >= (first.year, first.month):
        yield Period(year, month)
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)


def _with_articles(periods: list[Period], at: datetime) -> Iterator[Month]:
    each = [
        published_in(period, at)
        .order_by()
        .values_list(Value(place))
        .annotate(Count("pk"), Max("published_at"), Max("updated_at"))
        for place, period in enumerate(periods)
    ]
    for place, count, published, updated in sorted(each[0].union(*each[1:], all=True)):
        if count:
            changed = max(published, updated or published)
            yield Month(periods[place], -(-count // FILE_SIZE), changed)


class MonthConverter:
    """A month in the address of a file: 2024-04."""

    regex = "[0-9]{4}-[0-9]{2}"

    def to_python(self, value: str) -> Period:
        """Return the month; whether the calendar has it, `published_in` asks."""
        year, month = value.split("-")
        return Period(int(year), int(month))

    def to_url(self, value: Period) -> str:
        """Return it as it stands in the address."""
        return f"{value.year:04}-{value.month:02}"
