"""What a sitemap says of one page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from articles.models import Article, Page
from articles.models.article import ArticleQuerySet
from articles.reader.absolute import absolute
from articles.reader.navigation import (
    column_links,
    home_address,
    keywords_with_page,
    other_language,
    page_address,
)

LANGUAGES = ("zh", "en")

MOST = 50_000
"""Addresses in one file: the protocol's limit."""


class Listed(NamedTuple):
    """A page's absolute address, when its words changed, and its versions by language."""

    address: str
    changed: datetime | None = None
    versions: Mapping[str, str] = {}


def listed_articles(
    articles: ArticleQuerySet, at: datetime, start: int, end: int
) -> Iterator[Listed]:
    """Yield visible articles, oldest first, each with its version in the other language.

    Only those from place `start` (counted from 0) up to `end`, that one left out.
    """
    other = (
        Article.objects.visible(at)
        .of_story(OuterRef("story"))
        .exclude(language=OuterRef("language"))
    )
    prefix, _number, suffix = absolute(reverse("reader:article", args=[1])).rpartition("1")
    rows = (
        articles.order_by("published_at", "number")
        .values_list("number", "language", "published_at", "updated_at")
        .annotate(other=Subquery(other.values("number")[:1]))
    )
    for number, language, published, updated, other_number in rows[start:end]:
        address = f"{prefix}{number}{suffix}"
        versions = {}
        if other_number:
            versions = {
                language: address,
                other_language(language): f"{prefix}{other_number}{suffix}",
            }
        yield Listed(address, max(published, updated or published), versions)


def listed_lists(at: datetime) -> Iterator[Listed]:
    """Yield the pages that list articles, which change whenever an article does, and standing ones.

    Keywords beyond the limit of a file are left out, the latest ones first: articles lead to
    them. So they do to persons, whose articles in a language no index knows.
    """
    pages = [*_both(home_address), *_both(lambda code: reverse(f"reader:corrections-{code}"))]
    pages += _standing_pages()
    for language in LANGUAGES:
        pages += [Listed(absolute(link.address)) for link in column_links(language, at)]
    yield from pages
    room = MOST - len(pages)
    keywords = keywords_with_page(at).order_by("pk")
    for language, slug in keywords.values_list("language", "slug")[:room]:
        yield Listed(absolute(reverse(f"reader:keyword-{language}", args=[slug])))


def _standing_pages() -> Iterator[Listed]:
    versions: dict[str, dict[str, str]] = defaultdict(dict)
    rows = list(Page.objects.filter(is_published=True).order_by("order", "slug"))
    for row in rows:
        versions[row.slug][row.language] = absolute(page_address(row.slug, row.language))
    for row in rows:
        both = versions[row.slug]
        address = both[row.language]
        yield Listed(address, row.changed_at, both if len(both) == len(LANGUAGES) else {})


def _both(address_in: Callable[[str], str]) -> list[Listed]:
    """Return the pages of both languages that are each other's versions."""
    versions = {language: absolute(address_in(language)) for language in LANGUAGES}
    return [Listed(address, versions=versions) for address in versions.values()]
