"""What changed in a row of things that are known by a key: paragraphs, keywords, pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from articles.text.common_order import common_order

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """One thing as it was and as it is; None where it is not there.

    What moved has two rows: one where it was, without `after`, and one where it is, with both.
    """

    before: T | None
    after: T | None
    moved: bool = False

    @property
    def is_arrival(self) -> bool:
        """Whether this row is the place to which something moved."""
        return self.moved and self.after is not None

    @property
    def is_same(self) -> bool:
        """Whether it stayed where and as it was."""
        return not self.moved and self.before == self.after


def compare_rows(
    before: Sequence[T], after: Sequence[T], key: Callable[[T], Hashable]
) -> tuple[Row[T], ...]:
    """Pair things of equal keys; the second with one key is another thing than the first.

    Things removed stand before things added in their place.
    """
    one, other = _numbered(before, key), _numbered(after, key)
    place_before = {name: at for at, name in enumerate(one)}
    names_after = set(other)
    rows: list[Row[T]] = []
    here = there = 0
    for stays, stays_as in (*common_order(one, other), (len(one), len(other))):
        rows += [Row(before[at], None, moved=one[at] in names_after) for at in range(here, stays)]
        for at in range(there, stays_as):
            old = place_before.get(other[at])
            rows.append(Row(None if old is None else before[old], after[at], old is not None))
        if stays < len(one):
            rows.append(Row(before[stays], after[stays_as]))
        here, there = stays + 1, stays_as + 1
    return tuple(rows)


def rows_before(rows: Iterable[Row[T]]) -> tuple[T, ...]:
    """Return the row that was compared first."""
    return tuple(row.before for row in rows if row.before is not None and not row.is_arrival)


def rows_after(rows: Iterable[Row[T]]) -> tuple[T, ...]:
    """Return the row that was compared second."""
    return tuple(row.after for row in rows if row.after is not None)


def _numbered(things: Iterable[T], key: Callable[[T], Hashable]) -> list[Hashable]:
    return list(_with_turns(key(thing) for thing in things))


def _with_turns(keys: Iterable[Hashable]) -> Iterator[tuple[Hashable, int]]:
    seen: Counter[Hashable] = Counter()
    for key in keys:
        seen[key] += 1
        yield key, seen[key]
