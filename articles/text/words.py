"""Words for search: what a text is found by, the same for the index and for what is asked.

Chinese is written without spaces and cut into pairs of characters that overlap, so that any two or
more characters in a row are found without a dictionary (reference/dependencies.md §1).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from articles.text.stem import stem

VERSION: Final = 3
"""Number of the rules below and of how the index stores words; a change adds one, and the index is
rebuilt."""

MOST_TERMS: Final = 8  # words of a search; more only cost time
LONGEST_TERM: Final = 250  # words of each of them
LONGEST_WORD: Final = 100  # letters by which it is known; PostgreSQL refuses words of 2 KB

# Characters of scripts without spaces: Han with its extensions and marks, and kana.
_SOLID: Final = (
    "\u3005\u3007\u3041-\u3096\u309d-\u30fa\u30fc-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUN: Final = re.compile(rf"([{_SOLID}]+)|[^\W_{_SOLID}]+")
_RUN_OF_SOLID: Final = re.compile(f"[{_SOLID}]+")


class _Folding(dict[int, str]):
    """By what each character is known, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(code))
        bare = "".join(each for each in parts if not unicodedata.combining(each))
        self[code] = unicodedata.normalize("NFC", bare).casefold()
        return self[code]


_FOLDING: Final = _Folding()


class PlacedWord(NamedTuple):
    """A word of a text, and where it stands there: from `start` up to before `end`."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must follow each other; the last may be any that begins with `beginning`."""

    words: tuple[str, ...]
    beginning: str = ""


def words_of(text: str) -> list[str]:
    """Return the words by which a text is found, in its order.

    Case, width, accents and English inflection don't count. A run of n Chinese characters gives
    its n - 1 pairs and its last character.
    """
    return [word for word, _start, _end in _words(folded(text))]


def placed_words(text: str) -> list[PlacedWord]:
    """Return the same words with their places in the text as it is written."""
    if text.isascii():
        return [PlacedWord(*each) for each in _words(folded(text))]
    places = [place for place, each in enumerate(text) for _part in _FOLDING[ord(each)]]
    places.append(len(text))
    return [
        # Up to the next character that counts: accents may be characters of their own. A character
        # that is known by several, such as ㍿, holds words that end within it.
        PlacedWord(word, places[start], max(places[end - 1] + 1, places[end]))
        for word, start, end in _words(folded(text))
    ]


def folded(text: str) -> str:
    """Return a text without what doesn't count: case, width, accents."""
    return text.translate(_FOLDING)


def is_solid(text: str) -> bool:
    """Say whether a text begins with a character of a script without spaces."""
    return _RUN_OF_SOLID.match(text) is not None


def terms_of(query: str, *, beginnings: bool = False) -> list[Term]:
    """Return what a query asks for: every term must be found, in any order.

    A term is what stands between spaces; a single Chinese character finds the words that begin
    with it, and with `beginnings` so does everything else. Without any words: empty.
    """
    terms = []
    for part in query.split()[:MOST_TERMS]:
        plain = folded(part)
        words = [word for word, _start, _end in _words(plain)]
        if not words:
            continue
        *_others, last = _RUN.finditer(plain)
        is_solid, size = bool(last[1]), len(last[0])
        if is_solid and size > 1:
            words.pop()  # the last character alone: in the text it may go on
        begins = (size == 1 if is_solid else beginnings) and len(words) <= LONGEST_TERM
        terms.append(Term(tuple(words[:LONGEST_TERM]), last[0][:LONGEST_WORD] if begins else ""))
    return terms


def _words(plain: str) -> Iterator[tuple[str, int, int]]:
    for run in _RUN.finditer(plain):
        start, end = run.span()
        if not run[1]:
            yield stem(run[0][:LONGEST_WORD]), start, end
            continue
        for place in range(start, end - 1):
            yield plain[place : place + 2], place, place + 2
        yield plain[end - 1], end - 1, end
