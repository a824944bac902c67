"""One query for several kinds of rows: its parts, each of one kind, have the columns of `Row`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import CharField, DateTimeField, QuerySet, Value
from django.db.models.functions import Cast


class Row(NamedTuple):
    """One row of such a query: of which part it is, its place in it, and what it holds."""

    part: str
    place: int
    number: int
    name: str
    text: str
    at: datetime | None


def rows_of(parts: Sequence[QuerySet[Any, Any]]) -> list[Row]:
    """Return the rows of all parts in their order; one query."""
    first, *others = (part.order_by() for part in parts)
    rows = (Row(*each) for each in first.union(*others, all=True))
    return sorted(rows, key=itemgetter(slice(-1)))  # the moment may be null


def text_column(value: str = "") -> Value:
    """Return a text as a column: the parts of a union must have the same ones."""
    return Value(value, output_field=CharField())


def no_moment() -> Cast:
    """Return a column for moments, likewise, where a part of a union has none."""
    return Cast(Value(None), DateTimeField())
