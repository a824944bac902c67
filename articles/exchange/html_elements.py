"""What elements of HTML mean for a captured page; class names and ids mean nothing."""

from __future__ import annotations

from collections.abc import Sequence

from articles.exchange.blocks import Element, Region
from articles.exchange.html_tokens import Tag
from articles.exchange.sentence import mentions


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


VOID = _names("area base br col embed hr img input link meta param source track wbr")
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
# The elements that a browser puts on lines of their own; all others run in the text.
BLOCK = HEADINGS.keys() | _names(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset head header hgroup hr html legend li main menu nav ol
    optgroup option p pre search section summary table tbody td tfoot th thead tr ul
    """
)
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
    applet audio button canvas datalist dialog iframe map nav noembed noframes noscript object
    script select style svg template textarea title video
    """
)
_LEFT_OUT_ROLES = _names("navigation dialog alertdialog search menu menubar")
_ARTICLE = _names("article main")
_TELLING = ("hidden", "role", "none")  # words of the attributes that are looked at


def region_of(tag: Tag, around: Sequence[Element]) -> Region:
    """Return the region that a start tag opens within the elements `around`, innermost last."""
    region = around[-1].region
    if region is Region.LEFT_OUT or tag.name in _LEFT_OUT:
        return Region.LEFT_OUT
    role = ""
    if tag.raw and mentions(tag.raw, _TELLING):
        attributes = tag.attributes()
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
