"""The columns that stand above every page, and the addresses of pages in a language."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from articles.models import Article, Column, Keyword, KeywordUse


class Link(NamedTuple):
    """A name and where it leads."""

    name: str
    address: str


def column_links(language: str, at: datetime) -> list[Link]:
    """Return the columns that have something to read in this language, in the editors' order."""
    columns = shown_columns(language, at).values_list(f"name_{language}", "number")
    return [Link(name, column_address(language, number)) for name, number in columns]


def keywords_with_page(at: datetime) -> QuerySet[Keyword]:
    """Keywords that a visible article carries: the others have no page."""
    visible = Article.objects.visible(at).filter(
        pk=OuterRef("content_object"), language=OuterRef(OuterRef("language"))
    )
    # From its uses: SQLite would look for the keyword on every article of the language.
    carrying = KeywordUse.objects.filter(Exists(visible), tag=OuterRef("pk"))
    keywords: QuerySet[Keyword] = Keyword.objects.filter(Exists(carrying))
    return keywords


def home_address(language: str) -> str:
    """Return the path of the home page in `zh` or `en`."""
    return reverse(f"reader:home-{language}")


def person_address(slug: str, language: str) -> str:
    """Return the path of a person's page in `zh` or `en`."""
    return reverse(f"reader:person-{language}", args=[slug])


def page_address(slug: str, language: str) -> str:
    """Return the path of a standing page in `zh` or `en`."""
    return reverse(f"reader:page-{language}", args=[slug])


def other_language(language: str) -> str:
    """Return `en` for `zh`, and `zh` for `en`."""
    return "zh" if language == "en" else "en"


def shown_columns(language: str, at: datetime, also: int | None = None) -> QuerySet[Column]:
    public = Article.objects.visible(at).filter(column=OuterRef("pk"), language=language)
    has_any = Q(Exists(public))
    return Column.objects.filter(has_any if also is None else has_any | Q(pk=also))


def column_address(language: str, number: int) -> str:
    return reverse(f"reader:column-{language}", args=[number])
