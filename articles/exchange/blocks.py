"""A captured page as a row of blocks: what text files and HTML have in common."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from articles.exchange.refusal import PageRefused

MAX_BLOCKS = 10_000  # the captured page has 22, the longest reports of the site under 1,000

# Invisible characters that editors paste along; `str.strip` leaves them.
_INVISIBLE = "\u200b\u200e\u200f\u2060\ufeff\u00ad"
_EDGE = "".join(map(chr, filter(lambda code: chr(code).isspace(), range(0x3001)))) + _INVISIBLE
_DROPPED = str.maketrans("", "", _INVISIBLE)
_BETWEEN = re.compile(r"[\W_]*")


class Region(enum.Enum):
    """Where on the page a block stands, as far as elements (never class names) tell."""

    MAIN = "main"
    FORM = "form"
    ASIDE = "aside"
    LEFT_OUT = "left out"  # navigation, the footer of the site, scripts, hidden parts


@dataclass(slots=True, eq=False)
class Element:
    """An element of an HTML page, with its way up to the root."""

    tag: str
    parent: Element | None
    region: Region
    depth: int
    start: int = 0  # of an inline element: where it begins in the block being read
    is_home: bool = False  # a link to the front page

    def path_from(self, above: Element) -> tuple[str, ...]:
        """Return the tags between `above` and this element, from the inside out."""
        tags = []
        at: Element | None = self
        while at is not None and at is not above:
            tags.append(at.tag)
            at = at.parent
        return tuple(tags)

    def is_inside(self, above: Element) -> bool:
        """Say whether this element is `above` or stands in it."""
        at: Element | None = self
        while at is not None and at.depth > above.depth:
            at = at.parent
        return at is above


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block that stands in an inline element of its own."""

    start: int
    end: int
    is_link: bool


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a text file, or the text of one paragraph, heading or item of an HTML page.

    Texts are never empty and have no white space at their ends. `place` is None in text files.
    """

    text: str
    heading: int = 0  # 1 to 6 for h1 to h6
    region: Region = Region.MAIN
    pieces: tuple[Piece, ...] = field(default=())
    place: Element | None = None
    is_home: bool = False

    @property
    def is_item(self) -> bool:
        """Whether this is an item of a list, or the only paragraph level inside one."""
        place = self.place
        return place is not None and (
            place.tag == "li" or (place.parent is not None and place.parent.tag == "li")
        )

    @property
    def links(self) -> tuple[str, ...]:
        """The texts of the links in this block."""
        return tuple(
            strip(self.text[piece.start : piece.end]) for piece in self.pieces if piece.is_link
        )

    @property
    def is_only_links(self) -> bool:
        """Whether nothing but signs stands around the links."""
        return bool(self.links) and all(_BETWEEN.fullmatch(rest) for rest in self._around_links())

    def _around_links(self) -> Iterator[str]:
        end = 0
        for piece in self.pieces:
            if piece.is_link:
                yield self.text[end : piece.start]
                end = piece.end
        yield self.text[end:]


def too_many_blocks() -> PageRefused:
    """Return the refusal for a page of more than MAX_BLOCKS blocks."""
    return PageRefused(
        _("the page has more than %(limit)s paragraphs and lines") % {"limit": MAX_BLOCKS}
    )


def strip(text: str) -> str:
    """Return `text` without white space and invisible characters at its ends."""
    return text.strip(_EDGE)


def one_line(text: str) -> str:
    """Return a short text (a title, a name) with single spaces and nothing invisible in it."""
    return " ".join(text.translate(_DROPPED).split())


def has_invisible(text: str) -> bool:
    """Say whether a character without width stands anywhere in `text`."""
    return any(mark in text for mark in _INVISIBLE)


def visible(text: str) -> str:
    """Return `text` without characters that have no width."""
    return text.translate(_DROPPED)
