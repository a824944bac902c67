"""The piece of a text that shows why the text was found."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from articles.text.highlighting import Piece, Span, merged, pieces, spans_of
from articles.text.words import Term, is_solid

WIDTH: Final = 240  # columns, of which a Chinese character takes two: about three lines
BEFORE: Final = 80  # of them stand before the first word that was searched for
MOST_TRIED: Final = 100  # words of a line from which a piece may begin

_ELLIPSIS: Final = Piece("…", is_match=False)
_NO_BEGINNING: Final = " \t，。、；：！？）】》」』”’,.;:!?)]"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a line, and where in it the words stand that were searched for."""

    text: str = ""
    spans: tuple[Span, ...] = ()
    begins_line: bool = True
    ends_line: bool = True

    @property
    def pieces(self) -> list[Piece]:
        """The snippet cut at those words, with an ellipsis where the line goes on."""
        before = [] if self.begins_line else [_ELLIPSIS]
        after = [] if self.ends_line else [_ELLIPSIS]
        return [*before, *pieces(self.text, self.spans), *after]


def snippet(lines: Iterable[str], terms: Sequence[Term]) -> Snippet:
    """Return the piece of a text that shows most of the terms; the text is given by its lines.

    It is cut between Chinese characters, and at the ends of other words. Of a text without any of
    the terms it is the beginning.
    """
    best, found_there, most = "", list[list[Span]](), -1
    for line in lines:
        if not line.strip():
            continue
        found = [spans for spans in spans_of(line, terms) if spans]
        if len(found) > most:
            best, found_there, most = line, found, len(found)
        if most == len(terms):
            break
    return _piece(best, found_there)


def _piece(line: str, found: Sequence[Sequence[Span]]) -> Snippet:
    spans = merged(span for of_term in found for span in of_term)
    match = _densest(line, spans, found) if spans else Span(0, 0)
    start = _start(line, match.start)
    end = _end(line, match.start, start)
    return Snippet(
        line[start:end],
        tuple(
            Span(max(span.start, start) - start, min(span.end, end) - start)
            for span in spans
            if span.start < end and span.end > start
        ),
        begins_line=not line[:start].strip(),
        ends_line=not line[end:].strip(),
    )


def _densest(line: str, spans: Sequence[Span], found: Sequence[Sequence[Span]]) -> Span:
    """Return the span from which on most of the terms stand close together."""
    if len(found) == 1:
        return spans[0]

    def terms_near(span: Span) -> int:
        end = _after(line, span.start, WIDTH - BEFORE)
        return sum(any(span.start <= each.start < end for each in spans) for spans in found)

    return max(spans[:MOST_TRIED], key=terms_near)


def _start(line: str, match: int) -> int:
    """Return where a piece begins that leads up to the match."""
    start, columns = match, BEFORE
    while start > 0 and columns > 0:
        start -= 1
        columns -= _columns(line[start])
    begins = start
    while 0 < begins < match and (_is_within_word(line, begins) or line[begins] in _NO_BEGINNING):
        begins += 1
    return start if _is_within_word(line, begins) else begins


def _end(line: str, match: int, start: int) -> int:
    """Return where a piece ends, behind the match."""
    end = ends = max(_after(line, start, WIDTH), match + 1)
    while ends > match + 1 and (_is_within_word(line, ends) or line[ends - 1].isspace()):
        ends -= 1
    return min(end if _is_within_word(line, ends) else ends, len(line))


def _after(line: str, start: int, columns: int) -> int:
    """Return the place that is so many columns behind another, or the line's end."""
    end = start
    while end < len(line) and columns > 0:
        columns -= _columns(line[end])
        end += 1
    return end


def _is_within_word(line: str, place: int) -> bool:
    """Say whether a cut would part what belongs together: a word's letters, or a letter's marks."""
    if not 0 < place < len(line):
        return False
    before, after = line[place - 1], line[place]
    if unicodedata.category(after).startswith("M") or "\u200d" in (before, after):
        return True
    return all(each.isalnum() and not is_solid(each) for each in (before, after))


def _columns(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
