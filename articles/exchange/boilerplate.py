"""What stands in the paragraphs of a body but belongs into fields of its own, to be offered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from html import escape, unescape
from itertools import pairwise
from typing import Final

from articles.exchange.blocks import Block, has_invisible, strip
from articles.exchange.date_line import read_date_line
from articles.exchange.lifting import Lifted, Span
from articles.exchange.refusal import PageRefused
from articles.exchange.sentence import joined
from articles.text.tags import read_tokens

KINDS: Final = ("source", "keywords", "copyright", "credit_line")
"""Kinds of boilerplate, each named after the field that it belongs to."""

_DATE_LINE_BY = 4  # blocks: the line with source and date stands above the article
_PARAGRAPH = re.compile(r"<(p|h[2-4])>(.*)</\1>", re.DOTALL)
_EMPTY_MARK = re.compile(r"<(a|code|em|strong)\b[^<>]*></\1>")
_OUTER_BREAKS = re.compile(r"\A(?:\s*<br>)+\s*|\s*(?:<br>\s*)+\Z")


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """What was found of one kind: as it stood there, and what goes into which field.

    Keywords are one a line.
    """

    kind: str
    text: str
    values: dict[str, str]


def find_boilerplate(blocks: Sequence[str], zone: tzinfo) -> tuple[Boilerplate, ...]:
    """Return what could be lifted from the blocks of a body, each kind once, in order of KINDS."""
    return _read(blocks, zone)[0]


def lift_boilerplate(blocks: Sequence[str], zone: tzinfo, kinds: Iterable[str]) -> tuple[str, ...]:
    """Return the blocks of a clean body without what was found of some kinds.

    All other words stay, with their marks; a block with no words left goes.
    """
    wanted = frozenset(kinds)
    spans_of = _read(blocks, zone)[1]
    rest = []
    for block, spans in zip(blocks, spans_of, strict=True):
        ours = [span for span in spans if span.name in wanted]
        left = _without(block, ours) if ours else block
        if left:
            rest.append(left)
    return tuple(rest)


def _read(blocks: Sequence[str], zone: tzinfo) -> tuple[tuple[Boilerplate, ...], list[list[Span]]]:
    """Return what was found, and for each block where; places count in its text."""
    lifted = Lifted()
    source = ""
    printed: dict[str, list[str]] = {kind: [] for kind in KINDS}
    spans_of = []
    for place, block in enumerate(blocks):
        text = _text(block)
        spans = []
        for start, line in _lines(text):
            found = None
            if place < _DATE_LINE_BY and not printed["source"]:
                found = _source(line, zone)
            if found is not None:
                source = found
                spans.append(Span("source", start, start + len(line)))
            elif not has_invisible(line):  # places would not be those of the line
                lifted.lift(Block(line))
                spans += [
                    Span(span.name, start + span.start, start + span.end) for span in lifted.spans
                ]
        for span in sorted(spans, key=lambda span: span.start):
            printed[span.name].append(text[span.start : span.end].strip())
        spans_of.append(spans)
    values = {
        "source": {"source": source},
        "keywords": {"keywords": "\n".join(dict.fromkeys(lifted.keywords))},
        "copyright": {"copyright": joined(lifted.copyright)},
        "credit_line": {"credit_line": joined(lifted.credits), "column_editor": lifted.editor},
    }
    found_kinds = tuple(
        Boilerplate(
            kind,
            joined(printed[kind]),
            {name: value for name, value in values[kind].items() if value},
        )
        for kind in KINDS
        if printed[kind]
    )
    return found_kinds, spans_of


def _source(line: str, zone: tzinfo) -> str | None:
    """Return the source that a line with source and date names, "" for none; else None."""
    try:
        read = read_date_line(line, zone)
    except PageRefused:
        return None
    return None if read is None else read.source


def _runs(block: str) -> Iterator[tuple[str, str]]:
    """Yield a block's tags, each with no text, and its texts, each with its source."""
    for token in read_tokens(block):
        if token.name == "br":
            yield token.source, "\n"
        elif token.name:
            yield token.source, ""
        else:
            yield "", re.sub(r"\s", " ", unescape(token.source))


def _text(block: str) -> str:
    """Return the text of a paragraph or heading, lines as `<br>` parts them; "" for any other."""
    paragraph = _PARAGRAPH.fullmatch(block)
    return "".join(text for _tag, text in _runs(paragraph[2])) if paragraph else ""


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text with words in them, and where each begins."""
    start = 0
    for line in text.split("\n"):
        stripped = strip(line)
        if stripped:
            yield start + line.index(stripped), stripped
        start += len(line) + 1


def _without(block: str, spans: Sequence[Span]) -> str:
    """Return a paragraph without some places of its text; "" where no words are left."""
    paragraph = _PARAGRAPH.fullmatch(block)
    if paragraph is None:
        return block
    text = _text(block)
    gone = {place for span in spans for place in range(span.start, span.end)}
    # A line with nothing left goes with its end, and so do spaces around what went.
    for start, end in _around(text, gone):
        gone.update(range(start, end))
    if not "".join(sign for place, sign in enumerate(text) if place not in gone).strip():
        return ""
    html = []
    at = 0
    for tag, run in _runs(paragraph[2]):
        if tag:
            html.append("" if run and at in gone else tag)
        else:
            left = (sign for place, sign in enumerate(run, start=at) if place not in gone)
            html.append(escape("".join(left), quote=False))
        at += len(run)
    name, words = paragraph[1], "".join(html)
    while (shorter := _EMPTY_MARK.sub("", words)) != words:
        words = shorter
    return f"<{name}>{_OUTER_BREAKS.sub('', words)}</{name}>"


def _around(text: str, gone: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the spaces that what is gone leaves at the edges of lines, and doubled ones."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        left = [place for place in range(start, end) if place not in gone and text[place] > " "]
        touched = any(place in gone for place in range(start, end))
        if touched and not left:
            yield start, min(end + 1, len(text))
        elif touched:
            yield start, left[0]
            yield left[-1] + 1, end
            for before, after in pairwise(left):
                if any(place in gone for place in range(before + 1, after)):
                    # One space stays between words of which something was taken out.
                    spaces = [p for p in range(before + 1, after) if p not in gone]
                    for extra in spaces[1:]:
                        yield extra, extra + 1
        start = end + 1
