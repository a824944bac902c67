"""The pictures by which a page is shown where it is shared, and where it is found."""

from __future__ import annotations

from typing import NamedTuple

from django.templatetags.static import static

from articles.models import Article
from articles.models.rendition import CROPS
from articles.reader.absolute import absolute
from articles.reader.picture import Picture, cut


class CardPicture(NamedTuple):
    """A picture with an absolute address; sizes in pixels."""

    address: str
    width: int
    height: int
    alt: str = ""
    credit: str = ""


def card_pictures(article: Article, cover: Picture | None) -> list[CardPicture]:
    """Return an article's cover cut to 16:9, 4:3 and 1:1, as JPEG.

    Until it has been cut, the whole cover alone; without one that may be shown, the site's card.
    """
    if cover is None or article.cover is None or cover.is_gone:
        return [site_card()]
    cuts = [cut(article.cover, article.cover_facts, shape) for shape in CROPS]
    each_once = dict.fromkeys((each.address, each.width, each.height) for each in cuts)
    return [
        CardPicture(absolute(address), width, height, cover.alt, cover.credit)
        for address, width, height in each_once
    ]


def site_card() -> CardPicture:
    """Return the picture of pages that have none of their own, in the size networks ask for."""
    return CardPicture(absolute(static("card.png")), 1200, 630)
