"""Data within a page."""

from __future__ import annotations

import json

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# What could end the element or begin a comment in it, and what is a line end to old readers.
_ESCAPES = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def data_block(value: object) -> SafeString:
    """Return `value` as a script element of data, which browsers run no more than a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    # Safe: no sign of HTML is left in it, and JSON reads the escapes as what they stand for.
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308
