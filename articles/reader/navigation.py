"""The columns that stand above every page, and the names that lead from an article."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.urls import reverse

from articles.models import Article, Column, KeywordUse


class Link(NamedTuple):
    """A name and where it leads."""

    name: str
    address: str


def column_links(language: str, at: datetime) -> list[Link]:
    """Return the columns that have something to read in this language, in the editors' order."""
    columns = _columns(language, at).values_list(f"name_{language}", "number")
    return [Link(name, _column_address(language, number)) for name, number in columns]


def column_and_keyword_links(article: Article, at: datetime) -> tuple[list[Link], list[Link]]:
    """Return what stands above the article, and its keywords in order.

    One query for both, because an article's page has four. Every keyword has a page: the article
    that carries it is visible, or there would be no page to ask for it.
    """
    language = article.language
    columns = (
        _columns(language, at)
        .order_by()
        .values_list(_text("column"), "order", "number", f"name_{language}", _text(""))
    )
    keywords = (
        KeywordUse.objects.filter(content_object=article, tag__language=language)
        .order_by()
        .values_list(_text("keyword"), "position", "position", "tag__name", "tag__slug")
    )
    rows = sorted(columns.union(keywords, all=True))
    return (
        [
            Link(name, _column_address(language, number))
            for kind, _order, number, name, _slug in rows
            if kind == "column"
        ],
        [
            Link(name, reverse(f"reader:keyword-{language}", args=[slug]))
            for kind, _order, _position, name, slug in rows
            if kind == "keyword"
        ],
    )


def home_address(language: str) -> str:
    """Return the path of the home page in `zh` or `en`."""
    return reverse(f"reader:home-{language}")


def other_language(language: str) -> str:
    """Return `en` for `zh`, and `zh` for `en`."""
    return "zh" if language == "en" else "en"


def _columns(language: str, at: datetime) -> QuerySet[Column]:
    public = Article.objects.visible(at).filter(column=OuterRef("pk"), language=language)
    return Column.objects.filter(Exists(public))


def _column_address(language: str, number: int) -> str:
    return reverse(f"reader:column-{language}", args=[number])


def _text(value: str) -> Value:
    return Value(value, output_field=CharField())
