"""Footnotes: a mark in the text and the note at its end, linked both ways.

Texts hold no addresses of places, so a convention of print makes the links: a body may end in
paragraphs that begin with [1], [2] …; the same marks in the text before lead to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Final

from django.utils.html import escape
from django.utils.translation import gettext as _

from articles.text.tags import BLOCK, VOID, Token, read_tokens

_MARK: Final = re.compile(r"[\[［]([1-9][0-9]{0,2})[\]］]")
_MAY_HOLD_NOTES: Final = re.compile(r"<p>[\[［][1-9]")
_NO_MARKS_IN: Final = frozenset({"a", "code", "pre", "h2", "h3", "h4"})


def with_footnotes(html: str) -> str:
    """Return clean HTML with links between marks and notes, wherever both ends exist.

    To be called in the language of the text.
    """
    if not _MAY_HOLD_NOTES.search(html):
        return html
    tokens = list(read_tokens(html))
    notes = _closing_notes(tokens)
    begin = min(notes.values(), default=len(tokens))
    marks = {
        mark[1]
        for token, runs in _running(tokens[:begin])
        if runs
        for mark in _MARK.finditer(token.source)
    }
    linked = {number: place for number, place in notes.items() if number in marks}
    if not linked:
        return html
    return _linked_text(tokens[:begin], linked.keys()) + _linked_notes(tokens, begin, linked)


def _closing_notes(tokens: Sequence[Token]) -> dict[str, int]:
    """Return the places of the paragraphs that the text ends in and that begin with a mark."""
    notes: dict[str, int] = {}
    for place in reversed(list(_outermost(tokens))):
        mark = _MARK.match(tokens[place + 1].source) if tokens[place].name == "p" else None
        if mark is None:
            break
        if mark[1] in notes:
            return {}  # two notes of one number: nobody can say which one a mark means
        notes[mark[1]] = place
    return notes


def _outermost(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the places where the blocks of the text begin, not those inside of them."""
    depth = 0
    for place, token in enumerate(tokens):
        if token.name not in BLOCK:
            continue
        if not depth and not token.is_end:
            yield place
        if token.name not in VOID:
            depth += -1 if token.is_end else 1


def _running(tokens: Sequence[Token]) -> Iterator[tuple[Token, bool]]:
    """Yield every token, and whether it is running text, in which a mark is one."""
    closed = 0
    for token in tokens:
        if token.name in _NO_MARKS_IN:
            closed += -1 if token.is_end else 1
        yield token, not (token.name or closed)


def _linked_text(tokens: Sequence[Token], numbers: Set[str]) -> str:
    seen: set[str] = set()

    def link(mark: re.Match[str]) -> str:
        number = mark[1]
        if number not in numbers:
            return mark[0]
        # The way back leads to the first of several marks.
        place = "" if number in seen else f' id="ref-{number}"'
        seen.add(number)
        label = escape(_("Note %(number)s") % {"number": number})
        return (
            f'<sup><a{place} href="#note-{number}" role="doc-noteref" aria-label="{label}">'
            f"{mark[0]}</a></sup>"
        )

    return "".join(
        _MARK.sub(link, token.source) if runs else token.source for token, runs in _running(tokens)
    )


def _linked_notes(tokens: Sequence[Token], begin: int, linked: Mapping[str, int]) -> str:
    sources = [token.source for token in tokens]
    for number, place in linked.items():
        label = escape(_("Back to note %(number)s in the text") % {"number": number})
        mark, rest = sources[place + 1][: len(number) + 2], sources[place + 1][len(number) + 2 :]
        sources[place] = f'<p id="note-{number}">'
        sources[place + 1] = (
            f'<a href="#ref-{number}" role="doc-backlink" aria-label="{label}">{mark}</a>{rest}'
        )
    name, notes = escape(_("Notes")), "".join(sources[begin:])
    return f'<section class="notes" role="doc-endnotes" aria-label="{name}">{notes}</section>'
