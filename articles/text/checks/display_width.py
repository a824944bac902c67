"""How wide a line is on a screen, Chinese characters counting two, and what each place can show."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.text.findings import Finding, finding

WIDEST = {
    "title": 100,  # two lines in our lists on a phone, and in a shared link of WeChat
    "leads": 240,  # four lines below a title in our lists
    "seo_title": 60,  # about the 600 pixels of a search result's title
    "seo_description": 160,  # two lines below it
}
"""The widest text of each field that is shown whole; a Chinese character is two."""


def display_width(text: str) -> int:
    """Return the columns that a text takes: wide characters two, marks and invisible ones none."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def _width(character: str) -> int:
    # “ and ” stand in Chinese as wide as the words around them, but screens set them narrow.
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1


def too_wide(field: str, text: str) -> Iterator[Finding]:
    """Yield for each line of a field what of it is cut off where readers see it."""
    widest = WIDEST.get(field)
    if widest is None:
        return
    start = 0
    for line in text.split("\n"):
        if len(line) * 2 > widest and display_width(line) > widest:
            cut = _shown(line, widest)
            message = _(
                "%(width)s columns wide (a Chinese character is two); at %(widest)s it is cut, "
                "here."
            ) % {"width": display_width(line), "widest": widest}
            yield finding("title-width", start + cut, line[cut:], message, field=field)
        start += len(line) + 1


def _shown(line: str, widest: int) -> int:
    """Return how many characters of a line fit."""
    width = 0
    for place, character in enumerate(line):
        width += _width(character)
        if width > widest:
            return place
    return len(line)
