"""The sentence that says whose the article is and who may print it again."""

from __future__ import annotations

import re
from itertools import islice

from articles.exchange.sentence import (
    LIFTED,
    begins_sentence,
    closing_bracket,
    end_of_sentence,
    mentions,
)

# How such a notice begins …
_BEGINS = re.compile(
    r"""
    (?:the\s+)?(?:above|this)\s+(?:article|content|text|news)\s+
        (?:is|comes|was|belongs|has|originates|may|must|shall|cannot)\b
    | (?:(?:copyright|legal)\s+(?:notice|statement)|(?:special\s+)?statement|disclaimer)\s*[:：]
    | (?:reproduction|reprint(?:ing|ed)?|republication)\s+(?:without|is|of\s+this|in\s+any|from)\b
    | (?:no\s+reproduction|do\s+not\s+reproduce|without\s+(?:prior\s+)?permission)\b
    | please\s+(?:indicate|state|credit|cite|keep)\b
    | (?:(?:郑重|特别|版权|免责|原创)?(?:声明|说明|提示)\s*[:：]\s*)?
      (?:以上|此|该)?(?:[本此该]文|文章|内容|本网|本站|凡|版权|未经|如需|如要|转载|欢迎转载|严禁转载|禁止转载|见道网)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# … and what it speaks of. One of these must be in every notice, in brackets or not.
_REPRINT = re.compile(
    r"reproduc|reprint|republi|without\s+(?:prior\s+|written\s+)*(?:permission|authori[sz]ation)|转载|转发须|"
    r"转用|翻印",
    re.IGNORECASE,
)
_ORIGIN = re.compile(
    r"(?:official\s+)?website|seetao|jiandao|original\s+link|link\s+to\s+the\s+original|copyright|"
    r"见道|官方?网站?|本网|本站|原文|链接|版权|出处|来源|注明|处罚|追究|作者",
    re.IGNORECASE,
)
_SIGNS = re.compile(
    f"{_REPRINT.pattern}|{_ORIGIN.pattern}|punish|permission|许可|授权", re.IGNORECASE
)
_LEAVE = re.compile(r"permission|authori[sz]ation|许可|授权|允许|同意", re.IGNORECASE)
TELLING = (
    "reproduc",
    "reprint",
    "republi",
    "permission",
    "authori",
    "转载",
    "转发",
    "转用",
    "翻印",
)
_BRACKET = re.compile(r"[(（]\s*")
_LONGEST = 1_000  # characters
_LONGEST_BEHIND = 200  # characters of labels behind a notice without brackets
_MOST_TRIES = 100  # a paragraph has one notice; many beginnings must not take long


def find_copyright(text: str) -> tuple[int, int] | None:
    """Return start and end of the notice in a paragraph, brackets included; None without one.

    A sentence of the article may speak of reprints too. A notice begins as notices do, speaks of
    reprinting *and* of where the article comes from, and without brackets stands at the end.
    """
    if not mentions(text, TELLING):
        return None
    for match in islice(_BRACKET.finditer(text), _MOST_TRIES):
        opening = match.start()
        closing = closing_bracket(text, opening, opening + _LONGEST)
        end = closing + 1 if closing is not None else _end(text, opening)
        notice = text[opening:end]
        if _is_notice(notice) and (
            _BEGINS.match(text, match.end()) or (closing is not None and _LEAVE.search(notice))
        ):
            return opening, end
    for match in islice(_BEGINS.finditer(text), _MOST_TRIES):
        start = match.start()
        if begins_sentence(text, start):
            end = _end(text, start)
            if len(text) - end <= _LONGEST_BEHIND and _is_notice(text[start:end]):
                return start, end
    return None


def is_continued(text: str) -> bool:
    """Say whether a whole block goes on with a notice that an earlier block began."""
    return _BEGINS.match(text) is not None and len(text) < 300 and _REPRINT.search(text) is not None


def _is_notice(text: str) -> bool:
    return (
        len(text) <= _LONGEST
        and _REPRINT.search(text) is not None
        and _ORIGIN.search(text) is not None
    )


def _end(text: str, start: int) -> int:
    """Return the end of the last sentence in a row that still speaks of rights."""
    limit = text.find(LIFTED, start)
    limit = min(limit if limit >= 0 else len(text), start + _LONGEST)
    end = at = start
    while at < limit:
        stop = end_of_sentence(text, at, limit) or limit
        if _SIGNS.search(text, at, stop):
            end = stop
        elif stop - at > 40:  # shorter ones are broken addresses: "www.seetao. com."
            break
        at = stop
    return end
