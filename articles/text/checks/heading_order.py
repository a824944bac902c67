"""Headings that skip a level: people who hear a page find their way by them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from articles.text.findings import Finding, finding
from articles.text.markup import plain_text

TITLE_LEVEL = 1  # of the article's title, above its text

_HEADING = re.compile(r"<h([2-4])>")


def heading_order(blocks: Sequence[str]) -> Iterator[Finding]:
    """Yield each heading that is more than one level below what is above it.

    `blocks` are the body's paragraphs as HTML; places are those of its plain text.
    """
    level, start = TITLE_LEVEL, 0
    for block in blocks:
        text = plain_text(block)
        heading = _HEADING.match(block)
        if heading is not None:
            own = int(heading[1])
            if own > level + 1:
                message = _("A heading of level %(own)s under one of level %(above)s.") % {
                    "own": own,
                    "above": level,
                }
                yield finding("heading-order", start, text, message, field="body")
            level = own
        start += len(text) + 1
