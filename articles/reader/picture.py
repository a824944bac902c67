"""Pictures as an article uses them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from articles.models import Image


class Picture(NamedTuple):
    """What an img element and its caption need; sizes in pixels.

    `number` counts the pictures of a page, from 1 up; it stands in their addresses there.
    """

    address: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    number: int = 0


def picture(image: Image, facts: Mapping[str, Any], language: str) -> Picture:
    """Return the picture with the words of its use.

    What a picture shows and who made it is always told, by the library where the use does not;
    a caption is the editor's choice alone.
    """
    return Picture(
        address=image.file.url,
        width=image.width,
        height=image.height,
        alt=facts.get("alt") or image.alt(language),
        caption=facts.get("caption", ""),
        credit=facts.get("credit") or image.credit,
    )


def pictures(figures: Iterable[Mapping[str, Any]], language: str) -> list[Picture]:
    """Return the pictures of an article's figures, in order; asks the database once, if at all."""
    uses = list(figures)
    images = Image.objects.in_bulk([use["image"] for use in uses]) if uses else {}
    return [picture(images[use["image"]], use, language) for use in uses if use["image"] in images]


def numbered(shown: Iterable[Picture]) -> list[Picture]:
    """Return pictures with their numbers, as they follow one another on a page."""
    return [each._replace(number=number) for number, each in enumerate(shown, start=1)]
