"""A sample's paragraphs, made of what stands in the files."""

from __future__ import annotations

from collections.abc import Iterable

from articles.content import Paragraph
from articles.text.markup import paragraph_html
from articles.text.paragraphs import attach_ids


def paragraphs(texts: Iterable[str]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a body; a text that begins with a tag is HTML, others are plain."""
    blocks = [text if text.startswith("<") else paragraph_html(text) for text in texts]
    return tuple(Paragraph(key, html) for key, html in attach_ids((), blocks))
