"""Slips in numbers and dates: 1,00,000, 12,34, 3亿亿元, 百分之5%, 2月30日.

Not slips: versions (2.5.3), years after days (March 12,2024), lists (pages 12,34), rupees
(₹1,00,000), scores, and 亿亿次 of a computer.
"""

import re
from calendar import isleap
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.text.findings import Finding, finding

_GROUPED = re.compile(r"(?<![\d.,:/#-])(?<![\d][，、])\d{1,9}(?:,\d+)+(?![\d:/])(?!,\d)(?!\.\d+\.)")
_RIGHT = re.compile(r"\d{1,3}(?:,\d{3})+")
_RUPEES = re.compile(r"(?:₹|Rs\.?|INR|[Rr]upees?|৳|Tk\.?|BDT|NPR|PKR)\s?$")
_LAKHS = re.compile(r"\s*(?:lakh|crore|rupees|taka)")
# Numbers in a list, often written without a space after the comma.
_LIST_BEFORE = re.compile(
    r"(?:pages?|pp?\.|articles?|sections?|chapters?|figures?|figs?\.|tables?|lines?|nos?\.|numbers?"
    r"|routes?|bus(?:es)?|rows?|rooms?|items?|lots?|terminals?|gates?|units?|years?|aged?|ages"
    r"|phases?|blocks?|units?|exits?|days?|grades?|levels?|coordinates?|第|号|图|表|页|条|款)\s*$",
    re.IGNORECASE,
)
_ENUMERATED = re.compile(r"(?:\b(?:at|on|and|or|to|between)|[和及与至])\s*$")
_LIST_AFTER = re.compile(r"(?:,| and | or | & |、|和|及|号|页|条|路|期|室|日|月|°|′|班|栋|年)")
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_MONTH_BEFORE = re.compile(rf"(?:{_MONTHS})\.?\s?$")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")

_TWICE_ZH = re.compile(
    r"(?<!千)[\d一二三四五六七八九十百千两几](?:(亿)亿(?![次级分])(?!吨级)"
    r"|(万)万(?![没不同人])|(百)百(?![姓货科])|(千)千(?![瓦克米万]))"
)
_HAN_NUMBER = "一二三四五六七八九十百千两"
_MYRIAD = re.compile(rf"[\d{_HAN_NUMBER}]亿万(?=元|美元|欧元|吨|人|千瓦|立方|平方|户)")
_UNIT_TWICE = re.compile(
    r"(?<=[\d万亿千百])(元|美元|欧元|公里|吨|平方米|立方米|兆瓦|千瓦|人次)\1(?![旦宵首年件素老])"
)
_PERCENT_TWICE = re.compile(r"百分之\s?\d+(?:\.\d+)?\s?[%％]|\d[%％]{2,}|\d\s?% ?per ?cent\b")
_WORD_TWICE = re.compile(
    r"\d ((?:thousand|million|billion|trillion))(?: \1)+\b(?! times)", re.IGNORECASE
)
_MONEY = r"yuan|renminbi|dollars?|euros?|pounds?|yen|rubles?|tenge|dirhams?"
_TWO_WORDS = re.compile(
    rf"(?:(?:US\$|\$|€|£|¥|RMB ?|USD ?|CNY ?)\d[\d.,]{{0,20}} (?:million billion|billion million"
    rf"|billion thousand)|(?<![\d.,])\d[\d.,]{{0,20}} (?:million billion|billion million"
    rf"|billion thousand)(?= (?:US |U\.S\. )?(?:{_MONEY})))\b"
)
_DAY_ZH = re.compile(r"(?<![\d.])(\d{1,2})月(\d{1,2})日")
_DAY_EN = re.compile(
    rf"\b({_MONTHS})\.? (\d{{1,2}})(?:st|nd|rd|th)?\b(?![\d:.,]\d|%|-| ?per ?cent)"
)
_DAY_BEFORE_EN = re.compile(rf"(?<![\d.,:-])\b(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTHS})\b")
_LEAP_DAY_ZH = re.compile(r"(?<!\d)(\d{4})年2月29日")
_LEAP_DAY_EN = re.compile(
    r"\b(?:Feb(?:ruary|\.)? 29(?:th)?|29(?:th)? Feb(?:ruary|\.)?),? (\d{4})\b(?![,.]\d)"
)
_TWO_POINTS = re.compile(
    r"(?<![\d.])\d+\.\d+\.\d+(?=[万亿%]|元|美元|吨|公里| (?:m|b)illion\b| per ?cent)"
)
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BEGINNINGS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def number_slips(text: str) -> Iterator[Finding]:
    """Yield numbers that no one writes so on purpose, and days that no calendar has."""
    yield from _wrong_groups(text)
    for pattern in (_TWICE_ZH, _MYRIAD, _PERCENT_TWICE, _TWO_POINTS, _WORD_TWICE, _TWO_WORDS):
        for found in pattern.finditer(text):
            yield _slip(found)
    for found in _UNIT_TWICE.finditer(text):
        yield _slip(found, found[1])
    yield from _impossible_days(text)
    yield from _impossible_leap_days(text)


