"""What stands on a home page: what editors chose, then the newest, then each column's newest.

No article stands there twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from articles.models import Article, Column, Placement, Slot
from articles.models.article import ArticleQuerySet
from articles.models.placement import PINNED_PLACES

LATEST_SIZE = 8
"""The newest articles beside the editors' choice."""

COLUMN_SIZE = 4
"""Articles of a column on the home page."""

Place = tuple[str, int]
"""A slot and a position in it."""

LEAD: Place = (Slot.LEAD, 1)
PINNED: tuple[Place, ...] = tuple(
    (Slot.PINNED, position) for position in range(1, PINNED_PLACES + 1)
)


class Block(NamedTuple):
    """A column and its newest articles that stand nowhere else on the page."""

    name: str
    address: str
    articles: list[Article]


class Front(NamedTuple):
    """The first home page; `lead` is null where there is no article at all."""

    lead: Article | None
    pinned: list[Article]
    latest: list[Article]
    columns: list[Block]


def front(
    language: str,
    articles: ArticleQuerySet,
    newest: Sequence[Article],
    at: datetime,
    proposed: Mapping[Place, Article] | None = None,
) -> Front:
    """Return what stands on the home page; two queries.

    `articles` are those that may stand there, `newest` the first page of them, which also fills
    the places for which the editors chose nothing. `proposed` goes over what they chose, for a
    preview.
    """
    chosen = {**_chosen(language, articles, at), **(proposed or {})}
    taken: set[int] = set()
    places: dict[Place, Article] = {}
    for place in (LEAD, *PINNED):
        article = chosen.get(place)
        if article is not None and article.pk not in taken:
            places[place] = article
            taken.add(article.pk)
    others = [article for article in newest if article.pk not in taken]
    for place in (LEAD, *PINNED):
        if place not in places and others:
            places[place] = others.pop(0)
    latest = others[:LATEST_SIZE]
    shown = {article.pk for article in (*places.values(), *latest)}
    return Front(
        lead=places.get(LEAD),
        pinned=[places[place] for place in PINNED if place in places],
        latest=latest,
        columns=_columns(language, articles, shown),
    )


def _chosen(language: str, articles: ArticleQuerySet, at: datetime) -> dict[Place, Article]:
    """Return what the editors chose, as far as it may be shown."""
    standing = Placement.objects.standing(language, (Slot.LEAD, Slot.PINNED), at)
    shown = standing.filter(Exists(articles.filter(pk=OuterRef("article"))))
    rows: Iterable[Any] = _cards(placements__in=shown).annotate(
        slot=F("placements__slot"), position=F("placements__position")
    )
    return {(row.slot, row.position): row for row in rows}


def _columns(language: str, articles: ArticleQuerySet, shown: set[int]) -> list[Block]:
    """Return the newest of every column besides those shown already, in the columns' order."""
    keys = _newest_of_columns(articles, shown)
    newest = sorted(_cards(pk__in=keys), key=_age, reverse=True)
    in_order = sorted(newest, key=lambda each: (each.column.order, each.column.number))
    return [
        Block(column.name(language), column.address(language), list(each))
        for column, each in groupby(in_order, key=lambda article: article.column)
    ]


def _cards(**which: object) -> ArticleQuerySet:
    """Return these articles as cards need them; the caller has asked whether they may be shown.

    Not ordered, and not asked again: else SQLite would look through the index of all articles of
    the language, by date, for the few.
    """
    return Article.objects.for_cards().filter(**which).order_by()


def _age(article: Article) -> tuple[datetime, int]:
    assert article.published_at is not None  # it is visible
    return article.published_at, article.number


def _newest_of_columns(articles: ArticleQuerySet, shown: set[int]) -> QuerySet[Column, Any]:
    """Return the subquery of their keys: for each column as many looks at an index as it shows.

    Ranking by a window function would read all articles of all columns.
    """
    newest = (
        articles.filter(column=OuterRef("pk"))
        .exclude(pk__in=shown)
        .order_by("-published_at", "-number")
        .values("pk")
    )
    first, *others = (
        Column.objects.order_by().values_list(Subquery(newest[place : place + 1]))
        for place in range(COLUMN_SIZE)
    )
    return first.union(*others, all=True)
