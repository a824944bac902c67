"""Labelled sentences, and how well each check finds what is marked in them.

`sentences-zh.txt` and `sentences-en.txt` say themselves how they are written. Every check of the
language reads every sentence, so one that invents a fault in another's sentence loses precision.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from articles.text.checks import check_field, heading_order
from articles.text.findings import Finding
from articles.text.markup import plain_text

LANGUAGES = ("zh", "en")
TODAY = date(2024, 4, 1)  # of the sentences: what is later is the future

_HERE = Path(__file__).parent
_SECTION = re.compile(r"\[([a-z-]+)\]")
_FIELD = re.compile(r"@([a-z_]+) ")
_CODE_POINT = re.compile(r"\{([0-9A-F]{4,6})\}")
_MARK = re.compile("[⟦⟧]")

Place = tuple[str, int, int]
"""A code, and where what it stands for begins and ends."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text of one field, and what must be found in it."""

    language: str
    field: str
    text: str
    expected: frozenset[Place]

    def found(self) -> list[Finding]:
        """Return what the checks of its language say of it."""
        if self.field != "html":
            return check_field(self.field, self.text, self.language, today=TODAY)
        blocks = self.text.split("\n")
        text = "\n".join(map(plain_text, blocks))
        return [*check_field("body", text, self.language), *heading_order(blocks)]


@dataclass(frozen=True, slots=True)
class Score:
    """How often a check was right, cried wolf and was silent."""

    right: int
    invented: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of its findings that are marked."""
        return self.right / (self.right + self.invented) if self.right + self.invented else 1.0

    @property
    def recall(self) -> float:
        """Share of the marks that it found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def sentences(language: str) -> Iterator[Sentence]:
    """Yield the labelled sentences of a language (zh or en)."""
    code = ""
    for line in (_HERE / f"sentences-{language}.txt").read_text(encoding="utf-8").splitlines():
        if section := _SECTION.fullmatch(line):
            code = section[1]
        elif line and not line.startswith("#"):
            yield _sentence(line, code, language)


def _sentence(line: str, code: str, language: str) -> Sentence:
    named = _FIELD.match(line)
    marked = line[named.end() :] if named else line
    marked = _CODE_POINT.sub(lambda found: chr(int(found[1], 16)), marked.replace("¶", "\n"))
    field = named[1] if named else "body"
    read = "\n".join(map(plain_text, marked.split("\n"))) if field == "html" else marked
    at = [found.start() - number for number, found in enumerate(_MARK.finditer(read))]
    expected = frozenset((code, *place) for place in zip(at[::2], at[1::2], strict=True))
    return Sentence(language, field, _MARK.sub("", marked), expected)


def scores(language: str) -> dict[str, Score]:
    """Return how each check does on the sentences of a language."""
    right: Counter[str] = Counter()
    invented: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for sentence in sentences(language):
        found = {(each.code, each.start, each.end) for each in sentence.found()}
        right.update(code for code, *_place in found & sentence.expected)
        invented.update(code for code, *_place in found - sentence.expected)
        missed.update(code for code, *_place in sentence.expected - found)
    codes = sorted({*right, *invented, *missed})
    return {code: Score(right[code], invented[code], missed[code]) for code in codes}
