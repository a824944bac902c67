"""Terms that are not to be used, each with what stands in its place where that is certain.

They are few and plain: the initiative is no strategy, in the words that the National Development
and Reform Commission and four others gave out for English in 2015, and people with a disability
are called as the law calls them. Inside quotation marks anybody may have said so.
"""

import re
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from articles.text.findings import Finding, finding

TERMS_ZH: Mapping[str, str] = {
    "一带一路战略": "一带一路倡议",
    "“一带一路”战略": "“一带一路”倡议",
    "残废人": "残疾人",
    "弱智儿童": "智力障碍儿童",
    "北朝鲜": "朝鲜",
    "南朝鲜": "韩国",
}
"""Chinese terms; nothing where what should stand there depends on the sentence."""

TERMS_EN: Mapping[str, str] = {
    "One Belt, One Road": "the Belt and Road",
    "One Belt One Road": "the Belt and Road",
    "One Belt and One Road": "the Belt and Road",
    "Belt and Road Strategy": "Belt and Road Initiative",
    "Belt and Road strategy": "Belt and Road Initiative",
    "the Dark Continent": "Africa",
    "deaf and dumb": "deaf",
    "mentally retarded": "",
}
"""English terms, as they are written."""

_QUOTED = re.compile(r"“[^“”\n]*”|《[^《》\n]*》|\"[^\"\n]*\"|「[^「」\n]*」")


def _any_of(terms: Mapping[str, str]) -> str:
    return "|".join(map(re.escape, sorted(terms, key=len, reverse=True)))


# 东北朝鲜族, 越南朝鲜战争, 致残废人员, 一带一路战略性 are other words.
_ZH = re.compile(rf"(?<![东西华越])(?:{_any_of(TERMS_ZH)})(?![族员性])")
_EN = re.compile(rf"\b(?:{_any_of(TERMS_EN)})\b")
# "the One Belt One Road Institute" calls itself so.
_PART_OF_A_NAME = re.compile(
    r" (?:Institute|Cent(?:re|er)|Research|Forum|Summit|Museum|Fund|Academy|Society|Association"
    r"|Journal|Magazine|Conference|Commission|Committee|Council|Company|Co\.|Ltd|Group|Expo)"
)


def banned_terms_zh(text: str) -> Iterator[Finding]:
    """Yield each banned Chinese term outside quotations."""
    return _banned(text, _ZH, TERMS_ZH)


def banned_terms_en(text: str) -> Iterator[Finding]:
    """Yield each banned English term outside quotations and names."""
    return _banned(text, _EN, TERMS_EN)


def _banned(text: str, pattern: re.Pattern[str], terms: Mapping[str, str]) -> Iterator[Finding]:
    quoted: list[tuple[int, int]] | None = None
    for found in pattern.finditer(text):
        if quoted is None:  # most texts have none of the terms
            quoted = [each.span() for each in _QUOTED.finditer(text)]
        start, end = found.span()
        if any(first < start and end < last for first, last in quoted):
            continue
        if _PART_OF_A_NAME.match(text, end):
            continue
        yield _finding(text, found, terms[found[0]])


def _finding(text: str, found: re.Match[str], fix: str) -> Finding:
    has_article = text[max(0, found.start() - 4) : found.start()].lower() == "the "
    if has_article:
        fix = fix.removeprefix("the ")
    if not fix:
        message = _("“%(term)s” is not to be used.") % {"term": found[0]}
    else:
        message = _("“%(term)s” is not to be used: write “%(fix)s”.") % {
            "term": found[0],
            "fix": fix,
        }
    return finding("banned-term", found.start(), found[0], message, fix or None)
