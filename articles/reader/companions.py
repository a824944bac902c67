"""What stands around an article: columns above it, its keywords, its notices."""

from __future__ import annotations

from datetime import datetime
from operator import itemgetter
from typing import NamedTuple

from django.db.models import CharField, DateTimeField, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse

from articles.models import Article, KeywordUse, Notice, NoticeKind
from articles.reader.navigation import Link, column_address, shown_columns


class Told(NamedTuple):
    """What readers were told of a change, and when."""

    kind: NoticeKind
    text: str
    at: datetime


class Companions(NamedTuple):
    """What stands around an article: columns above it, its keywords, its notices."""

    columns: list[Link]
    keywords: list[Link]
    notices: list[Told]


def companions(article: Article, at: datetime) -> Companions:
    """Return what stands around an article, columns and keywords in order, newest notices first.

    One query for all, because an article's page has four. Every keyword has a page: the article
    that carries it is visible, or there would be no page to ask for it.
    """
    language = article.language
    columns = (
        shown_columns(language, at)
        .order_by()
        .values_list(
            text_column("column"),
            "order",
            "number",
            f"name_{language}",
            text_column(""),
            no_moment(),
        )
    )
    keywords = (
        KeywordUse.objects.filter(content_object=article, tag__language=language)
        .order_by()
        .values_list(
            text_column("keyword"), "position", "position", "tag__name", "tag__slug", no_moment()
        )
    )
    notices = (
        notices_with_words()
        .filter(article=article)
        .order_by()
        .values_list(text_column("notice"), "pk", "pk", "kind", "text", "at")
    )
    rows = sorted(columns.union(keywords, notices, all=True), key=itemgetter(slice(5)))
    return Companions(
        [
            Link(name, column_address(language, number))
            for kind, _order, number, name, _slug, _at in rows
            if kind == "column"
        ],
        [
            Link(name, reverse(f"reader:keyword-{language}", args=[slug]))
            for kind, _order, _position, name, slug, _at in rows
            if kind == "keyword"
        ],
        [
            Told(NoticeKind(name), text, moment)
            for kind, _order, _pk, name, text, moment in reversed(rows)
            if kind == "notice"
        ],
    )


def notices_with_words() -> QuerySet[Notice]:
    """Notices that readers are shown; of an update without words, the article's time tells."""
    return Notice.objects.exclude(text="")


def text_column(value: str) -> Value:
    """Return a text as a column: the parts of a union must have the same ones."""
    return Value(value, output_field=CharField())


def no_moment() -> Cast:
    """Return a column for moments, likewise, where a part of a union has none."""
    return Cast(Value(None), DateTimeField())
