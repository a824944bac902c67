"""What stands around every page of a language, from one query.

A page may add parts of its own to that query (companions.py), so that it costs no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from articles.models import Page
from articles.reader.banner import banner_of, banner_part
from articles.reader.most_read import MostReadLists, most_read_lists, most_read_part
from articles.reader.navigation import Link, column_address, page_address, shown_columns
from articles.reader.parts import Row, no_moment, rows_of, text_column


class Frame(NamedTuple):
    """What stands around a page."""

    columns: list[Link]
    pages: list[Link]
    most_read: MostReadLists
    banner: Link | None


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
    return [columns, pages, most_read_part(language, at), banner_part(language, at)]


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
        most_read=most_read_lists(rows),
        banner=banner_of(rows),
    )
