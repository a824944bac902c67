"""The body as one text to type: HTML blocks, or plain paragraphs with empty lines between."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.content import Paragraph
from articles.text.cleaning import clean_html
from articles.text.paragraphs import attach_ids, split_paragraphs

_BLOCK = re.compile(
    r"<(/?)(?:p|h[1-6]|ul|ol|li|dl|dt|dd|blockquote|pre|table|thead|tbody|tfoot|tr|th|td|caption"
    r"|figure|figcaption|div|section|article|header|footer|main|aside|nav|address)\b[^<>]*>"
    r"|<hr\b[^<>]*>",
    re.IGNORECASE,
)
_EMPTY_LINES = re.compile(r"(\n[ \t]*\n\s*)")


def print_body(body: Sequence[Paragraph]) -> str:
    """Return the paragraphs as HTML, one after another, with an empty line between."""
    return "\n\n".join(paragraph.html for paragraph in body)


def parse_body(text: str, old: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Return what was typed as clean paragraphs; those that stayed or are similar keep their id.

    Raises TextRefused for what no cleaning makes storable.
    """
    html = clean_html(_with_paragraphs(text))
    known = [(paragraph.id, paragraph.html) for paragraph in old]
    return tuple(
        Paragraph(id=name, html=block) for name, block in attach_ids(known, split_paragraphs(html))
    )


def _with_paragraphs(text: str) -> str:
    """Wrap what stands between empty lines, outside any block, in paragraphs."""
    chunks = []
    depth = 0
    for chunk in _EMPTY_LINES.split(text.strip()):
        blocks = list(_BLOCK.finditer(chunk))
        is_loose = bool(chunk.strip()) and not blocks and depth == 0
        chunks.append(f"<p>{chunk}</p>" if is_loose else chunk)
        for block in blocks:
            if block[1] is not None:
                depth = max(0, depth - 1) if block[1] else depth + 1
    return "".join(chunks)
