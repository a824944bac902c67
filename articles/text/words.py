"""Words for search: what a text is found by, the same for the index and for what is asked.

Chinese is written without spaces and cut into pairs of characters that overlap, so that any two or
more characters in a row are found without a dictionary (reference/dependencies.md §1).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

VERSION: Final = 1
"""Number of the rules below; a change adds one, and the index is rebuilt."""

MOST_TERMS: Final = 8  # words of a search; more only cost time

# Characters of scripts without spaces: Han with its extensions and marks, and kana.
_SOLID: Final = (
    "\u3005\u3007\u3041-\u3096\u309d-\u30fa\u30fc-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUN: Final = re.compile(rf"[{_SOLID}]+|[^\W_{_SOLID}]+")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must follow each other; `is_prefix`: the last one may go on."""

    words: tuple[str, ...]
    is_prefix: bool


def words_of(text: str) -> list[str]:
    """Return the words by which a text is found, in its order.

    Case, width and accents don't count. A run of n Chinese characters gives its n - 1 pairs and
    its last character.
    """
    found: list[str] = []
    for run in _runs(text):
        found += [*_pairs(run), run[-1]] if _is_solid(run) else [run]
    return found


def terms_of(query: str, *, beginnings: bool = False) -> list[Term]:
    """Return what a query asks for: every term must be found, in any order.

    A term is what stands between spaces; a single Chinese character finds the words that begin
    with it, and with `beginnings` so does everything else. Without any words: empty.
    """
    terms = []
    for part in query.split()[:MOST_TERMS]:
        runs = _runs(part)
        if not runs:
            continue
        words: list[str] = []
        for run in runs[:-1]:
            words += words_of(run)
        last = runs[-1]
        if _is_solid(last) and len(last) > 1:
            # Its pairs alone: in the text it may go on.
            terms.append(Term((*words, *_pairs(last)), is_prefix=False))
        else:
            terms.append(Term((*words, last), is_prefix=beginnings or _is_solid(last)))
    return terms


def _runs(text: str) -> list[str]:
    plain = "".join(
        each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each)
    )
    return _RUN.findall(unicodedata.normalize("NFC", plain).casefold())


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)]


def _is_solid(run: str) -> bool:
    return re.match(f"[{_SOLID}]", run) is not None
