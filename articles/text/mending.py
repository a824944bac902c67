"""Replacing some words of an HTML block by others, without touching anything else in it."""

from __future__ import annotations

from html import escape

from articles.text.markup import plain_text

_MOST_TRIES = 5  # places that are tried: markup may hold the words as well
_LONGEST_BLOCK = 20_000  # characters; no paragraph is longer, and each try reads it whole


def mended_html(html: str, start: int, end: int, fix: str) -> str | None:
    """Return the block with `fix` where its plain text has `start` to `end`.

    None where markup stands within those words, where there are none, or the block is too long.
    """
    if start == end or len(html) > _LONGEST_BLOCK:
        return None
    text = plain_text(html)
    wanted = text[:start] + fix + text[end:]
    words = escape(text[start:end], quote=False)
    replacement = escape(fix, quote=False)
    at = html.find(words)
    for _before in range(escape(text[:start], quote=False).count(words)):
        at = html.find(words, at + 1) if at >= 0 else at
    for _try in range(_MOST_TRIES):
        if at < 0:
            break
        mended = html[:at] + replacement + html[at + len(words) :]
        if plain_text(mended) == wanted:
            return mended
        at = html.find(words, at + 1)
    return None
