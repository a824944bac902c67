"""The credit line: which editor of which column made the article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.exchange.sentence import LIFTED, begins_sentence, mentions

# Latin names: up to five words with capitals; Chinese ones: two to four characters, or with dots.
_LATIN_NAME = r"(?!Key\s?words?\b)[A-Z][\w'’.-]*(?:[ \u00a0](?!Key\s?words?\b)[A-Z][\w'’.-]*){0,4}"
_HAN = r"[\u3400-\u9fff]"
_HAN_NAME = (
    rf"(?!记者|作者|编辑|主编)(?:{_HAN}{{2,4}}(?:[·•]{_HAN}{{1,8}})*|{_HAN}[ \u3000]{{1,2}}{_HAN})"
)
_NAME = rf"(?:{_LATIN_NAME}|{_HAN_NAME})"
_MARK = r"\s*[/／:：|｜]\s*"
_LATIN_ROLE = r"(?:[^\W\d_][\w'’-]*[ \u00a0]){0,7}?(?i:editors?|edited[ ]by)"
# Before the role at most a column or the site: "见道网机械栏目编辑", not "他曾任报社编辑".
_HAN_ROLE = (
    r"(?:(?:见道网?|Seetao)[ ]?[\u3400-\u9fffA-Za-z]{0,14}?"
    r"|[\u3400-\u9fffA-Za-z]{0,14}?(?:栏目|专栏|频道|[版板]块|责任|值班|执行|网络|本期|本文))?"
    r"(?:编辑|责编|主编|编审)"
)
_OTHER = (
    r"(?:[ \u00a0\u3000|｜,，;；/／]*(?:"
    r"(?i:author|text|proofread(?:er|ing)?|review(?:er|ed[ ]by)?|translat(?:or|ed[ ]by)|photos?)"
    r"|作者|文|图|校对|审核|审校|复审|终审|监制|翻译|编译|摄影|记者|供稿)"
    rf"{_MARK}{_NAME})"
)
_CREDIT = re.compile(
    rf"""
    (?P<open>[(（\[【])?\s*
    {_OTHER}*[ \u00a0\u3000|｜,，;；]*
    (?:(?P<latin>{_LATIN_ROLE})|(?P<han>{_HAN_ROLE}))
    (?:{_MARK}|(?<=栏目编辑)\s+|(?<=责任编辑)\s+|(?<=[Bb]y)\s+)
    (?P<name>{_NAME})(?:\s*[、,，&]\s*{_NAME}|[ ]and[ ]{_NAME})*
    {_OTHER}*
    \s*(?(open)[)）\]】])
    (?=\s*[.。]?\s*(?:\Z|{LIFTED}|[\[【(（]?\s*(?:[Kk]ey\s?words?|关键[词字])\s*[\]】]?\s*[:：]|[(（]))
    """,
    re.VERBOSE,
)
_BRAND = re.compile(r"(?:Jiandao|Seetao|JIANDAO|SEETAO)\b|见道")
TELLING = ("edit", "编辑", "责编", "主编", "编审")


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit line in a paragraph: where it stands, and the name of the editor in it."""

    start: int
    end: int
    name: str


def find_credit(text: str) -> Credit | None:
    """Return the credit line at the end of a paragraph or of a part of it, None without one.

    It begins a line or a sentence, or with the name of the site, and ends with a name: "the
    editor: …" in the middle of a sentence is none.
    """
    if not mentions(text, TELLING):
        return None
    for start in _starts(text):
        match = _CREDIT.match(text, start)
        if match:
            return Credit(start, match.end(), " ".join(match["name"].split()).rstrip("."))
    return None


def _starts(text: str) -> list[int]:
    """Return where a credit line may begin, in order."""
    starts = {0}
    starts.update(match.start() for match in _BRAND.finditer(text))
    for match in re.finditer(
        rf"(?:[.。!！?？…)）】\]”\"]|{LIFTED}+)\s*(?=[^\s])|\s(?=[(（\[【])", text
    ):
        if begins_sentence(text, match.end()) or text[match.end()] in "(（[【":
            starts.add(match.end())
    return sorted(starts)
