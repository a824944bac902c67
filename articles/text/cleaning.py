"""Cleaning: HTML from people, editors and pages, made safe to store and to show.

Two walls: `nesting` writes the source anew with nothing but what `policy` names, and nh3 cleans
that by the same policy. This goes on until nothing changes, so clean HTML is what comes back
unchanged; one pass does it for everything that was tried.
"""

import nh3
from django.utils.translation import gettext as _

from articles.text.markup import WORDS_ALONE
from articles.text.nesting import well_nested
from articles.text.policy import ATTRIBUTES, BLOCKS, MARKS, POLICY_VERSION, VOIDS
from articles.text.refusal import MAX_BYTES, MAX_DEPTH, TextRefused, too_long

__all__ = ["MAX_BYTES", "MAX_DEPTH", "POLICY_VERSION", "TextRefused", "clean_html"]

_CERTAINLY_SHORT = MAX_BYTES // 4  # characters; UTF-8 has at most four bytes for each
_MOST_PASSES = 4  # two are enough for everything known: one to clean, one to see that it is

_nh3 = nh3.Cleaner(
    tags={*BLOCKS, *MARKS, *VOIDS},
    attributes={"a": {"href"}, **{tag: set(names) for tag, names in ATTRIBUTES.items()}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer",
)


def clean_html(html: str) -> str:
    """Return `html` with nothing in it but what is allowed; clean HTML comes back unchanged.

    Words are kept as they are written. Text outside any element gets a paragraph. Control
    characters go; comments, scripts and styles go with their content.

    Raises TextRefused above MAX_BYTES of UTF-8 or MAX_DEPTH levels, before nh3 sees it (its time
    grows with the square of the depth), and where a NUL or half a surrogate pair stands.
    """
    if len(html) <= _CERTAINLY_SHORT and WORDS_ALONE.fullmatch(html):
        return html
    html = html.replace("\r\n", "\n").replace("\r", "\n")
    for _pass in range(_MOST_PASSES):
        _require_storable(html)
        cleaned = _nh3.clean(well_nested(html))
        if cleaned == html:
            return cleaned
        html = cleaned
    raise TextRefused(_("The formatting of this text is tangled: paste it without formatting."))


def _require_storable(html: str) -> None:
    try:
        size = len(html.encode())
    except UnicodeEncodeError as error:
        raise _unreadable(html, error.start) from error
    if size > MAX_BYTES:
        raise too_long()
    if "\0" in html:
        raise _unreadable(html, html.index("\0"))


def _unreadable(html: str, place: int) -> TextRefused:
    return TextRefused(
        _("Character %(place)s (U+%(code)s) is no text: delete it, just after “%(before)s”.")
        % {
            "place": place + 1,
            "code": f"{ord(html[place]):04X}",
            "before": html[max(0, place - 20) : place].encode(errors="ignore").decode(),
        }
    )
