"""Dates in the future that a sentence tells as past: "On March 30, 2034, the plant was opened".

A plan may name any year; so only a whole date at the beginning of a sentence is looked at, and
only where the clause that follows has a sign of the past, and the sentence none of a plan. What
comes later tells who said so, or what was before.
"""

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from articles.text.findings import Finding, finding

_ZH = re.compile(
    r"(?:^|(?<=[。！？\n]))[ \t\u3000]*+((\d{4})年(\d{1,2})月(\d{1,2})日)"
    r"(?:[上下]午|[早晚凌]?[晨上])?[，,]?([^。！？\n]{2,200})"
)
_PAST_ZH = re.compile(
    r"[^为除罢]了|已|曾|正式(?:通车|投产|开工|启用|竣工|并网|运营|揭牌|签署)"
    r"|在.{1,20}(?:举行|召开|闭幕|开幕|签署|竣工)|获悉|据.{1,12}报道"
)
_PLAN_ZH = re.compile(
    r"[将拟若]|预计|计划|有望|力争|到期|届满|截止|目标|争取|之前|以前|如果|期限|为止"
    r"|起(?:实施|施行|执行)"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_EN = re.compile(
    r"(?:^|(?<=[.!?\n] )|(?<=\n))(?:On|(?:In|On) the (?:morning|afternoon|evening) of)"
    rf" (?:[A-Z][a-z]+day, )?((?:({_MONTHS}) (\d{{1,2}})|(\d{{1,2}}) ({_MONTHS})),? (\d{{4}}))"
    r"(?!\d),? ([^.!?\n]{2,300})"
)
_PAST_EN = re.compile(
    r"\b(?:was|were|held|opened|signed|began|took|said|announced|attended|left|visited"
    r"|inaugurated|launched|started|completed)\b"
)
_PLAN_EN = re.compile(
    r"\b(?:will|would|shall|should|may|might|could|(?:is|are|was|were) to|due|expected|planned"
    r"|plans?|scheduled|set for|expires?|ends?|if|until|deadline|target|aims?|agreed to"
    r"|going to|about to)\b"
)

_CLAUSE_END = re.compile("[,，;；]|\\b(?:which|who|that)\\b")


def future_dates(text: str, today: date) -> Iterator[Finding]:
    """Yield each whole date after `today` whose sentence says that it has been."""
    for found in _ZH.finditer(text):
        if _PAST_ZH.search(_clause(found[5])) and not _PLAN_ZH.search(found[5]):
            yield from _later(found, today, int(found[2]), int(found[3]), int(found[4]))
    names = _MONTHS.split("|")
    for found in _EN.finditer(text):
        if _PAST_EN.search(_clause(found[7])) and not _PLAN_EN.search(found[7]):
            month = names.index(found[2] or found[5]) + 1
            yield from _later(found, today, int(found[6]), month, int(found[3] or found[4]))


def _clause(rest: str) -> str:
    """Return what a date says itself: up to the next comma, or to what only explains a word."""
    first = _CLAUSE_END.split(rest, maxsplit=1)[0]
    return "" if first.startswith("according") else first


def _later(found: re.Match[str], today: date, year: int, month: int, day: int) -> Iterator[Finding]:
    try:
        named = date(year, month, day)
    except ValueError:
        return  # an impossible day is a slip of another kind
    if named > today:
        message = _("It is told as past, but %(date)s is still to come.") % {"date": found[1]}
        yield finding("future-date", found.start(1), found[1], message)
