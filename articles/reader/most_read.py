"""The most read articles: ranked by the hour, and shown beside every page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet, Sum
from django.db.models.functions import Cast
from django.urls import reverse

from accounts.models import Language
from articles.models import Article, Beat, MostRead, ReadCount, Window
from articles.models.most_read import PLACES
from articles.reader.navigation import Link
from articles.reader.parts import Row, text_column
from articles.reader.read_counter import full_hour

BEAT: Final = "most-read"
PART: Final = "most-read"
KEPT: Final = Window.WEEK.length + timedelta(days=1)
"""How long counts are of use."""

_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


class MostReadLists(NamedTuple):
    """The lists of a language, best first, and the hour at which they were made, if they were."""

    day: list[Link]
    week: list[Link]
    at: datetime | None


def rank(at: datetime) -> bool:
    """Rank the reads up to the full hour before `at`; say whether it had not been done yet.

    For the worker, and for several: whoever comes first does it, and again would change nothing.
    """
    hour = full_hour(at)
    if Beat.objects.filter(name=BEAT, at__gte=hour).exists():
        return False
    with transaction.atomic():
        Beat.objects.get_or_create(name=BEAT, defaults={"at": _NEVER})
        # One statement decides, and holds others up until the new lists are there.
        if not Beat.objects.filter(name=BEAT, at__lt=hour).update(at=hour):
            return False
        MostRead.objects.all().delete()
        MostRead.objects.bulk_create(
            MostRead(
                language=language, window=window, position=position, article_id=article, at=hour
            )
            for language in Language.values
            for window in Window
            for position, article in enumerate(_best(language, window, hour), start=1)
        )
        ReadCount.objects.filter(hour__lt=hour - KEPT).delete()
    return True


def most_read_part(language: str, at: datetime) -> QuerySet[Any, Any]:
    """Return the lists of a language, what readers still see of them, as a part of a query."""
    visible = Article.objects.visible(at).filter(pk=OuterRef("article"))
    return MostRead.objects.filter(Exists(visible), language=language).values_list(
        text_column(PART),
        "position",
        "article__number",
        "article__title",
        Cast("window", CharField()),
        "at",
    )


def most_read_lists(rows: Sequence[Row]) -> MostReadLists:
    """Pick the lists from among the rows of such a query."""
    found = [row for row in rows if row.part == PART]
    day, week = (
        [
            Link(row.name, reverse("reader:article", args=[row.number]))
            for row in found
            if row.text == str(window.value)
        ]
        for window in (Window.DAY, Window.WEEK)
    )
    return MostReadLists(day, week, found[0].at if found else None)


def _best(language: str, window: Window, hour: datetime) -> QuerySet[ReadCount, int]:
    """Return the keys of what was read most; of equals the newest."""
    visible = Article.objects.visible(hour).filter(pk=OuterRef("article"), language=language)
    counts = ReadCount.objects.filter(
        Exists(visible), hour__gte=hour - window.length, hour__lt=hour
    )
    ranked = counts.values("article").annotate(reads=Sum("count"))
    best = ranked.order_by("-reads", "-article__published_at", "-article__number")
    return best.values_list("article", flat=True)[:PLACES]
