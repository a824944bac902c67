"""Pictures as an article uses them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from django.templatetags.static import static
from django.utils.timezone import now
from django.utils.translation import gettext, override

from articles.content import CENTRE
from articles.models import Image
from articles.models.rendition import Rendition, Shape, chosen_focus
from seetao.language import DJANGO_LANGUAGE

JPEG = "image/jpeg"


class Source(NamedTuple):
    """Files of one format to choose from, as a source element names them."""

    media_type: str
    srcset: str


class Picture(NamedTuple):
    """What a picture element and its caption need; sizes in pixels.

    `address` is a JPEG, or the library's own file while there are no renditions; `sources` are
    smaller than it. `number` counts the pictures of a page, from 1 up; it stands in their
    addresses there; `image` is its key in the library. Where it `is_gone`, the rest tells of the
    drawing that stands in its place.
    """

    address: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    number: int = 0
    sources: tuple[Source, ...] = ()
    image: int = 0
    is_gone: bool = False


def picture(image: Image, facts: Mapping[str, Any], language: str) -> Picture:
    """Return the picture with the words of its use.

    What a picture shows and who made it is always told, by the library where the use does not;
    a caption is the editor's choice alone.
    """
    shown = _shown(image, image.renditions_of(Shape.WHOLE))
    if shown.is_gone:
        caption = facts.get("caption", "")
        return shown._replace(image=image.pk, alt=_why_gone(language), caption=caption)
    return shown._replace(
        image=image.pk,
        alt=facts.get("alt") or image.alt(language),
        caption=facts.get("caption", ""),
        credit=facts.get("credit") or image.credit,
    )


def cut(image: Image, facts: Mapping[str, Any], shape: Shape) -> Picture:
    """Return the picture cut to a shape around what matters in this use, without its words.

    The whole picture stands in until it has been cut.
    """
    focus = chosen_focus(facts.get("focal_x", CENTRE), facts.get("focal_y", CENTRE))
    return _shown(image, image.renditions_of(shape, focus))


def pictures(figures: Iterable[Mapping[str, Any]], language: str) -> list[Picture]:
    """Return the pictures of an article's figures, in order; asks the database once, if at all."""
    uses = list(figures)
    images = Image.objects.in_bulk([use["image"] for use in uses]) if uses else {}
    return [picture(images[use["image"]], use, language) for use in uses if use["image"] in images]


def numbered(shown: Iterable[Picture]) -> list[Picture]:
    """Return pictures with their numbers, as they follow one another on a page."""
    return [each._replace(number=number) for number, each in enumerate(shown, start=1)]


def _why_gone(language: str) -> str:
    with override(DJANGO_LANGUAGE[language]):
        return gettext("This picture may not be shown any more.")


def _shown(image: Image, renditions: Sequence[Rendition]) -> Picture:
    if not image.is_shown(now()):
        place = static("no-picture.svg")
        return Picture(place, image.width, image.height, "", "", "", is_gone=True)
    by_type = {kind: list(each) for kind, each in groupby(renditions, lambda each: each.media_type)}
    address = image.file.storage.url
    fallback = by_type.pop(JPEG, [])
    if not fallback:
        return Picture(image.file.url, image.width, image.height, "", "", "")
    widest = fallback[-1]
    sources = tuple(
        Source(kind, ", ".join(f"{address(each.name)} {each.width}w" for each in files))
        for kind, files in by_type.items()
    )
    return Picture(address(widest.name), widest.width, widest.height, "", "", "", sources=sources)
