"""HTML to tags and texts, in time that grows with the length only, whatever the page holds.

The parser of the standard library takes quadratic time on unclosed comments and tags, and a page
of 5 MB is allowed; this reads what a page needs to be understood and nothing more.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

RAW_TEXT = frozenset(
    {"script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp"}
)

# Possessive quantifiers: nothing is tried a second time. A quote counts only after "=".
_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/<>]*)((?:[^<>"'=]|=\s*"[^"]*"|=\s*'[^']*'|["'=])*+)>""")
_BROKEN_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)([^>]*)>")
_STRICT_FAILURES = 50  # each may read to the end of the page; after that many, quotes count no more
_ATTRIBUTE = re.compile(r"""([^\s=/"'<>]+)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


@dataclass(slots=True)
class Text:
    """Text between tags, entities resolved."""

    text: str


@dataclass(slots=True)
class Tag:
    """A start tag or an end tag; `raw` is what stands between name and `>`."""

    name: str
    is_end: bool
    raw: str

    def attributes(self) -> dict[str, str]:
        """Return the attributes, names in lower case, the first of each name."""
        found: dict[str, str] = {}
        for name, double, single, bare in _ATTRIBUTE.findall(self.raw):
            found.setdefault(name.lower(), html.unescape(double or single or bare))
        return found


def tokens(page: str) -> Iterator[Text | Tag]:
    """Yield the tags and texts of `page` in order; comments and declarations are left out.

    The text of scripts, styles, titles and the like comes as one Text after its start tag.
    """
    at = 0
    comments_close = True
    tags_left = _STRICT_FAILURES
    while at < len(page):
        start = page.find("<", at)
        if start < 0:
            yield Text(html.unescape(page[at:]))
            return
        if start > at:
            yield Text(html.unescape(page[at:start]))
        match = _TAG.match(page, start) if tags_left else None
        if match is None:
            if page.find(">", start) < 0:
                # What opens here never closes, so there are no more tags.
                yield Text(html.unescape(page[start:]))
                return
            match = _BROKEN_TAG.match(page, start)
            tags_left -= match is not None and tags_left > 0
        if match is not None:
            tag = Tag(match[2].lower(), match[1] == "/", match[3])
            yield tag
            at = match.end()
            if tag.name in RAW_TEXT and not tag.is_end:
                closing = _end_of(tag.name).search(page, at)
                if closing is None:
                    return
                yield Text(html.unescape(page[at : closing.start()]))
                at = closing.start()
        elif page.startswith(("<!", "<?", "</"), start):
            end = -1
            if comments_close and page.startswith("<!--", start):
                end = page.find("-->", start)
                comments_close = end >= 0
            at = end + 3 if end >= 0 else page.find(">", start) + 1
        else:
            yield Text("<")
            at = start + 1


@cache
def _end_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
