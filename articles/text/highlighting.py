"""Where the words of a search stand in a text as it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from articles.text.words import PlacedWord, Term, folded, placed_words


class Span(NamedTuple):
    """A part of a text: from `start` up to before `end`."""

    start: int
    end: int


class Piece(NamedTuple):
    """A piece of a text, which was searched for or stands between such."""

    text: str
    is_match: bool


def spans_of(text: str, terms: Sequence[Term]) -> list[list[Span]]:
    """Return for each term where it stands in the text, by the very rule by which it is found."""
    plain = folded(text)
    if not any(_hint(term) in plain for term in terms):
        return [[] for _term in terms]  # most paragraphs: their words need not be looked at
    words = placed_words(text)
    return [list(_spans(words, term)) for term in terms]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans in their order, joined where they overlap or touch."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def pieces(text: str, spans: Iterable[Span]) -> list[Piece]:
    """Cut a text at spans; together the pieces are the text."""
    found = []
    place = 0
    for start, end in merged(spans):
        found += [Piece(text[place:start], is_match=False), Piece(text[start:end], is_match=True)]
        place = end
    found.append(Piece(text[place:], is_match=False))
    return [piece for piece in found if piece.text]


def _spans(words: Sequence[PlacedWord], term: Term) -> Iterator[Span]:
    *others, last = term.words
    for place in range(len(words) - len(others)):
        ending = words[place + len(others)]
        if any(word != words[place + step].word for step, word in enumerate(others)):
            continue
        start = words[place].start
        if ending.word == last:
            yield Span(start, ending.end)
        elif term.beginning and ending.word.startswith(term.beginning):
            yield Span(start, min(ending.end, ending.start + len(term.beginning)))


def _hint(term: Term) -> str:
    """Return what must stand in a text, but for case and accents, if the term does."""
    word = term.words[0] if len(term.words) > 1 else term.beginning or term.words[0]
    # The last letter of an English stem may be another than the word's.
    return word[:-1] if word.isascii() and len(word) > 2 else word
