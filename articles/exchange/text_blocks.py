"""A captured page in a text file: every line that is not blank is a block."""

from __future__ import annotations

from articles.exchange.blocks import Block, strip


def text_blocks(text: str) -> list[Block]:
    """Return the lines of `text` as blocks; what stands inside a line is kept as it is."""
    lines = (strip(line) for line in text.splitlines())
    return [Block(line) for line in lines if line]
