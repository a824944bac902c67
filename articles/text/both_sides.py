"""Two edits of one row, laid side by side: pieces on which both agree, and pieces to choose from.

`merging` says whether two edits become one; here is what a person sees where they don't.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from articles.text.common_order import common_order
from articles.text.merging import MergeConflict, merge_value

H = TypeVar("H", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Piece(Generic[H]):
    """A stretch of both rows; where `is_agreed`, both sides are the merged stretch."""

    mine: tuple[H, ...]
    theirs: tuple[H, ...]
    is_agreed: bool

    def both(self) -> tuple[H, ...]:
        """Return the other's stretch, then what one's own has beyond it."""
        return (*self.theirs, *(each for each in self.mine if each not in self.theirs))


def pieces_of_paragraphs(
    base: Sequence[tuple[str, str]],
    mine: Sequence[tuple[str, str]],
    theirs: Sequence[tuple[str, str]],
) -> tuple[Piece[tuple[str, str]], ...]:
    """Lay two edits of a body of (id, html) side by side; ids are unique within each.

    A paragraph that both kept is a piece of its own, what stands between two such is one. Where
    somebody moved a paragraph across such a piece, the whole body is one piece to choose from:
    two choices could lose it, or double it.
    """
    rows = [tuple(side) for side in (base, mine, theirs)]
    names = [[name for name, _html in row] for row in rows]
    in_mine, in_theirs = (dict(common_order(names[0], other)) for other in names[1:])
    kept = [(b, in_mine[b], in_theirs[b]) for b in in_mine if b in in_theirs]
    pieces: list[Piece[tuple[str, str]]] = []
    places: list[dict[str, int]] = [{}, {}, {}]
    after = (0, 0, 0)
    ends = (len(base), len(mine), len(theirs))
    for stop in [*kept, ends]:
        stretches = [row[begin:end] for row, begin, end in zip(rows, after, stop, strict=True)]
        for place, stretch in zip(places, stretches, strict=True):
            place.update((name, len(pieces)) for name, _html in stretch)
        pieces.append(_piece(*stretches))
        both_kept = [row[at : at + 1] for row, at in zip(rows, stop, strict=True)]
        pieces.append(_piece(*both_kept))
        after = (stop[0] + 1, stop[1] + 1, stop[2] + 1)
    if _anything_moved(*places):
        pieces = [_piece(*rows)]
    return tuple(piece for piece in pieces if piece.mine or piece.theirs)


def _piece(base: tuple[H, ...], mine: tuple[H, ...], theirs: tuple[H, ...]) -> Piece[H]:
    try:
        merged = merge_value(base, mine, theirs)
    except MergeConflict:
        return Piece(mine, theirs, is_agreed=False)
    return Piece(merged, merged, is_agreed=True)


def _anything_moved(*places: Mapping[str, int]) -> bool:
    """Tell whether a paragraph stands in stretches of different number on two sides."""
    return any(
        one[name] != other[name]
        for one in places
        for other in places
        for name in one.keys() & other
    )
