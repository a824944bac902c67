"""The picture by which a page is shown where it is shared."""

from __future__ import annotations

from typing import NamedTuple

from django.templatetags.static import static

from articles.reader.absolute import absolute
from articles.reader.picture import Picture


class CardPicture(NamedTuple):
    """A picture with an absolute address; sizes in pixels."""

    address: str
    width: int
    height: int
    alt: str = ""
    credit: str = ""


def card_picture(cover: Picture | None) -> CardPicture:
    """Return an article's cover, else the site's own card, in the size that networks ask for."""
    if cover is None:
        return CardPicture(absolute(static("card.png")), 1200, 630)
    return CardPicture(absolute(cover.address), cover.width, cover.height, cover.alt, cover.credit)
