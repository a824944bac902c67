"""Full-width and half-width signs mixed: "," between Chinese words, "，" between English ones.

What belongs to numbers, times, ratios, addresses and English inside Chinese is left alone.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.text.findings import Finding, finding

_HAN = r"[\u3007\u3400-\u4dbf\u4e00-\u9fff]"
_CHINESE = r"[\u3007\u3400-\u4dbf\u4e00-\u9fff《》「」『』“”（）【】]"
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_NARROW = {
    "，": ", ",
    "；": "; ",
    "：": ": ",
    "？": "? ",
    "！": "! ",
    "。": ". ",
    "、": ", ",
    "（": " (",
    "）": ") ",
}

# Between two Chinese words, or between one and a number or an English word.
_COMMA = re.compile(
    rf"(?<={_CHINESE})(?<!^)[,;] ?(?={_CHINESE}|[A-Za-z0-9])|(?<=[A-Za-z0-9%])[,;] ?(?={_HAN})"
)
_COLON = re.compile(
    rf"(?:(?<={_HAN}{_HAN}): ?(?={_CHINESE}|[A-Za-z0-9])|(?<=^[问答注]): ?(?={_CHINESE}))"
    r"(?![^=\n]{1,8}=)",
    re.MULTILINE,
)
_QUOTES = re.compile(r'(?<![=A-Za-z0-9])"([^"\n]{1,200})"')
_END = re.compile(rf"(?<={_HAN})([?!]) ?(?={_CHINESE}|$|\n)|(?<={_HAN})[,;.](?=$|\n)")
_DOTS = re.compile(rf"(?<={_HAN})\.{{3,6}}(?={_CHINESE}|$|\n)")
_BRACKETS = re.compile(rf"(?<={_HAN})\(([^()（）\n]{{0,80}}?{_HAN}[^()（）\n]{{0,80}}?)\)")
_CROSSED = re.compile(r"（[^()（）\n]{0,200}\)|\([^()（）\n]{0,200}）")
_DIGITS = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+(?:[．][\uff10-\uff19]+)?")
_POINT = re.compile(r"(?<=\d)．(?=\d)")
_GROUPS = re.compile(
    r"(?<![\d，、.,])\d{1,3}(?:，\d{3})+"
    r"(?=[万亿]?(?:元|人|吨|公里|米|平方|立方|千瓦|兆瓦|辆|台|套|户|个|美元|欧元))"
)
_SPANS_TO_SKIP = re.compile(
    r"(?:https?://|www\.)[!-~]+|(?<![\w.+-])[a-z0-9._+-]{1,64}@[\w.-]{1,255}", re.IGNORECASE
)

_WIDE_SIGN = re.compile("[，；：？！。、（）]")
_ANY_HAN = re.compile(_HAN)
_BESIDE = re.compile(rf"{_HAN}|[《》「」『』]")
_WIDE_SPACE = re.compile(r"(?<=[!-~])\u3000+(?=[!-~])")


def mixed_width_zh(text: str) -> Iterator[Finding]:
    """Yield half-width signs of Chinese sentences, and full-width digits and letters."""
    skipped = _skipped(text)
    for pattern in (_COMMA, _COLON, _END):
        for found in pattern.finditer(text):
            sign = found[0].rstrip(" ")
            wide = "。" if sign == "." else _WIDE[sign]
            if found.start() not in skipped and not _is_in_english(text, found):
                yield _wide(found, wide)
    for found in _QUOTES.finditer(text):
        if _ANY_HAN.search(found[1]) and _are_paired(text, found):
            yield _wide(found, f"“{found[1]}”")
    for found in _DOTS.finditer(text):
        yield _wide(found, "……")
    for found in _BRACKETS.finditer(text):
        yield _wide(found, f"（{found[1]}）")
    for found in _CROSSED.finditer(text):
        if not _BRACKETS.match(text, found.start()):
            yield _wide(found, f"（{found[0][1:-1]}）")
    yield from _full_width_latin(text)
    for found in _GROUPS.finditer(text):
        yield _narrow(found, found[0].replace("，", ","))


def mixed_width_en(text: str) -> Iterator[Finding]:
    """Yield full-width signs of English sentences; those beside Chinese words belong to these."""
    if text.isascii():
        return
    for found in _WIDE_SIGN.finditer(text):
        near = text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1]
        is_english = near[:1].isalnum() or near[:1] in ")）]”\"'’%"
        if is_english and not _BESIDE.search(near) and not _closes_chinese(text, found):
            yield _narrow(found, _fitting(text, found))
    for found in _WIDE_SPACE.finditer(text):
        yield _narrow(found, " ")
    yield from _full_width_latin(text)


def _closes_chinese(text: str, found: re.Match[str]) -> bool:
    """Whether it is the ） of a （ that follows a Chinese word."""
    if found[0] != "）":
        return False
    opening = text.rfind("（", max(0, found.start() - 200), found.start())
    return opening > 0 and _ANY_HAN.match(text, opening - 1) is not None


def _are_paired(text: str, found: re.Match[str]) -> bool:
    """Whether the first of two straight quotation marks opens: an even number stands before it."""
    line = text.rfind("\n", max(0, found.start() - 2000), found.start()) + 1
    return text.count('"', line, found.start()) % 2 == 0


def _fitting(text: str, found: re.Match[str]) -> str:
    """Return the half-width sign with the spaces that English wants around it."""
    narrow = _NARROW[found[0]]
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    if not found.start() or before in "\n(（ ":
        narrow = narrow.lstrip()
    is_number = before.isdigit() and after.isdigit()
    if not after or after in "\n .,;:?!)'\"”’，；：？！。、）" or is_number:
        narrow = narrow.rstrip()
    return narrow


def _full_width_latin(text: str) -> Iterator[Finding]:
    for pattern in (_DIGITS, _POINT):
        for found in pattern.finditer(text):
            yield _narrow(found, "".join(map(_half, found[0])))


def _half(sign: str) -> str:
    return chr(ord(sign) - 0xFEE0)


def _skipped(text: str) -> frozenset[int]:
    return frozenset(
        at for found in _SPANS_TO_SKIP.finditer(text) for at in range(found.start(), found.end())
    )


def _is_in_english(text: str, found: re.Match[str]) -> bool:
    """Whether more Latin letters than Chinese ones stand around: then it is an English sentence."""
    near = text[max(0, found.start() - 20) : found.end() + 20]
    latin = sum(each.isascii() and each.isalpha() for each in near)
    return latin > 2 * len(_ANY_HAN.findall(near))


def _wide(found: re.Match[str], fix: str) -> Finding:
    message = _("“%(text)s” is half-width in a Chinese sentence.") % {"text": found[0].strip()}
    return finding("mixed-width", found.start(), found[0], message, fix)


def _narrow(found: re.Match[str], fix: str) -> Finding:
    message = _("“%(text)s” is full-width where it should be half-width.") % {
        "text": found[0].strip()
    }
    return finding("mixed-width", found.start(), found[0], message, fix)
