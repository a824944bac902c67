"""The code that a person copies from a mail: made, shown, read back."""

from __future__ import annotations

import re
import secrets
import unicodedata

from accounts import limits

LONGEST_INPUT = 64  # characters; a pasted code with every digit set apart is shorter
_DECORATION = re.compile(r"[\s\u002d\u2010-\u2015\u2212]+")  # spaces, hyphens, dashes, minus


def new_code() -> str:
    """Return a random code, every one as likely as another, zeros in front included."""
    return f"{secrets.randbelow(10**limits.CODE_DIGITS):0{limits.CODE_DIGITS}d}"


def spaced(code: str) -> str:
    """Return a code as people read it: in two halves."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"


def parse_code(typed: str) -> str | None:
    """Return the mailed code in what a person typed or pasted, or None where there is none."""
    return parse_digits(typed, limits.CODE_DIGITS)


def parse_digits(typed: str, length: int) -> str | None:
    """Return the code of `length` digits in what a person typed, or None where there is none.

    Full-width digits become ordinary ones (NFKC), spaces and hyphens fall away. Anything else
    is no code; nothing raises.
    """
    if len(typed) > LONGEST_INPUT:  # before any work on it
        return None
    digits = without_decoration(unicodedata.normalize("NFKC", typed))
    # isdecimal() alone would take the digits of other scripts.
    if len(digits) == length and digits.isascii() and digits.isdecimal():
        return digits
    return None


def without_decoration(text: str) -> str:
    """Return `text` without the spaces, hyphens and dashes that people set between groups."""
    return _DECORATION.sub("", text)
