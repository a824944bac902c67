"""How much changed, in words and Han characters: for lists, where nobody reads each change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from articles.text.pieces import is_word, pieces_of


class Amount(NamedTuple):
    """Words and Han characters that came, and that went."""

    added: int = 0
    removed: int = 0

    @property
    def signs(self) -> str:
        """Return it as lists show it, with a minus sign: +3 −1."""
        return f"+{self.added} −{self.removed}"

    def __add__(self, other: object) -> Amount:
        if not isinstance(other, Amount):
            return NotImplemented
        return Amount(self.added + other.added, self.removed + other.removed)


def amount_of_change(before: Iterable[str], after: Iterable[str]) -> Amount:
    """Count the words and characters that plain texts have now and had not, and the reverse.

    Counted, not aligned: a word that only changed its place is no change, and the time is linear.
    """
    old, new = _counts(before), _counts(after)
    return Amount(added=(new - old).total(), removed=(old - new).total())


def count_words(text: str) -> int:
    """Return how many words and Han characters a plain text has."""
    return sum(map(is_word, pieces_of(text)))


def _counts(texts: Iterable[str]) -> Counter[str]:
    return Counter(piece for text in texts for piece in pieces_of(text) if is_word(piece))
