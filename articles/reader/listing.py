"""Lists in pages: numbered up to a limit, then by key, so no page costs more than another.

The last page is found by fetching one article more than it shows; nothing is counted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404, QueryDict

from articles.models import Article
from articles.models.article import ArticleQuerySet

PAGE_SIZE = 20
LAST_NUMBERED_PAGE = 50  # 1,000 articles: what a database still skips without a noticeable wait

_NUMBER = re.compile(r"[1-9][0-9]{0,17}")


@dataclass(frozen=True)
class Listing:
    """One page of a list. `newer` and `older` are addresses, empty where there is no such page.

    `number` is null on the pages after the last numbered one; they know only what is older, so
    `newest` leads back to the beginning.
    """

    articles: list[Article]
    number: int | None
    address: str
    newest: str
    newer: str
    older: str

    @property
    def is_first(self) -> bool:
        """Say whether this is the list's own address."""
        return self.number == 1


def asks_for_first_page(parameters: Mapping[str, object]) -> bool:
    """Say whether the address is the long form of a list's own: then it should lead there."""
    return parameters.get("page") == "1" and "before" not in parameters


def listing_or_404(articles: ArticleQuerySet, parameters: QueryDict, address: str) -> Listing:
    """Return the page that `parameters` name; `articles` are ordered as `for_cards` does.

    Raises Http404 for a page beyond the end and for a `page` or `before` that is no number of
    this list. Other parameters are ignored: people share links with a tracker's words added.
    """
    page, before = _only_number(parameters, "page"), _only_number(parameters, "before")
    if before is None:
        return _numbered(articles, page or 1, address)
    if page is not None:
        raise Http404("A page has a number or a place, not both.")
    return _older_than(articles, before, address)


def _numbered(articles: ArticleQuerySet, page: int, address: str) -> Listing:
    if page > LAST_NUMBERED_PAGE:
        raise Http404("Pages have numbers up to a limit.")
    start = (page - 1) * PAGE_SIZE
    rows = list(articles[start : start + PAGE_SIZE + 1])
    if not rows and page > 1:
        raise Http404("This page is beyond the end.")
    newer = {1: "", 2: address}.get(page, f"{address}?page={page - 1}")
    older = f"{address}?page={page + 1}" if page < LAST_NUMBERED_PAGE else _before(rows, address)
    here = address if page == 1 else f"{address}?page={page}"
    return _listing(rows, page, here, newest=address, newer=newer, older=older)


def _older_than(articles: ArticleQuerySet, number: int, address: str) -> Listing:
    moment = articles.filter(number=number).values_list("published_at", flat=True).first()
    if moment is None:
        raise Http404("The list holds no such article.")
    older = Q(published_at__lt=moment) | Q(number__lt=number)
    rows = list(articles.filter(older, published_at__lte=moment)[: PAGE_SIZE + 1])
    if not rows:
        raise Http404("This page is beyond the end.")
    here = f"{address}?before={number}"
    return _listing(rows, None, here, newest=address, newer="", older=_before(rows, address))


def _listing(rows: list[Article], number: int | None, address: str, **ways: str) -> Listing:
    if len(rows) <= PAGE_SIZE:
        ways["older"] = ""
    return Listing(rows[:PAGE_SIZE], number, address, **ways)


def _before(rows: list[Article], address: str) -> str:
    shown = rows[:PAGE_SIZE]
    return f"{address}?before={shown[-1].number}" if shown else ""


def _only_number(parameters: QueryDict, name: str) -> int | None:
    values = parameters.getlist(name)
    if not values:
        return None
    if len(values) > 1 or not _NUMBER.fullmatch(values[0]):
        raise Http404(f"“{name}” is not one whole number from 1 up.")
    return int(values[0])
