"""The label that says how long an article takes to read: on one line, or on up to three."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_MOST_LINES = 3  # "阅读本文需要", "13", "分钟"
_LABEL = re.compile(
    r"""
    (?:
      reading\s+(?:of\s+)?this\s+article\s+(?:requires|takes|needs)(?:\s+about)?\s*:?
      | (?:estimated\s+)?reading\s+time\s*:?
      | (?:阅读|读完)(?:本文|此文|全文)?(?:大?约|大概|预计)?
        (?:需要?|用时|时间)(?:大?约|大概|预计)?\s*:?
      | 预计阅读(?:时间)?\s*:?
    )
    \s*(?P<minutes>\d{1,4})?\s*(?:minutes?|mins?\.?|分钟)
    | (?P<short>\d{1,4})\s*min(?:ute)?s?\s+read
    """,
    re.VERBOSE,
)
_BEGINS = re.compile(r"reading|estimated|阅读|读完|预计|\d")


def read_reading_label(lines: Sequence[str]) -> tuple[int, int | None] | None:
    """Return how many of the first `lines` are the label, and the minutes if it names them.

    None where the first line does not begin such a label, so where a sentence goes on after it.
    """
    first = unicodedata.normalize("NFKC", lines[0][:60]).casefold().lstrip()
    if not _BEGINS.match(first):
        return None
    text = ""
    for count, line in enumerate(lines[:_MOST_LINES], start=1):
        if len(line) > 60:
            return None
        text = f"{text} {unicodedata.normalize('NFKC', line).casefold()}".strip()
        match = _LABEL.fullmatch(text.rstrip(" ."))
        if match:
            digits = match["minutes"] or match["short"]
            return count, int(digits) if digits else None
    return None


def without_reading_label(text: str) -> tuple[str, int | None]:
    """Return a line without a label that stands in it, and the minutes; `text` must be NFKC."""
    match = re.search(_LABEL.pattern, text, re.VERBOSE | re.IGNORECASE)
    if match is None:
        return text, None
    digits = match["minutes"] or match["short"]
    return f"{text[: match.start()]} {text[match.end() :]}".strip(), int(digits) if digits else None
