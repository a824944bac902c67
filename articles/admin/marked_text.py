"""Differences as HTML: what was added and removed is said as well as coloured."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.text.comparison import Change


def marked(stretches: Iterable[tuple[Change, str, bool]]) -> SafeString:
    """Return stretches as one line of HTML without spaces of its own; every text is escaped.

    A stretch is what became of it, its text, and whether that is markup to be shown as source.
    """
    return format_html_join("", "{}", ((_one(*stretch),) for stretch in stretches))


def _one(change: Change, text: str, is_tag: bool) -> SafeString:
    shown = format_html("<code>{}</code>", text) if is_tag else format_html("{}", text)
    if change == Change.SAME:
        return shown
    element, word = ("ins", _("added:")) if change == Change.ADDED else ("del", _("removed:"))
    # In the language of the screen, which need not be the article's.
    return format_html(
        '<{0}><span class="visually-hidden" lang="{1}">{2} </span>{3}</{0}>',
        element,
        get_language() or "",
        word,
        shown,
    )
