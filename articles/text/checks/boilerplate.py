"""What stands in the text but belongs into fields of its own.

Keywords, the copyright notice, the credit line, source and date: only where they are printed as
such lines are, at the end of a paragraph or as one of its own.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.text.findings import Finding, finding

_HAN = r"[\u3400-\u9fff]"
_BEGINS = r"(?:^|(?<=[.。!！?？…)）”\"]))[ \t\u00a0\u3000]*+"
_KEYWORDS = re.compile(
    rf"{_BEGINS}(?:[\[【(（]\s?)?((?:[Kk]ey[ -]?[Ww]ords?|KEYWORDS?"
    r"|(?:本文|文章)?(?:关键词|关键字))\s?[\]】]?\s?[:：](?=\s?\S)[^\n]{2,1000})$",
    re.MULTILINE,
)
_CREDIT = re.compile(
    rf"""{_BEGINS}[(（]?(
    (?:(?:[A-Z][\w'’-]*\s){{0,3}}(?:[a-z'’]+\s){{0,4}}
        (?i:column\ editor|editor|edited\ by|responsible\ editor)
    | (?:见道网?|Seetao)?{_HAN}{{0,10}}(?:栏目编辑|责任编辑|值班编辑|编辑|责编))
    \s?[/／:：|]\s?
    (?:[A-Z][\w'’.-]*(?:\s[A-Z][\w'’.-]*){{0,3}}|{_HAN}{{2,4}}(?:[·•]{_HAN}{{1,8}})?)
    )[)）]?[.。]?[ \t\u3000]*+$""",
    re.MULTILINE | re.VERBOSE,
)
_SOURCE = re.compile(
    r"^[ \t\u3000]*+((?:(?:文章|信息|新闻|稿件)?来源|[Ss]ource|SOURCE)\s?[:：]\s?"
    r"\S[^\n。.!?！？]{0,60})$",
    re.MULTILINE,
)
_DATE = re.compile(
    r"^[ \t\u3000]*+((?:发[布表](?:时间|日期)|发稿时间"
    r"|[Pp]ublish(?:ed|ing)(?: (?:time|date|on|at))?|[Pp]osted(?: on)?)"
    r"\s?[:：]\s?[^\n]{0,20}\d{4}[^\n]{0,20})$",
    re.MULTILINE,
)
_NOTICE = r"""
    (?:[Tt]his|[Tt]he\ above)\ (?:article|content|text|news)\ (?:is|comes|was)\ (?:from|original)
    | [Rr]eproduction\ (?:without|is) | [Rr]eprint(?:ing|s)?\ (?:without|is|of\ this)
    | [Pp]lease\ (?:indicate|state|credit)
    | (?:郑重|特别|版权|免责)?声明[:：]
    | (?:以上|此|该)?[本此该]文章?(?:为|系|来自|来源|由|版权) | 版权(?:所有|归) | 未经
    | 如需转载 | 转载 | 欢迎转载 | 严禁转载 | 禁止转载
"""
# In brackets; else to the end of its paragraph.
_COPYRIGHT = re.compile(
    rf"([(（](?:{_NOTICE})[^()（）\n]{{4,600}}[)）])"
    rf"|(?:^|(?<=[.。!！?？)）\s]))((?:{_NOTICE})[^\n]{{4,600}})$",
    re.MULTILINE | re.VERBOSE,
)
_REPRINT = re.compile(r"[Rr]eproduc|[Rr]eprint|[Rr]epublish|转载|翻印|转用")
_RIGHTS = re.compile(
    r"[Pp]ermission|[Aa]uthoriz|[Pp]lease|official website|original link|copyright|[Ii]ndicate"
    r"|许可|授权|注明|出处|版权|违者|追究|处罚|链接|来源|官网|允许|同意"
)

_KINDS = {
    "copyright": _COPYRIGHT,
    "keywords": _KEYWORDS,
    "credit_line": _CREDIT,
    "source": _SOURCE,
    "date": _DATE,
}


_EDGE_LINES = 3  # at the beginning and the end; between them stand the sources of tables
_CERTAIN_CREDIT = re.compile(r"[/／]|[Cc]olumn|栏目|责任|值班|责编|见道|Seetao")  # else who speaks


def boilerplate(text: str) -> Iterator[Finding]:
    """Yield each such line; none has a fix here, for the words are to be moved, not replaced."""
    taken: list[tuple[int, int]] = []
    first, last = _edges(text)
    for kind, pattern in _KINDS.items():
        for found in pattern.finditer(text):
            part = next(number for number, words in enumerate(found.groups(), 1) if words)
            words, start = found[part], found.start(part)
            is_inside = first <= start < last
            if kind == "copyright" and not (_REPRINT.search(words) and _RIGHTS.search(words)):
                continue
            if kind in ("source", "date") and is_inside:
                continue
            if kind == "credit_line" and start < last and not _CERTAIN_CREDIT.search(words):
                continue
            if not any(begin <= start < end for begin, end in taken):
                taken.append(found.span(part))
                yield _finding(kind, start, words)


def _edges(text: str) -> tuple[int, int]:
    """Return where the first lines end, and where the last ones begin."""
    first, last = -1, len(text.rstrip())
    for _line in range(_EDGE_LINES):
        first = text.find("\n", first + 1) if first < len(text) else first
        first = len(text) if first < 0 else first
        last = text.rfind("\n", 0, max(last, 0))
    return first, last + 1


def _finding(kind: str, start: int, words: str) -> Finding:
    message = {
        "keywords": _("These are keywords: they belong into their own field."),
        "copyright": _("This is a copyright notice: it belongs into its own field."),
        "credit_line": _("This is a credit line: it belongs into its own field."),
        "source": _("This is the source: it belongs into its own field."),
        "date": _("This is the date of publication: it stands above every article by itself."),
    }[kind]
    return finding("boilerplate-in-body", start, words, message)
