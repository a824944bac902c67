"""From the text of a captured page, plain or HTML, to its value."""

from __future__ import annotations

import re
from datetime import tzinfo
from itertools import islice
from zoneinfo import ZoneInfo

from articles.exchange.captured_page import CapturedPage
from articles.exchange.html_blocks import read_html
from articles.exchange.interpretation import interpret
from articles.exchange.text_blocks import text_blocks

SITE_ZONE = ZoneInfo("Asia/Shanghai")  # pages print the time of Beijing, wherever they are read

_BEGINS_AS_HTML = re.compile(r"\s*<(?:!doctype|!--|\?xml|[a-z][a-z0-9]*[\s/>])", re.IGNORECASE)
_ELEMENT = re.compile(
    r"</?(?:html|head|body|div|p|h[1-6]|br|span|table|td|ul|li|section|article)\b[^<>]*>",
    re.IGNORECASE,
)
_ELEMENTS_OF_HTML = 3  # a sentence of a text file may mention a tag or two


def read_page(text: str, *, language: str | None = None, zone: tzinfo = SITE_ZONE) -> CapturedPage:
    """Return what a captured page says.

    `text` is a whole page, as `decode` returns it. `language` ("zh" or "en") is told by the
    share of Han characters where it is not given; `zone` is the one of the printed time. Raises
    PageRefused where there is no title, not exactly one date line, an impossible date, or tags
    nested too deeply.
    """
    if is_html(text):
        page = read_html(text)
        return interpret(
            page.blocks,
            number=page.number,
            language=language,
            zone=zone,
        )
    return interpret(text_blocks(text), language=language, zone=zone)


def is_html(text: str) -> bool:
    """Say whether a page is HTML rather than plain text."""
    if _BEGINS_AS_HTML.match(text):
        return True
    return len(list(islice(_ELEMENT.finditer(text), _ELEMENTS_OF_HTML))) == _ELEMENTS_OF_HTML
