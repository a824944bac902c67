"""A captured page in HTML: the same blocks, by what elements mean and never by class names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from django.utils.translation import gettext as _

from articles.exchange.address import number_in_address
from articles.exchange.blocks import (
    MAX_BLOCKS,
    Block,
    Element,
    Piece,
    Region,
    strip,
    too_many_blocks,
)
from articles.exchange.html_elements import (
    HEADINGS,
    IMPLIED_ENDS,
    PARAGRAPH_ENDS,
    region_of,
)
from articles.exchange.refusal import PageRefused
from articles.text.tags import BLOCK, HIDDEN, VOID, Token, attributes_of, read_tokens

MAX_DEPTH = 256  # open elements; heavy pages have 60, and deeper ones are no work of an editor

_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:(?:en|zh|cn)/?)?(?:index\.html?)?")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_HAN_OR_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
# A line that ends so, or a next line that begins so, was broken inside a sentence.
_GOES_ON = re.compile(r"[,，、]$")


@dataclass(slots=True)
class HtmlPage:
    """What an HTML page says: its blocks in order, and what its head adds to them."""

    blocks: list[Block] = field(default_factory=list)
    number: int | None = None


def read_html(page: str) -> HtmlPage:
    """Return the blocks of an HTML page; unclosed and misplaced tags are taken as browsers do.

    Raises PageRefused for more than MAX_BLOCKS blocks and elements deeper than MAX_DEPTH.
    """
    reader = _Reader()
    for token in read_tokens(page):
        if not token.name:
            reader.text(unescape(token.source))
        elif token.is_end:
            reader.end(token.name)
        else:
            reader.start(token)
    reader.finish()
    return reader.page


class _Reader:
    """Keeps the open elements and the block that is being filled."""

    def __init__(self) -> None:
        self.page = HtmlPage()
        self._root = Element("", None, Region.MAIN, 0)
        self._open = [self._root]
        self._block = self._root  # the innermost open element that is not inline
        self._parts: list[str] = []
        self._length = 0
        self._pieces: list[Piece] = []
        self._lines = 0
        self._is_home = False  # whether the block holds a link to the front page
        self._line_breaks = 0  # since the last block

    def text(self, text: str) -> None:
        if self._open[-1].region is Region.LEFT_OUT:
            return
        if not self._parts and text.isspace() and text.isascii():
            return
        if self._block.tag == "pre" and "\n" in text:
            # Each line of the source is one on the page.
            for line in text.split("\n"):
                self.text(line)
                self._flush()
                self._line_breaks = 2
            return
        text = _SPACES.sub(" ", text)
        if text.startswith(" ") and (not self._parts or self._parts[-1].endswith(" ")):
            text = text[1:]
        if text:
            self._parts.append(text)
            self._length += len(text)

    def start(self, tag: Token) -> None:
        name = tag.name
        if name == "br":
            self._flush()
            self._line_breaks += 1
            return
        if name in ("meta", "link"):
            self._read_head(tag)
        is_block = name in BLOCK
        if is_block:
            self._flush()
            self._line_breaks = 2
            self._imply_ends(name)
        if name in VOID or name in HIDDEN or (tag.source.endswith("/>") and not is_block):
            return  # `read_tokens` leaves out what hidden elements hold
        self._push(tag, is_block)

    def end(self, name: str) -> None:
        if name == "br":
            self.start(Token("br", False, "<br>"))
            return
        is_block = name in BLOCK
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index].tag == name:
                break
        else:
            return
        if is_block:
            self._flush()
            self._line_breaks = 2
            del self._open[index:]
            self._find_block()
        else:
            # Misplaced inline tags close nothing but themselves.
            self._close_piece(self._open[index])
            del self._open[index]

    def finish(self) -> None:
        self._flush()

    def _push(self, tag: Token, is_block: bool) -> None:
        parent = self._open[-1]
        if len(self._open) > MAX_DEPTH:
            raise PageRefused(
                _("tags are nested deeper than %(limit)s levels") % {"limit": MAX_DEPTH}
            )
        element = Element(
            tag.name, parent, region_of(tag, self._open), parent.depth + 1, start=self._length
        )
        if tag.name == "a":
            element.is_home = _HOME.fullmatch(attributes_of(tag).get("href", "#")) is not None
        self._open.append(element)
        if is_block:
            self._block = element

    def _imply_ends(self, name: str) -> None:
        """Close what a start tag of `name` ends without an end tag."""
        ended, limit = IMPLIED_ENDS.get(name, PARAGRAPH_ENDS)
        for index in range(len(self._open) - 1, 0, -1):
            tag = self._open[index].tag
            if tag in ended:
                del self._open[index:]
                self._find_block()
                return
            if tag in limit:
                return

    def _find_block(self) -> None:
        self._block = next(e for e in reversed(self._open) if e.tag in BLOCK or e is self._root)

    def _close_piece(self, element: Element) -> None:
        if self._length <= element.start or element.region is Region.LEFT_OUT:
            return
        pieces = self._pieces
        if element.tag == "a":
            while pieces and pieces[-1].start >= element.start:
                pieces.pop()
        elif pieces and pieces[-1].start >= element.start:
            return  # only the innermost pieces are of use
        pieces.append(Piece(element.start, self._length, element.tag == "a"))
        self._is_home = self._is_home or element.is_home

    def _flush(self) -> None:
        """End the block that is being filled."""
        if not self._parts:
            return  # the usual case: between two tags there is no text
        text = "".join(self._parts)
        # A link may stand around paragraphs: all open inline elements go on in the next block.
        for element in reversed(self._open):
            if element.tag not in BLOCK:
                self._close_piece(element)
                element.start = 0
        if stripped := strip(text):
            self._add(stripped, len(text) - len(text.lstrip()))
        self._parts = []
        self._length = 0
        self._pieces = []
        self._is_home = False

    def _add(self, text: str, cut: int) -> None:
        self._lines += 1
        if self._lines > MAX_BLOCKS:
            raise too_many_blocks()
        place = self._block
        heading = HEADINGS.get(place.tag, 0)
        pieces = tuple(
            Piece(max(0, piece.start - cut), min(len(text), piece.end - cut), piece.is_link)
            for piece in self._pieces
        )
        block = Block(text, heading, place.region, pieces, place, self._is_home)
        blocks = self.page.blocks
        previous = blocks[-1] if blocks else None
        if (
            previous is not None
            and self._line_breaks == 1
            and previous.place is place
            and (heading or _GOES_ON.search(previous.text) or text[0].islower())
        ):
            blocks[-1] = _joined(previous, block)
        else:
            blocks.append(block)
        self._line_breaks = 0

    def _read_head(self, tag: Token) -> None:
        attributes = attributes_of(tag)
        if tag.name == "link" and "canonical" in attributes.get("rel", "").lower().split():
            self.page.number = number_in_address(attributes.get("href", "")) or self.page.number
        elif tag.name == "meta":
            name = (attributes.get("property") or attributes.get("name", "")).lower()
            if name == "og:url" and self.page.number is None:
                self.page.number = number_in_address(attributes.get("content", ""))


def _joined(first: Block, second: Block) -> Block:
    """Return one block for two lines that a break in the middle of a sentence parts."""
    is_wide = _HAN_OR_WIDE.match(first.text[-1]) and _HAN_OR_WIDE.match(second.text[0])
    begin = first.text if is_wide else first.text + " "
    moved = (
        Piece(piece.start + len(begin), piece.end + len(begin), piece.is_link)
        for piece in second.pieces
    )
    return Block(
        begin + second.text,
        first.heading,
        first.region,
        (*first.pieces, *moved),
        first.place,
        first.is_home,
    )
