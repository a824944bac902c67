"""Whole numbers as addresses and forms bring them, with no more digits than a row holds."""

from __future__ import annotations

from typing import Final

KEY_DIGITS: Final = 18  # what a BIGINT surely holds: keys, and the numbers of articles
REVISION_DIGITS: Final = 9  # what an INTEGER surely holds: the numbers of revisions


def whole_number(text: str, digits: int = KEY_DIGITS) -> int | None:
    """Return the number that a text is; None for anything else, and for more digits."""
    # isdecimal() alone would take the digits of other scripts.
    is_one = text.isascii() and text.isdecimal() and len(text) <= digits
    return int(text) if is_one else None
