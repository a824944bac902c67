"""What elements of HTML mean for a captured page; class names and ids mean nothing."""

from __future__ import annotations

from collections.abc import Sequence

from articles.exchange.blocks import Element, Region
from articles.exchange.sentence import mentions
from articles.text.tags import BLOCK, Token, attributes_of


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
# A start tag ends the nearest open element of the first set, unless one of the second is nearer.
IMPLIED_ENDS = {
    "li": (_names("li"), _names("ul ol menu dir")),
    "dt": (_names("dt dd"), _names("dl")),
    "dd": (_names("dt dd"), _names("dl")),
    "td": (_names("td th"), _names("table tr")),
    "th": (_names("td th"), _names("table tr")),
    "tr": (_names("tr"), _names("table")),
    "option": (_names("option"), _names("select")),
}
PARAGRAPH_ENDS = (_names("p"), BLOCK - {"p"})

_LEFT_OUT = _names(
    """
    applet audio button canvas datalist dialog map nav noscript object select svg template textarea
    video
    """
)
_LEFT_OUT_ROLES = _names("navigation dialog alertdialog search menu menubar")
_ARTICLE = _names("article main")
_TELLING = ("hidden", "role", "none")  # words of the attributes that are looked at


def region_of(tag: Token, around: Sequence[Element]) -> Region:
    """Return the region that a start tag opens within the elements `around`, innermost last."""
    region = around[-1].region
    if region is Region.LEFT_OUT or tag.name in _LEFT_OUT:
        return Region.LEFT_OUT
    role = ""
    if mentions(tag.source, _TELLING):
        attributes = attributes_of(tag)
        style = attributes.get("style", "").lower().replace(" ", "")
        role = attributes.get("role", "").lower()
        if "hidden" in attributes or "display:none" in style or role in _LEFT_OUT_ROLES:
            return Region.LEFT_OUT
    if tag.name == "footer" or role == "contentinfo":
        # The footer of an article holds its keywords and its credit line.
        is_of_article = any(element.tag in _ARTICLE for element in around)
        return region if is_of_article else Region.LEFT_OUT
    if tag.name == "aside" or role == "complementary":
        return Region.ASIDE
    if tag.name == "form" and region is Region.MAIN:
        return Region.FORM
    return region
