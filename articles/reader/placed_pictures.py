"""Pictures where the text has places for them; all others follow the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.safestring import SafeString, mark_safe

from articles.reader.body import page_html
from articles.reader.picture import Picture
from articles.text.figures import FIGURE, placed_images
from articles.text.markup import plain_text


class Part(NamedTuple):
    """A piece of the text's HTML, which need not be whole elements, or a picture after one."""

    html: SafeString
    picture: Picture | None = None


class Placed(NamedTuple):
    """A text with its pictures, and the pictures that it has no place for."""

    parts: Sequence[Part]
    behind: Sequence[Picture]


def as_placed(figures: Iterable[Mapping[str, Any]], body: str) -> list[Mapping[str, Any]]:
    """Return an article's figures in the order in which readers meet them."""
    places = {image: place for place, image in enumerate(placed_images(body))}
    return sorted(figures, key=lambda use: places.get(use["image"], len(places)))


def placed_pictures(body: str, pictures: Sequence[Picture]) -> Placed:
    """Return what a page shows of an article's text, in its language, with pictures in place.

    A picture stands where it is named first. What names none of them shows its words alone.
    """
    html = page_html(body)
    left = {picture.image: picture for picture in pictures}
    parts = []
    begin = 0
    for figure in FIGURE.finditer(html):
        picture = left.pop(int(figure[1]), None)
        if picture is None:
            continue
        if not picture.caption:
            picture = picture._replace(caption=plain_text(figure[2]))
        # Safe: a piece of what page_html returned, cut between elements.
        parts.append(Part(mark_safe(html[begin : figure.start()]), picture))  # noqa: S308
        begin = figure.end()
    parts.append(Part(mark_safe(html[begin:])))  # noqa: S308  # likewise
    return Placed(parts, tuple(left.values()))
