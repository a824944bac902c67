"""A captured page in a text file: every line that is not blank is a block."""

from __future__ import annotations

from itertools import islice

from articles.exchange.blocks import MAX_BLOCKS, Block, strip, too_many_blocks


def text_blocks(text: str) -> list[Block]:
    """Return the lines of `text` as blocks; what stands inside a line is kept as it is.

    Raises PageRefused for more than MAX_BLOCKS blocks.
    """
    lines = (strip(line) for line in text.splitlines())
    blocks = [Block(line) for line in islice(filter(None, lines), MAX_BLOCKS + 1)]
    if len(blocks) > MAX_BLOCKS:
        raise too_many_blocks()
    return blocks
