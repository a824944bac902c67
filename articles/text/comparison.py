"""What changed from one text to another: by words in English, by characters in Chinese.

Taken together, what stayed and what was removed is the one text; what stayed and what was added
is the other. The time grows with the length of both, whatever they hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from articles.text.common_order import common_order
from articles.text.pieces import pieces_of, pieces_of_html, sentences_of

PAIRS_A_PIECE = 16
"""Beyond so many equal pairs for each piece of both texts, words are not compared, sentences are.
Prose stays below up to about 2,500 changed words in a row, or as many Han characters: in both
languages a piece equals about one in eighty. Spaces, half of English, are not counted."""

MOST_FOLDED = 3
"""Characters that stayed between two longer changes, and are shown as part of one change: a
lone “的”, comma or space among other words says nothing."""


class Change(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Part(NamedTuple):
    """A stretch of text, and what became of it."""

    change: Change
    text: str


def compare_text(before: str, after: str) -> tuple[Part, ...]:
    """Compare plain text. What was removed stands before what was added in its place."""
    return _compare(before, after, pieces_of)


def compare_html(before: str, after: str) -> tuple[Part, ...]:
    """Compare clean HTML as source: tags and entities stay whole, so each part can be shown."""
    return _compare(before, after, pieces_of_html)


def before_of(parts: Iterable[Part]) -> str:
    """Return the text that was compared first."""
    return "".join(part.text for part in parts if part.change != Change.ADDED)


def after_of(parts: Iterable[Part]) -> str:
    """Return the text that was compared second: applying the difference."""
    return "".join(part.text for part in parts if part.change != Change.REMOVED)


def replaced(before: str, after: str) -> tuple[Part, ...]:
    """Compare two values that are not read word by word, such as names."""
    if before == after:
        return (Part(Change.SAME, after),) if after else ()
    parts = (Part(Change.REMOVED, before), Part(Change.ADDED, after))
    return tuple(part for part in parts if part.text)


@dataclass
class _Step:
    """What stayed, then what was changed; the next step goes on from there."""

    same: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)

    @property
    def is_change(self) -> bool:
        return bool(self.removed or self.added)

    @property
    def length(self) -> int:
        return max(sum(map(len, self.removed)), sum(map(len, self.added)))


_Stretch = tuple[Change, Sequence[str]]


def _compare(before: str, after: str, split: Callable[[str], list[str]]) -> tuple[Part, ...]:
    if before == after:
        return replaced(before, after)
    steps = _folded(_steps(_by_words(split(before), split(after))))
    return tuple(part for step in steps for part in _parts(step))


def _by_words(before: list[str], after: list[str]) -> Iterator[_Stretch]:
    """Yield stretches: from words where these are few enough, else sentence by sentence."""
    start, end = _common_ends(before, after)
    yield Change.SAME, before[:start]
    one, other = before[start : len(before) - end], after[start : len(after) - end]
    if _is_affordable(one, other):
        yield from _between(one, other, _anchors(one, other), _whole)
    else:
        yield from _by_sentences(one, other)
    yield Change.SAME, before[len(before) - end :]


def _by_sentences(before: list[str], after: list[str]) -> Iterator[_Stretch]:
    one, other = sentences_of(before), sentences_of(after)
    if not _is_affordable(one, other):
        yield from _whole(before, after)
        return
    starts = _starts(one), _starts(other)
    anchors = [
        (starts[0][here] + n, starts[1][there] + n)
        for here, there in common_order(one, other)
        for n in range(len(one[here]))
    ]
    yield from _between(before, after, anchors, _by_words_or_whole)


def _by_words_or_whole(before: list[str], after: list[str]) -> Iterator[_Stretch]:
    if _is_affordable(before, after):
        yield from _between(before, after, _anchors(before, after), _whole)
    else:
        yield from _whole(before, after)


def _whole(before: list[str], after: list[str]) -> Iterator[_Stretch]:
    """Yield what has nothing in common any more but its two ends."""
    start, end = _common_ends(before, after)
    yield Change.SAME, before[:start]
    yield Change.REMOVED, before[start : len(before) - end]
    yield Change.ADDED, after[start : len(after) - end]
    yield Change.SAME, before[len(before) - end :]


def _between(
    before: list[str],
    after: list[str],
    anchors: Sequence[tuple[int, int]],
    compare: Callable[[list[str], list[str]], Iterator[_Stretch]],
) -> Iterator[_Stretch]:
    """Yield the anchored pieces as they stayed, and what `compare` says of those between."""
    here = there = 0
    for one, other in (*anchors, (len(before), len(after))):
        if here < one or there < other:
            yield from compare(before[here:one], after[there:other])
        yield Change.SAME, before[one : one + 1]
        here, there = one + 1, other + 1


def _anchors(before: list[str], after: list[str]) -> list[tuple[int, int]]:
    """Return pairs of places of equal pieces; spaces are left out, they follow their words."""
    one, other = _places(before), _places(after)
    pairs = common_order([before[at] for at in one], [after[at] for at in other])
    return [(one[here], other[there]) for here, there in pairs]


def _places(pieces: list[str]) -> list[int]:
    return [at for at, piece in enumerate(pieces) if not piece.isspace()]


def _is_affordable(one: Sequence[Hashable], other: Sequence[Hashable]) -> bool:
    counts = Counter(other)
    pairs = sum(
        count * counts[piece]
        for piece, count in Counter(one).items()
        if not (isinstance(piece, str) and piece.isspace())
    )
    return pairs <= PAIRS_A_PIECE * (len(one) + len(other))


def _common_ends(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """Return how many pieces are the same from the start, and of the rest from the end."""
    most = min(len(before), len(after))
    start = 0
    while start < most and before[start] == after[start]:
        start += 1
    end = 0
    while end < most - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return start, end


def _starts(sentences: Sequence[Sequence[str]]) -> list[int]:
    starts = [0]
    for sentence in sentences:
        starts.append(starts[-1] + len(sentence))
    return starts


def _steps(stretches: Iterable[_Stretch]) -> Iterator[_Step]:
    step = _Step()
    for change, pieces in stretches:
        if not pieces:
            continue
        if change == Change.SAME and step.is_change:
            yield step
            step = _Step()
        getattr(step, change).extend(pieces)
    yield step


def _folded(steps: Iterable[_Step]) -> Iterator[_Step]:
    last: _Step | None = None
    for step in steps:
        if last is None:
            last = step
        elif _says_nothing(step.same, last, step):
            last.removed += step.same + step.removed
            last.added += step.same + step.added
        else:
            yield last
            last = step
    if last is not None:
        yield last


def _says_nothing(same: list[str], before: _Step, after: _Step) -> bool:
    length = sum(map(len, same[: MOST_FOLDED + 1]))
    return (
        length <= MOST_FOLDED
        and "<" not in (piece[0] for piece in same)  # a tag of HTML counts, however short it is
        and length < min(before.length, after.length)
    )


def _parts(step: _Step) -> Iterator[Part]:
    for change in Change:
        if text := "".join(getattr(step, change)):
            yield Part(change, text)