def _wrong_groups(text: str) -> Iterator[Finding]:
    for found in _GROUPED.finditer(text):
        if _is_slip(found):
            yield _slip(found)


def _is_slip(found: re.Match[str]) -> bool:
    number = found[0]
    if _RIGHT.fullmatch(number):
        return False
    before = found.string[max(0, found.start() - 20) : found.start()]
    after = found.string[found.end() : found.end() + 10]
    first, *groups = number.split(",")
    if _RUPEES.search(before) or _LAKHS.match(after):
        return False
    if _YEAR.fullmatch(first) or _YEAR.fullmatch(groups[-1]) or _MONTH_BEFORE.search(before):
        return False
    if _LIST_BEFORE.search(before) or _LIST_AFTER.match(after):
        return False
    lengths = [len(group) for group in groups]
    if len(lengths) == 1:
        # 12,34 and 1000,000; "7,5" and "12,3456" may be a list or decimals elsewhere.
        if _ENUMERATED.search(before):
            return False
        return lengths[0] == 2 or (lengths[0] == 3 and len(first) > 3)
    # 1,00,000 and 1,000,00; "12,34,56" is a list.
    return 3 in lengths and all(length in (2, 3) for length in lengths) and len(first) <= 3


def _impossible_days(text: str) -> Iterator[Finding]:
    for found in _DAY_ZH.finditer(text):
        if not _exists(int(found[1]), int(found[2])):
            yield _slip(found)
    for pattern, month, day in ((_DAY_EN, 1, 2), (_DAY_BEFORE_EN, 2, 1)):
        for found in pattern.finditer(text):
            number = _BEGINNINGS.index(found[month][:3].lower()) + 1
            # "May 35 people": a verb; all other months are written with a capital alone.
            is_count = found.string[max(0, found.start() - 3) : found.start()].lower() == "in "
            if not is_count and not _exists(number, int(found[day])) and _is_date(found, number):
                yield _slip(found)


def _impossible_leap_days(text: str) -> Iterator[Finding]:
    for pattern in (_LEAP_DAY_ZH, _LEAP_DAY_EN):
        for found in pattern.finditer(text):
            if not isleap(int(found[1])):
                yield _slip(found)


def _is_date(found: re.Match[str], month: int) -> bool:
    """Whether it can be nothing but a day: not "March 40 km", "May 60 people", "40 May"."""
    if re.match(r",? \d{4}\b", found.string[found.end() : found.end() + 6]):
        return True
    day = next(int(part) for part in found.groups() if part.isdigit())
    return day in (30, 31, 32) and month not in (3, 5)


def _exists(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= _LONGEST[month - 1]


def _slip(found: re.Match[str], fix: str | None = None) -> Finding:
    message = _("“%(number)s” looks like a slip: look at the number again.") % {"number": found[0]}
    return finding("number-slip", found.start(), found[0], message, fix)
