"""Materiality: does a change touch what readers rely on, so that it can't pass as a typo?

It errs on the side of asking: a second person's look costs a minute, a silent change of a figure
costs trust. Both texts are read for the same kinds of things, in their order; what one has and
the other has not was touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from articles.text.common_order import common_order

MOST_CHANGED: Final = 40
"""Characters that a typo may change in all; our judgement: a few words, never a sentence."""

LONGEST_SHOWN: Final = 60  # characters of a touched place, enough to find it

MOST_COMPARED: Final = 2_000
"""Things compared one by one between what both begin and end with; beyond, all of it counts.

`common_order` takes the square of it where everything is alike."""


class Kind(StrEnum):
    """What sort of thing was touched."""

    NUMBER = "number"
    DATE = "date"
    CURRENCY = "currency"
    QUOTE = "quote"
    NAME = "name"
    ADDRESS = "address"
    NEGATION = "negation"
    MUCH = "much"


@dataclass(frozen=True, slots=True)
class Touch:
    """One place that was touched: what stood there, and what stands there now."""

    kind: Kind
    before: str
    after: str


_MONTHS = "january|february|march|april|june|july|august|september|october|november|december"
_NUMBER_WORDS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    "hundreds?|thousands?|millions?|billions?|trillions?|dozens?|half|halves|thirds?|quarters?|"
    "first|second|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twice|double[ds]?|triple[ds]?"
)
_PATTERNS: Final[dict[Kind, re.Pattern[str]]] = {
    # With the word that follows: ten miles are not ten kilometres.
    Kind.NUMBER: re.compile(
        r"\d[\d.,:/\-–]*\d?\s?[%‰℃°]?(?:\s?[a-z]+|[十百千万亿]*[\u3400-\u9fff]{0,2})"
        rf"|\b(?:{_NUMBER_WORDS}|per\s?cent)\b"
        r"|[〇零一二三四五六七八九十百千万亿兆两半]+[年月日号时点分秒个]?",
        re.IGNORECASE,
    ),
    Kind.DATE: re.compile(
        rf"\b(?:{_MONTHS}|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|yesterday|tomorrow|"
        r"tonight|(?:last|next|this)\s(?:week|month|year|quarter)|(?:Jan|Feb|Apr|Jun|Jul|Aug|Sept?|"
        r"Oct|Nov|Dec)\b\.?)|\bMay\b|[今明昨前去]日|[今明昨前]天|[今明去前]年"
        r"|(?:上|本|下|这|当)(?:周|个?月|季度|半年)|星期.|周[一二三四五六日]",
        re.IGNORECASE,
    ),
    Kind.CURRENCY: re.compile(
        r"[$€£¥￥₽₹₩]|\b(?:USD|EUR|GBP|CNY|RMB|JPY|RUB|INR|KES|HKD|dollars?|euros?|pounds?|yuan|"
        r"renminbi|yen|roubles?|rubles?|rupees?|shillings?|cents?)\b"
        r"|(?:美|欧|日|港|澳|加|韩|新台?)元|人民币|英镑|卢布|卢比|先令|法郎|元",
        re.IGNORECASE,
    ),
    Kind.QUOTE: re.compile('“[^”]*”|「[^」]*」|『[^』]*』|《[^》]*》|‘[^’\n]*’|"[^"\n]*"'),
    Kind.ADDRESS: re.compile(
        r"\b(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.[\w.-]+|\b[\w-]+\.(?:com|org|net|cn|gov)\b\S*",
        re.IGNORECASE,
    ),
    Kind.NEGATION: re.compile(
        r"\b(?:not|no|never|none|nor|neither|without|cannot)\b|n['’]t\b|[不没未非无勿莫否]",
        re.IGNORECASE,
    ),
    # A capital within a sentence; at its beginning a capital says nothing.
    Kind.NAME: re.compile(r"(?<![.!?。！？:：\"“\n] )(?<!^)(?<=\s)[A-Z][\w’'-]*|\b[A-Z][A-Z\d]+\b"),
}


def touches(before: str, after: str, names: Iterable[str] = ()) -> list[Touch]:
    """Return what the change of a plain text touches, in the order of the kinds.

    `names` are names to watch for beside those that a capital letter shows; Chinese ones show
    themselves by nothing else. Empty when it may pass as a typo.
    """
    if before == after:
        return []
    found = [
        touch
        for kind, pattern in _PATTERNS.items()
        for touch in _differences(kind, pattern.findall(before), pattern.findall(after))
    ]
    found += [
        Touch(Kind.NAME, name if was else "", name if now else "")
        for name in sorted(set(names) - {""})
        if (was := before.count(name)) != (now := after.count(name))
    ]
    if changed_characters(before, after) > MOST_CHANGED:
        found.append(Touch(Kind.MUCH, "", ""))
    return found


def changed_characters(before: str, after: str) -> int:
    """Return how many characters were taken away or put in, counted by whole words.

    A Han character is a word. A word put in another's place counts once, as the longer of both.
    """
    one, other = _words(before), _words(after)
    total = 0
    for was, became in _gaps(one, other):
        lost, put = "".join(one[was]), "".join(other[became])
        total += max(len(lost.strip()), len(put.strip()))
    return total


def _differences(kind: Kind, one: list[str], other: list[str]) -> Iterator[Touch]:
    one, other = [_squeezed(each) for each in one], [_squeezed(each) for each in other]
    for was, became in _gaps(one, other):
        yield Touch(kind, _shown(one[was]), _shown(other[became]))


def _gaps(one: list[str], other: list[str]) -> Iterator[tuple[slice, slice]]:
    """Yield what lies between the things that both rows have in their common order."""
    here = there = _common_start(one, other)
    same_end = _common_start(one[here:][::-1], other[there:][::-1])
    end, other_end = len(one) - same_end, len(other) - same_end
    middle, other_middle = one[here:end], other[there:other_end]
    short = max(len(middle), len(other_middle)) <= MOST_COMPARED
    pairs = common_order(middle, other_middle) if short else []
    start = here
    ends = [(start + at, start + opposite) for at, opposite in pairs]
    for at, opposite in (*ends, (end, other_end)):
        if at > here or opposite > there:
            yield slice(here, at), slice(there, opposite)
        here, there = at + 1, opposite + 1


def _common_start(one: list[str], other: list[str]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\u3400-\u9fff]+|\s+|.", text)


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _shown(things: list[str]) -> str:
    text = ", ".join(things)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
