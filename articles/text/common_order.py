"""The longest common subsequence: what two rows have in common, in the order of both."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import NamedTuple


def common_order(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return pairs of places (in `one`, in `other`) of equal things, rising in both; the most.

    By Hunt and Szymanski 1977, doi:10.1145/359581.359603: O(n log n) where things occur once,
    as paragraphs do, and n² log n at worst.
    """
    places: dict[Hashable, list[int]] = defaultdict(list)
    for at, thing in enumerate(other):
        places[thing].append(at)
    ends: list[int] = []  # the smallest end of a common row of each length
    links: list[_Link] = []  # and how it came there
    for here, thing in enumerate(one):
        for there in reversed(places.get(thing, ())):
            length = bisect_left(ends, there)
            link = _Link(here, there, links[length - 1] if length else None)
            if length == len(ends):
                ends.append(there)
                links.append(link)
            else:
                ends[length] = there
                links[length] = link
    return _unwound(links[-1] if links else None)


class _Link(NamedTuple):
    one: int
    other: int
    before: _Link | None


def _unwound(link: _Link | None) -> list[tuple[int, int]]:
    pairs = []
    while link:
        pairs.append((link.one, link.other))
        link = link.before
    return pairs[::-1]
