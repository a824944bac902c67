"""Text as a row of pieces that are compared whole: English words, single Han characters.

Joined, the pieces are the text again.
"""

import re

from articles.text.tags import BLOCK, read_tokens

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters, to stand between square brackets of a pattern."""

# Inside Han a Latin word or a number stays whole; "10.5", "Xi'an" and "high-level" are one word.
# Marks that stand apart from their letter (NFD) belong to it.
_WORD = rf"[^\W{HAN}]++(?:['’.,-][^\W{HAN}]++|[\u0300-\u036f]++[^\W{HAN}]*+)*+"
_PIECE = re.compile(rf"[{HAN}]|{_WORD}|\n|[^\S\n]++|.", re.DOTALL)
_ENTITY_OR_PIECE = re.compile(rf"&#?\w+;|{_PIECE.pattern}", re.DOTALL)
_SENTENCE_ENDS = frozenset("。！？；.!?;\n")


def pieces_of(text: str) -> list[str]:
    """Return words, Han characters, runs of spaces and single other characters of plain text."""
    return _PIECE.findall(text)


def pieces_of_html(html: str) -> list[str]:
    """Return the same for clean HTML, as its source: a tag is a piece, an entity too."""
    pieces: list[str] = []
    for name, _is_end, source in read_tokens(html):
        if name:
            pieces.append(source)
        else:
            pieces += _ENTITY_OR_PIECE.findall(source)
    return pieces


def is_tag(piece: str) -> bool:
    """Whether a piece of HTML is a tag; in clean HTML a bare “<” is none."""
    return len(piece) > 1 and piece[0] == "<"


def is_word(piece: str) -> bool:
    """Whether a piece is a word or a Han character: what people count."""
    return piece[0].isalnum() or piece[0] == "_"


def sentences_of(pieces: list[str]) -> list[tuple[str, ...]]:
    """Return the pieces sentence by sentence; blocks of HTML end one too."""
    sentences: list[tuple[str, ...]] = []
    start = 0
    for at, piece in enumerate(pieces, start=1):
        if piece in _SENTENCE_ENDS or (is_tag(piece) and _ends_line(piece)):
            sentences.append(tuple(pieces[start:at]))
            start = at
    if start < len(pieces):
        sentences.append(tuple(pieces[start:]))
    return sentences


def _ends_line(tag: str) -> bool:
    return tag.strip("</>").partition(" ")[0] in BLOCK | {"br"}
