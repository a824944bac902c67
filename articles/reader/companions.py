"""What stands around an article besides the frame of every page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.urls import reverse

from articles.models import Article, KeywordUse, Notice, NoticeKind
from articles.reader.frame import Frame, frame_of, frame_parts
from articles.reader.navigation import Link
from articles.reader.parts import Row, no_moment, rows_of, text_column


class Told(NamedTuple):
    """What readers were told of a change, and when."""

    kind: NoticeKind
    text: str
    at: datetime


class Companions(NamedTuple):
    """What stands around an article; `earlier` and `later` are its neighbours in the column."""

    frame: Frame
    keywords: list[Link]
    notices: list[Told]
    earlier: Link | None = None
    later: Link | None = None


def companions(article: Article, at: datetime) -> Companions:
    """Return what stands around an article, keywords in order, newest notices first.

    One query for all, because an article's page has four. Every keyword has a page: the article
    that carries it is visible, or there would be no page to ask for it.
    """
    language = article.language
    keywords = KeywordUse.objects.filter(content_object=article, tag__language=language)
    notices = notices_with_words().filter(article=article)
    rows = rows_of(
        [
            *frame_parts(language, at),
            keywords.values_list(
                text_column("keyword"),
                "position",
                "position",
                "tag__name",
                "tag__slug",
                no_moment(),
            ),
            notices.values_list(text_column("notice"), "pk", "pk", "kind", "text", "at"),
            *neighbour_parts(article, at),
        ]
    )
    return Companions(
        frame_of(rows, language),
        [
            Link(row.name, reverse(f"reader:keyword-{language}", args=[row.text]))
            for row in rows
            if row.part == "keyword"
        ],
        [
            Told(NoticeKind(row.name), row.text, row.at)
            for row in reversed(rows)
            if row.part == "notice" and row.at is not None
        ],
        earlier=neighbour(rows, "earlier"),
        later=neighbour(rows, "later"),
    )


def notices_with_words() -> QuerySet[Notice]:
    """Notices that readers are shown; of an update without words, the article's time tells."""
    return Notice.objects.exclude(text="")


def neighbour_parts(article: Article, at: datetime) -> list[QuerySet[Any, Any]]:
    """Return the article's neighbours in its column as parts of a query, `earlier` and `later`."""
    return [_titled("earlier", _before(article, at)), _titled("later", _after(article, at))]


def neighbour(rows: Sequence[Row], part: str) -> Link | None:
    """Pick one of them from among the rows."""
    found = (
        Link(row.name, reverse("reader:article", args=[row.number]))
        for row in rows
        if row.part == part
    )
    return next(found, None)


def _before(article: Article, at: datetime) -> QuerySet[Article]:
    older = Q(published_at__lt=article.published_at) | Q(number__lt=article.number)
    # The bound beside the alternative is what an index can be cut by.
    found = _of_column(article, at).filter(older, published_at__lte=article.published_at)
    return found.order_by("-published_at", "-number")


def _after(article: Article, at: datetime) -> QuerySet[Article]:
    newer = Q(published_at__gt=article.published_at) | Q(number__gt=article.number)
    found = _of_column(article, at).filter(newer, published_at__gte=article.published_at)
    return found.order_by("published_at", "number")


def _of_column(article: Article, at: datetime) -> QuerySet[Article]:
    return Article.objects.visible(at).filter(column=article.column_id, language=article.language)


def _titled(part: str, articles: QuerySet[Article]) -> QuerySet[Any, Any]:
    """Return the first of the articles as a part of the query."""
    # By its key: SQLite takes no order and no limit inside of a union.
    first = Article.objects.filter(pk=articles.values("pk")[:1])
    return first.values_list(
        text_column(part), "number", "number", "title", text_column(), no_moment()
    )
