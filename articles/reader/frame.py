"""What stands around every page of a language, from one query.

A page may add parts of its own to that query (companions.py), so that it costs no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import CharField, DateTimeField, QuerySet, Value
from django.db.models.functions import Cast

from articles.models import Page
from articles.reader.navigation import Link, column_address, page_address, shown_columns


class Row(NamedTuple):
    """One row of such a query: of which part it is, its place in it, and what it holds."""

    part: str
    place: int
    number: int
    name: str
    text: str
    at: datetime | None


class Frame(NamedTuple):
    """What stands around a page."""

    columns: list[Link]
    pages: list[Link]


def frame(language: str, at: datetime, *, also: int | None = None) -> Frame:
    """Return what stands around a page in `zh` or `en`; one query.

    The column with the key `also` is above it even while it has nothing to read.
    """
    return frame_of(rows_of(frame_parts(language, at, also=also)), language)


def frame_parts(
    language: str, at: datetime, *, also: int | None = None
) -> list[QuerySet[Any, Any]]:
    """Return the frame's parts, each with the columns of `Row`."""
    columns = shown_columns(language, at, also).values_list(
        text_column("column"), "order", "number", f"name_{language}", text_column(), no_moment()
    )
    pages = Page.objects.filter(language=language, is_published=True).values_list(
        text_column("page"), "order", "pk", "title", "slug", no_moment()
    )
    return [columns, pages]


def rows_of(parts: Sequence[QuerySet[Any, Any]]) -> list[Row]:
    """Return the rows of all parts in their order; one query."""
    first, *others = (part.order_by() for part in parts)
    rows = (Row(*each) for each in first.union(*others, all=True))
    return sorted(rows, key=itemgetter(slice(-1)))  # the moment may be null


def frame_of(rows: Sequence[Row], language: str) -> Frame:
    """Pick what stands around a page from among the rows."""
    return Frame(
        columns=[
            Link(row.name, column_address(language, row.number))
            for row in rows
            if row.part == "column"
        ],
        pages=[
            Link(row.name, page_address(row.text, language)) for row in rows if row.part == "page"
        ],
    )


def text_column(value: str = "") -> Value:
    """Return a text as a column: the parts of a union must have the same ones."""
    return Value(value, output_field=CharField())


def no_moment() -> Cast:
    """Return a column for moments, likewise, where a part of a union has none."""
    return Cast(Value(None), DateTimeField())
