"""The columns that stand above every page, and the names that lead from an article."""

from __future__ import annotations

from datetime import datetime
from operator import itemgetter
from typing import NamedTuple

from django.db.models import CharField, DateTimeField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse

from articles.models import Article, Column, Keyword, KeywordUse, Notice, NoticeKind


class Link(NamedTuple):
    """A name and where it leads."""

    name: str
    address: str


def column_links(language: str, at: datetime, *, also: int | None = None) -> list[Link]:
    """Return the columns that have something to read in this language, in the editors' order.

    The one with the key `also` is among them in any case.
    """
    columns = _columns(language, at, also).values_list(f"name_{language}", "number")
    return [Link(name, _column_address(language, number)) for name, number in columns]


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
        _columns(language, at)
        .order_by()
        .values_list(
            _text("column"), "order", "number", f"name_{language}", _text(""), _no_moment()
        )
    )
    keywords = (
        KeywordUse.objects.filter(content_object=article, tag__language=language)
        .order_by()
        .values_list(
            _text("keyword"), "position", "position", "tag__name", "tag__slug", _no_moment()
        )
    )
    notices = (
        Notice.objects.filter(article=article)
        .order_by()
        .values_list(_text("notice"), "pk", "pk", "kind", "text", "at")
    )
    rows = sorted(columns.union(keywords, notices, all=True), key=itemgetter(slice(5)))
    return Companions(
        [
            Link(name, _column_address(language, number))
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


def keywords_with_page(at: datetime) -> QuerySet[Keyword]:
    """Keywords that a visible article carries: the others have no page."""
    carrying = Article.objects.visible(at).filter(
        language=OuterRef("language"), keyword_uses__tag=OuterRef("pk")
    )
    keywords: QuerySet[Keyword] = Keyword.objects.filter(Exists(carrying))
    return keywords


def home_address(language: str) -> str:
    """Return the path of the home page in `zh` or `en`."""
    return reverse(f"reader:home-{language}")


def person_address(slug: str, language: str) -> str:
    """Return the path of a person's page in `zh` or `en`."""
    return reverse(f"reader:person-{language}", args=[slug])


def other_language(language: str) -> str:
    """Return `en` for `zh`, and `zh` for `en`."""
    return "zh" if language == "en" else "en"


def _columns(language: str, at: datetime, also: int | None = None) -> QuerySet[Column]:
    public = Article.objects.visible(at).filter(column=OuterRef("pk"), language=language)
    has_any = Q(Exists(public))
    return Column.objects.filter(has_any if also is None else has_any | Q(pk=also))


def _column_address(language: str, number: int) -> str:
    return reverse(f"reader:column-{language}", args=[number])


def _text(value: str) -> Value:
    return Value(value, output_field=CharField())


def _no_moment() -> Cast:
    return Cast(Value(None), DateTimeField())
