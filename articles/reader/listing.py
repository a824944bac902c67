"""Lists in pages: numbered up to a limit, then by key, so no page costs more than another.

The last page is found by fetching one article more than it shows; nothing is counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.http import Http404, QueryDict

from articles.reader.parameters import only_number

PAGE_SIZE = 20
LAST_NUMBERED_PAGE = 50  # 1,000 articles: what a database still skips without a noticeable wait


class Order(NamedTuple):
    """By which two fields a list is ordered, both downwards; the second breaks ties."""

    moment: str = "published_at"
    number: str = "number"


@dataclass(frozen=True)
class Listing:
    """One page of a list. `newer` and `older` are addresses, empty where there is no such page.

    `number` is null on the pages after the last numbered one; they know only what is older, so
    `newest` leads back to the beginning.
    """

    rows: list[Any]
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


ARTICLES = Order()


def listing_or_404(
    things: QuerySet[Any], parameters: QueryDict, address: str, order: Order = ARTICLES
) -> Listing:
    """Return the page that `parameters` name; `things` are ordered by `order`.

    Raises Http404 for a page beyond the end and for a `page` or `before` that is no number of
    this list. Other parameters are ignored: people share links with a tracker's words added.
    """
    page, before = only_number(parameters, "page"), only_number(parameters, "before")
    if before is None:
        return _numbered(things, page or 1, address, order)
    if page is not None:
        raise Http404("A page has a number or a place, not both.")
    return _older_than(things, before, address, order)


def _numbered(things: QuerySet[Any], page: int, address: str, order: Order) -> Listing:
    if page > LAST_NUMBERED_PAGE:
        raise Http404("Pages have numbers up to a limit.")
    start = (page - 1) * PAGE_SIZE
    rows = list(things[start : start + PAGE_SIZE + 1])
    if not rows and page > 1:
        raise Http404("This page is beyond the end.")
    newer = {1: "", 2: address}.get(page, f"{address}?page={page - 1}")
    older = (
        f"{address}?page={page + 1}" if page < LAST_NUMBERED_PAGE else _before(rows, address, order)
    )
    here = address if page == 1 else f"{address}?page={page}"
    return _listing(rows, page, here, newest=address, newer=newer, older=older)


def _older_than(things: QuerySet[Any], number: int, address: str, order: Order) -> Listing:
    here = things.filter(**{order.number: number})
    moment = here.values_list(order.moment, flat=True).first()
    if moment is None:
        raise Http404("The list holds no such place.")
    older = Q(**{f"{order.moment}__lt": moment}) | Q(**{f"{order.number}__lt": number})
    rows = list(things.filter(older, **{f"{order.moment}__lte": moment})[: PAGE_SIZE + 1])
    if not rows:
        raise Http404("This page is beyond the end.")
    place = f"{address}?before={number}"
    return _listing(
        rows, None, place, newest=address, newer="", older=_before(rows, address, order)
    )


def _listing(rows: list[Any], number: int | None, address: str, **ways: str) -> Listing:
    if len(rows) <= PAGE_SIZE:
        ways["older"] = ""
    return Listing(rows[:PAGE_SIZE], number, address, **ways)


def _before(rows: list[Any], address: str, order: Order) -> str:
    shown = rows[:PAGE_SIZE]
    return f"{address}?before={getattr(shown[-1], order.number)}" if shown else ""
