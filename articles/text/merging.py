"""Three-way merging: two edits of one base become one, or it is said where they collide.

Nothing is guessed. Where a merge succeeds, what either side added is in it, what either side
removed is not, and it makes no difference which side is called ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from django.utils.translation import gettext as _

from articles.text.common_order import common_order

T = TypeVar("T")
H = TypeVar("H", bound=Hashable)


class MergeConflict(Exception):
    """Both sides changed the same place differently; `base`, `ours` and `theirs` stand there."""

    def __init__(self, base: object, ours: object, theirs: object) -> None:
        super().__init__(_("Both changed the same place, each in another way."))
        self.base = base
        self.ours = ours
        self.theirs = theirs


def merge_value(base: T, ours: T, theirs: T) -> T:
    """Return the side that changed. Raises MergeConflict where both did, differently."""
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    raise MergeConflict(base, ours, theirs)


def merge_sequence(base: Sequence[H], ours: Sequence[H], theirs: Sequence[H]) -> tuple[H, ...]:
    """Return both sides' changes of a row, by diff3: stretches between what all have in common.

    Raises MergeConflict where both changed one stretch differently, or where putting stretches
    together would bring back what one removed or double what both moved.
    """
    base, ours, theirs = tuple(base), tuple(ours), tuple(theirs)
    in_ours = dict(common_order(base, ours))
    in_theirs = dict(common_order(base, theirs))
    stable = [(b, in_ours[b], in_theirs[b]) for b in in_ours if b in in_theirs]
    merged: list[H] = []
    after = (0, 0, 0)
    for b, o, t in [*stable, (len(base), len(ours), len(theirs))]:
        merged += merge_value(base[after[0] : b], ours[after[1] : o], theirs[after[2] : t])
        merged += base[b : b + 1]
        after = (b + 1, o + 1, t + 1)
    _require_agreed_counts(Counter(merged), Counter(base), Counter(ours), Counter(theirs))
    return tuple(merged)


def merge_paragraphs(
    base: Sequence[tuple[str, str]],
    ours: Sequence[tuple[str, str]],
    theirs: Sequence[tuple[str, str]],
) -> tuple[tuple[str, str], ...]:
    """Return both sides' changes of a body of (id, html); ids are unique within each.

    Order, insertions and deletions are merged by id, each paragraph's html by itself. Raises
    MergeConflict as `merge_sequence` does, where both edited one paragraph differently, and
    where one edited what the other deleted.
    """
    texts = [dict(side) for side in (base, ours, theirs)]
    order = merge_sequence(*([name for name, _html in side] for side in (base, ours, theirs)))
    for name in texts[0]:
        if name not in order:
            _require_unedited(name, *texts)
    return tuple((name, _merged_html(name, *texts)) for name in order)


def _require_agreed_counts(
    merged: Counter[H], base: Counter[H], ours: Counter[H], theirs: Counter[H]
) -> None:
    """diff3 sees a move as a deletion and an insertion, and may keep only one of the two."""
    for thing in base | ours | theirs:
        counts = base[thing], ours[thing], theirs[thing]
        if merged[thing] != _agreed(*counts):
            raise MergeConflict(*((thing,) * count for count in counts))


def _agreed(base: int, ours: int, theirs: int) -> int | None:
    try:
        return merge_value(base, ours, theirs)
    except MergeConflict:
        return None


def _require_unedited(
    name: str, base: Mapping[str, str], ours: Mapping[str, str], theirs: Mapping[str, str]
) -> None:
    for side in (ours, theirs):
        if side.get(name, base[name]) != base[name]:
            raise MergeConflict(base[name], ours.get(name), theirs.get(name))


def _merged_html(
    name: str, base: Mapping[str, str], ours: Mapping[str, str], theirs: Mapping[str, str]
) -> str:
    # A paragraph of the merged order is in all three, or new in one side or in both.
    return merge_value(base.get(name, ""), ours.get(name, ""), theirs.get(name, ""))
