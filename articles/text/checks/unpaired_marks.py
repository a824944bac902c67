"""Brackets and quotation marks without their partner.

Each kind is counted by itself. What remains open in one paragraph may be closed in a later one,
and a quotation over several paragraphs opens each of them; neither is a fault. Apostrophes,
inches, list numbers, faces and half-open intervals are no brackets and quotes at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.translation import gettext as _

from articles.text.findings import Finding, finding

_KINDS = {
    "round": ("(（", ")）"),
    "square": ("[［【", "]］】"),
    "curly": ("{｛", "}｝"),
    "title": ("《", "》"),
    "inner title": ("〈", "〉"),
    "corner": ("「", "」"),
    "inner corner": ("『", "』"),
    "double": ("“", "”"),
}
_OPENS = {sign: kind for kind, (opens, _closes) in _KINDS.items() for sign in opens}
_CLOSES = {sign: kind for kind, (_opens, closes) in _KINDS.items() for sign in closes}
_SIGN = re.compile(f"[{re.escape(''.join([*_OPENS, *_CLOSES]))}]")

# What only looks like brackets: [0, 1), 1), a), 第3), :-), ^_^), code in braces has its own rules.
_INTERVAL = re.compile(r"[\[(]\s?[-−]?[\w.∞]{1,8}%?\s?[,，;]\s?[-−+]?[\w.∞]{1,8}%?\s?[\])]")
_ADDRESS = re.compile(r"(?:https?://|www\.|\w\.(?:com|cn|org|net)/)[!-~]+")
_NUMBER_OF_LIST = re.compile(
    r"(?:^|(?<=[\s,.;:，。；：、!?！？()[（）]))(?:第?[0-9]{1,3}[a-z]?|[A-Za-z]|[ivxIVX]{1,5}|第?[一二三四五六七八九十]{1,3})[.、]?\s?$"
)
_FACE_BEFORE = re.compile(r"(?:[:;=8xX][-'^o]?|[\^T>][_.-][\^T<]?|[°ω▽∀≧≦｡。]|¯\\_)$")
_UP_TO = 12  # characters looked at before a sign
_QUOTE = re.compile(r'"')
_SINGLE_OPEN = re.compile(r"‘(?!\d|(?:[Tt]was|[Tt]is|[Tt]il|[Ee]m|[Nn]|[Cc]ause|[Bb]out)\b)")


@dataclass(slots=True)
class _Open:
    """A sign that nothing has closed yet."""

    at: int
    line: int


def unpaired_marks(text: str) -> Iterator[Finding]:
    """Yield each bracket and quotation mark without its partner."""
    lines = text.split("\n")
    starts = [0]
    for each_line in lines:
        starts.append(starts[-1] + len(each_line) + 1)
    ignored = _ignored(text)
    open_signs: dict[str, list[_Open]] = {kind: [] for kind in _KINDS}
    in_addresses = _in_addresses(text)
    line = 0
    for found in _SIGN.finditer(text):
        at, sign = found.start(), found[0]
        if at in ignored:
            continue
        while starts[line + 1] <= at:
            line += 1
        if sign in _OPENS:
            waiting = open_signs[_OPENS[sign]]
            if sign == "“" and waiting and _goes_on(waiting[-1], at, line, starts):
                waiting[-1].line = line  # the same quotation, in its next paragraph
            else:
                waiting.append(_Open(at, line))
        else:
            waiting = open_signs[_CLOSES[sign]]
            if waiting:
                waiting.pop()
            elif not _is_no_closing(text, at, starts[line]):
                yield _alone(at, sign)
    for kind in open_signs:
        for each in _without_rows(open_signs[kind]):
            is_face = _FACE_BEFORE.search(text[max(0, each.at - 3) : each.at])
            if not is_face and each.at not in in_addresses:
                yield _alone(each.at, text[each.at])
    yield from _straight_quotes(lines, starts)
    yield from _single_quotes(lines, starts)


def _ignored(text: str) -> frozenset[int]:
    """Return the places of signs that belong to an interval: [0, 1)."""
    return frozenset(
        at for found in _INTERVAL.finditer(text) for at in (found.start(), found.end() - 1)
    )


def _in_addresses(text: str) -> frozenset[int]:
    """Return the places in addresses: a bracket opened there may be a part of it."""
    return frozenset(
        at for found in _ADDRESS.finditer(text) for at in range(found.start(), found.end())
    )


def _goes_on(before: _Open, at: int, line: int, starts: list[int]) -> bool:
    """Whether a “ opens a later paragraph of a quotation that has opened an earlier one."""
    return line > before.line and at == starts[line]


def _without_rows(waiting: list[_Open]) -> Iterator[_Open]:
    """Yield the signs left open; of two in one paragraph, “so“, only the second."""
    for this, following in zip_longest(waiting, waiting[1:]):
        if following is None or following.line != this.line:
            yield this


def _is_no_closing(text: str, at: int, start_of_line: int) -> bool:
    before = text[max(start_of_line, at - _UP_TO) : at]
    sign = text[at]
    if sign in ")）":
        return bool(_NUMBER_OF_LIST.search(before) or _FACE_BEFORE.search(before))
    # 5'10” are inches; only after a number.
    return sign == "”" and before[-1:].isdigit()


def _straight_quotes(lines: list[str], starts: list[int]) -> Iterator[Finding]:
    """Yield a straight quotation mark that stands alone in its paragraph."""
    for number, line in enumerate(lines):
        places = [found.start() for found in _QUOTE.finditer(line)]
        if len(places) % 2 == 0 or any(line[at - 1 : at].isdigit() for at in places):
            continue  # 12" may be inches
        beside = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
        is_continued = any(near.count('"') % 2 for near in beside)
        if not is_continued:
            yield _alone(starts[number] + places[-1], '"')


def _single_quotes(lines: list[str], starts: list[int]) -> Iterator[Finding]:
    """Yield a ‘ in a paragraph without any ’ after it; ’ itself may be an apostrophe."""
    for number, line in enumerate(lines):
        at = line.rfind("‘")
        if at > 0 and _SINGLE_OPEN.match(line, at) and "’" not in line[at:]:
            yield _alone(starts[number] + at, "‘")


def _alone(at: int, sign: str) -> Finding:
    message = _("“%(sign)s” stands here without its partner.") % {"sign": sign}
    return finding("unpaired-mark", at, sign, message)
