"""What stands in the paragraphs of a captured page but belongs into fields of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from articles.exchange import copyright_notice, credit_line, keywords_line
from articles.exchange.blocks import Block, has_invisible, visible
from articles.exchange.copyright_notice import find_copyright, is_continued
from articles.exchange.credit_line import find_credit
from articles.exchange.keywords_line import find_keywords
from articles.exchange.sentence import LIFTED, close_gap, mentions

_TELLING = (*copyright_notice.TELLING, *credit_line.TELLING, *keywords_line.TELLING)
_LONGEST = 20_000  # characters; a page in one paragraph has 6,000 to 10,000
_MOST = 10  # credits, and lists of keywords, in one paragraph


class Span(NamedTuple):
    """Where something stood in the text of the block that it was lifted from."""

    name: str
    start: int
    end: int


@dataclass(slots=True)
class Lifted:
    """What was lifted so far, in the order of the page; `spans` are those of the last block."""

    keywords: list[str] = field(default_factory=list)
    copyright: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    editor: str = ""
    spans: list[Span] = field(default_factory=list)

    def lift(self, block: Block) -> str:
        """Return what is left of a block's text without keywords, copyright notice and credit.

        A block that holds none of them keeps its text to the letter.
        """
        self.spans = []
        rest = self._lift(block, block.text)
        if rest == block.text and has_invisible(block.text):
            # Characters without width may stand inside a label.
            text = visible(block.text)
            rest = self._lift(Block(text), text)
            return block.text if rest == text else rest
        return rest

    def _lift(self, block: Block, text: str) -> str:
        if len(text) > _LONGEST or not (mentions(text, _TELLING) or self.copyright):
            return text
        original = text
        # Credits twice: one may hide the end of a notice, and a notice that of a credit.
        text = self._lift_credits(text)
        notice = find_copyright(text)
        if notice is None and self.copyright and is_continued(text):
            notice = (0, len(text))
        if notice is not None:
            self.copyright.append(text[slice(*notice)].strip())
            text = self._lift_credits(self._without(text, "copyright", *notice))
        for _ in range(_MOST):
            found = find_keywords(block, text)
            if found is None:
                break
            start, end, keywords = found
            self.keywords += keywords
            text = self._without(text, "keywords", start, end)
        return original if text == original else close_gap(text)

    def _lift_credits(self, text: str) -> str:
        for _ in range(_MOST):
            credit = find_credit(text)
            if credit is None:
                break
            self.credits.append(text[credit.start : credit.end].strip())
            self.editor = self.editor or credit.name
            text = self._without(text, "credit_line", credit.start, credit.end)
        return text

    def _without(self, text: str, name: str, start: int, end: int) -> str:
        self.spans.append(Span(name, start, end))
        return text[:start] + LIFTED * (end - start) + text[end:]
