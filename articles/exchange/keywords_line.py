"""The keywords of an article, wherever their line stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.exchange.blocks import Block, one_line
from articles.exchange.sentence import (
    LIFTED,
    begins_sentence,
    closing_bracket,
    end_of_sentence,
)

_WORDS = r"(?:key[ -]?words?|(?:本文|文章)?(?:关键词|关键字|關鍵詞|關鍵字))"
_LABEL = re.compile(
    rf"(?<!\w)({_WORDS})\s*[:：]\s*|[\[【]\s*({_WORDS})\s*[\]】]\s*[:：]?\s*", re.IGNORECASE
)
_HAN_LABEL = re.compile(r"(?:本文|文章)?(?:关键词|关键字|關鍵詞|關鍵字)\s*[:：]\s*")
_LABEL_ALONE = re.compile(
    rf"[\[【]?\s*{_WORDS}\s*[\]】]?\s*[:：]?|(?:tags?|标签)\s*[:：]", re.IGNORECASE
)
TELLING = (
    "keyword",
    "key word",
    "key-word",
    "tag",
    "关键",
    "關鍵",
    "标签",
)  # one is in every label
_TAGS = re.compile(r"(?:tags?|标签)\s*[:：]\s*", re.IGNORECASE)
# Small words before a label make it a part of the sentence: "the three Keywords: …".
_IN_SENTENCE = re.compile(
    r"(?:^|\W)(?:the|these|those|this|a|an|its|their|his|her|our|my|your|of|as|with|by|in|to|are|is|"
    r"were|was|main|key|following|two|three|four|five|few|several|and|or|for|new|\d+)$",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(
    # Not the commas of "Co., Ltd." and "1,000 MW".
    r"\s*(?:[;；、|｜，]|,(?!\s*(?:Ltd|Inc|LLC|L\.L\.C|Limited|S\.?A)\b)(?!(?<=\d,)\d{3}\b))\s*"
)
_WIDE_SPACES = re.compile(r"\s{2,}|[\u3000\t]+")
_HAN = r"[\u3400-\u9fff\uf900-\ufaff]"
_SPACE_BESIDE_HAN = re.compile(rf"(?<={_HAN})\s+|\s+(?={_HAN})")
_LONGEST = 1_000  # characters of a list of keywords
_SIGNS = " \t\u00a0\u3000.。,，;；、:：|｜#"
_ABBREVIATED = re.compile(r"\b(?:Ltd|Inc|Corp|U\.S|U\.K|U\.N)$")  # the full stop belongs to these


def is_keywords_label(text: str) -> bool:
    """Say whether a block is the label alone, its keywords in the blocks that follow."""
    return len(text) < 20 and _LABEL_ALONE.fullmatch(text) is not None


def find_keywords(block: Block, text: str) -> tuple[int, int, tuple[str, ...]] | None:
    """Return start and end of the label and its keywords in a block, and the keywords.

    `text` is the block's text, with everything that was lifted from it replaced by as many
    LIFTED marks. The keywords end with their sentence, at the closing bracket if the label
    stands in brackets, at something lifted, or with the block.
    """
    for match in _LABEL.finditer(text):
        if _is_label(text, match.start()):
            break
    else:
        found = _TAGS.match(text)
        if found is None:
            return None
        match = found
    start, begin = match.start(), match.end()
    bracket = start - 1 if start and text[start - 1] in "(（" else None
    closing = closing_bracket(text, bracket, bracket + _LONGEST) if bracket is not None else None
    if bracket is not None and closing is not None:
        start, end, stop = bracket, closing + 1, closing
    else:
        lifted = text.find(LIFTED, begin)
        end = stop = lifted if lifted >= 0 else len(text)
        sentence = end_of_sentence(text, begin, end)
        if sentence is not None:
            end = stop = sentence
    keywords = _keywords(block, begin, stop)
    return (start, end, keywords) if keywords else None


def keywords_after_label(
    blocks: Sequence[Block], *, has_colon: bool
) -> tuple[int, tuple[str, ...]]:
    """Return how many blocks after a label alone hold its keywords, and the keywords.

    They are a list, a block of links, or, after a colon, one block that is no sentence.
    """
    first = blocks[0]
    if first.is_item and first.place is not None:
        parent = first.place.parent
        rest = (b for b in blocks if b.place is None or b.place.parent is not parent)
        following = next(rest, None)
        held = list(blocks[: blocks.index(following)] if following else blocks)
    elif first.is_only_links or (has_colon and not _is_sentence(first.text)):
        held = [first]
    else:
        return 0, ()
    keywords: list[str] = []
    for block in held:
        keywords += _keywords(block, 0, len(block.text))
    return len(held), tuple(dict.fromkeys(keywords))


def split_keywords(text: str) -> tuple[str, ...]:
    """Return the keywords of a list, without repetitions.

    They are parted by commas, semicolons, 、 or bars; where there are none, by wide spaces; where
    there are none either, by single spaces beside Chinese characters. English words that only
    single spaces part are one keyword.
    """
    text = text.strip(_SIGNS)
    parts = _SEPARATORS.split(text)
    if len(parts) == 1:
        parts = _WIDE_SPACES.split(text)
    if len(parts) == 1:
        parts = _SPACE_BESIDE_HAN.split(text)
    names = (_clean(part) for part in parts)
    return tuple(dict.fromkeys(name for name in names if name))


def _clean(name: str) -> str:
    name = one_line(name).strip(_SIGNS)
    return f"{name}." if _ABBREVIATED.search(name) else name


def _is_label(text: str, start: int) -> bool:
    before = text[:start].rstrip()
    if before and before[-1] in "(（":
        return True
    if begins_sentence(text, start):
        return True
    if not text[start - 1].isspace() or before[-1] in ",，:：“‘\"'":
        return False
    # In the middle of a line only a label as it is printed: "… cooperation Keywords: railway".
    is_printed = text[start] in "K【[" or _HAN_LABEL.match(text, start) is not None
    return is_printed and not _IN_SENTENCE.search(before[-20:])


def _is_sentence(text: str) -> bool:
    return len(text) > 300 or re.search(r"[.!?]\s|[。！？].", text) is not None


def _keywords(block: Block, start: int, end: int) -> tuple[str, ...]:
    """Return the keywords between two places, by their signs or else by their elements."""
    names = split_keywords(block.text[start:end])
    return (len(names) == 1 and _from_pieces(block, start, end)) or names


def _from_pieces(block: Block, start: int, end: int) -> tuple[str, ...]:
    """Return keywords that stand in elements of their own with nothing but spaces between them.

    Links are that. Other elements may be mere words or letters in a page that puts each into one:
    they count only where one holds several words, or where no space stands between them.
    """
    pieces = [piece for piece in block.pieces if start <= piece.start and piece.end <= end]
    at = start
    gaps = []
    for piece in pieces:
        gaps.append(block.text[at : piece.start])
        at = piece.end
    names = [block.text[piece.start : piece.end].strip(_SIGNS) for piece in pieces]
    if not pieces or "".join(gaps).strip() or block.text[at:end].strip(_SIGNS):
        return ()
    if not all(piece.is_link for piece in pieces):
        is_spaced = any(gaps[1:])
        if min(map(len, names)) < 2 or (is_spaced and not any(" " in name for name in names)):
            return ()
    return tuple(dict.fromkeys(_clean(name) for name in names if name))
