"""How long a text takes to read; Chinese characters and other words are counted apart."""

import math
import re
from functools import lru_cache

HAN_PER_MINUTE = 450  # about what the old site printed: 5,880 characters, 13 minutes
WORDS_PER_MINUTE = 238  # English non-fiction: Brysbaert 2019, doi:10.1016/j.jml.2019.104047

_HAN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# "Xi'an's", "10.5" and "high-level" are read as one word each.
_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")


@lru_cache(maxsize=2)  # a check asks for the same text as who shows the number beside it
def reading_minutes(text: str) -> int:
    """Return whole minutes, rounded up, at least 1. `text` is plain text without markup."""
    han, words = _lengths(text)
    return max(1, math.ceil(han / HAN_PER_MINUTE + words / WORDS_PER_MINUTE))


def word_count(text: str) -> int:
    """Return how many Chinese characters and other words a plain text has."""
    return sum(_lengths(text))


def _lengths(text: str) -> tuple[int, int]:
    """Return the number of Chinese characters, and of other words."""
    others, han = (text, 0) if text.isascii() else _HAN.subn(" ", text)
    return han, len(_WORD.findall(others))
