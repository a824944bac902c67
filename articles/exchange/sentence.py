"""Where sentences begin and end, in English and Chinese: what labels and credits are told by."""

from __future__ import annotations

import re
from collections.abc import Iterable

LIFTED = "\x00"  # stands where something was lifted out; a page with NUL bytes is refused before

_LIFTED = re.compile(f"{LIFTED}+")
_WORD = re.compile(r"\w")
_LAST_NARROW = "\u2e7f"  # Han and full-width signs come behind it
_SHORTEST_PARAGRAPH = 8  # letters or Han characters
_CLOSING_SIGNS = ".,;:!?)]"
_OPENING = "(（[【《「『“‘"
_CLOSING = ")）]】》」』”’\"'"
_ENDS = ".。!！?？…"
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-z]|Co|Ltd|Inc|Corp|No|Nos|St|Mr|Mrs|Ms|Dr|Prof|vs|etc|approx|Jr|Sr|Dept))\.\Z"
)
_END = re.compile(
    rf"[{re.escape(_ENDS)}]+[{re.escape(_CLOSING)}]*(?=\s|\Z|{LIFTED}|[{_OPENING}])|[。！？]"
)


def mentions(text: str, words: Iterable[str]) -> bool:
    """Say whether one of some words in lower case stands in `text`: quicker than a pattern."""
    lowered = text.lower()
    # Not `any`: a generator takes twice the time, and this is asked of every paragraph.
    for word in words:  # noqa: SIM110
        if word in lowered:
            return True
    return False


def begins_sentence(text: str, start: int) -> bool:
    """Say whether what stands at `start` begins a sentence, a line or a new part of `text`."""
    before = text[max(0, start - 40) : start].rstrip()
    if not before:
        return True
    last = before[-1]
    if last == LIFTED or last in _ENDS or last in ")）】]":
        return True
    # A closing quotation mark ends a sentence only together with a full stop inside it.
    return last in _CLOSING and len(before) > 1 and before[-2] in _ENDS


def end_of_sentence(text: str, start: int, limit: int) -> int | None:
    """Return the index behind the sentence that holds `start`, None without one up to `limit`."""
    for match in _END.finditer(text, start, limit):
        if match.group()[0] != "." or not _ABBREVIATION.search(text, start, match.start() + 1):
            return match.end()
    return None


def closing_bracket(text: str, opening: int, limit: int) -> int | None:
    """Return where the bracket at `opening` is closed, None where it is not up to `limit`."""
    depth = 0
    for index in range(opening, min(len(text), limit)):
        if text[index] in "(（":
            depth += 1
        elif text[index] in ")）":
            depth -= 1
            if depth == 0:
                return index
    return None


def is_paragraph(text: str) -> bool:
    """Say whether a text is running text: it ends with a full stop and is no mere word or two."""
    end = text.rstrip().rstrip(_CLOSING + '”’"')
    return end[-1:] in (".", "。") and len(_WORD.findall(text)) >= _SHORTEST_PARAGRAPH


def close_gap(text: str) -> str:
    """Return `text` without LIFTED marks: what stood around one is put together again."""
    parts = (part.strip() for part in _LIFTED.split(text))
    return joined([part for part in parts if _WORD.search(part)])


def joined(parts: Iterable[str]) -> str:
    """Return parts of a text as one: with a space between, but none in Chinese and before signs."""
    text = ""
    for part in parts:
        if text and not (text[-1] > _LAST_NARROW and part[0] > _LAST_NARROW):
            text += "" if part[0] in _CLOSING_SIGNS else " "
        text += part
    return text
