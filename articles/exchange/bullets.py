"""The signs that begin a lead."""

from __future__ import annotations

import re

_BULLET = re.compile(r"[•·●▪■◆◇○◦‣⁃∙・►▶※★☆]\s*|[-–—*]\s+")


def has_bullet(text: str) -> bool:
    """Say whether a line begins with a bullet sign."""
    return _BULLET.match(text) is not None


def without_bullet(text: str) -> str:
    """Return a line without the bullet sign that begins it."""
    return _BULLET.sub("", text, count=1) if has_bullet(text) else text
