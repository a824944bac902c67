"""Web and mail addresses that a space or a wrong sign has broken: "www.seetao. com", "http:/x"."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.text.findings import Finding, finding

# Endings that are not English words: "…at www.seetao. In May" is a sentence that ends.
_ENDING = r"(?:com|cn|org|net|gov|edu|eu|uk|de|fr|ru|kz|uz|kg|hk|sg)"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?"
_DOT = r"[ \u00a0\u3000]{0,2}[.\uff0e\u3002][ \u00a0\u3000]{0,2}"
_SCHEME = r"https?[ \u3000]?[:\uff1a][ \u3000]?[/\uff0f][ \u3000]?[/\uff0f][ \u3000]?"

# It says of itself that it is an address; then all signs and spaces in it may be wrong.
_MARKED = (
    rf"(?i:(?:{_SCHEME}(?:www{_DOT})?|www{_DOT}){_LABEL}(?:{_DOT}{_LABEL}){{0,4}}?"
    rf"{_DOT}{_ENDING}(?:{_DOT}(?:cn|hk|uk|sg|kz|uz))?)"
)
_NAME = r"[A-Za-z0-9_+-][A-Za-z0-9._+-]{0,63}"
_MAIL = rf"{_NAME}[@\uff20](?:{_LABEL}{_DOT}){{1,4}}?{_ENDING}"
# "name @x.com", not "join us @seetao": a name before, and after it nothing but a whole domain.
_PARTED_MAIL = rf"{_NAME}(?: @ ?| ?@ )(?:{_LABEL}\.){{1,4}}{_ENDING}"
# "seetao. com": small letters only, and only the endings that begin no English word.
_BARE = r"(?:[a-z0-9-]{1,63}\.){0,3}[a-z0-9-]{2,63}\. (?:com|cn)(?:\.cn)?"
_ADDRESS = re.compile(
    rf"(?<![A-Za-z0-9._@/-])(?:{_MARKED}|{_PARTED_MAIL}|{_MAIL}|{_BARE})(?![A-Za-z0-9_@-])"
)
# The signs after http one too few, one too many, or others: http:/x, http//x, http;//x.
_BROKEN_SCHEME = re.compile(
    r"(?<![A-Za-z0-9])(https?)(?::/(?!/)|:///+|//|[;.,]//|::+//|:\\\\|/:/)(?=[A-Za-z0-9][\w-]*\.)",
    re.IGNORECASE,
)
# Commas in a domain that says of itself that it is one: www.seetao,com
_COMMAS = re.compile(
    rf"(?<![A-Za-z0-9._@/-])www[.,，]{_LABEL}(?:[.,，]{_LABEL}){{0,3}}?[.,，]{_ENDING}(?![A-Za-z0-9_-])",
    re.IGNORECASE,
)
_MAIL_COMMA = re.compile(
    rf"(?<![A-Za-z0-9._@/-]){_NAME}@{_LABEL}(?:[.,，]{_LABEL}){{0,3}}?[,，](?:com|cn)(?![A-Za-z0-9_-])"
)
_MISSPELT = re.compile(
    r"(?<![A-Za-z0-9])(?:htp|htpp|hhtp|htttp|htt|ttp|hptt)(s?)://(?=[A-Za-z0-9])"
)
_WRONG = re.compile(r"[ \u00a0\u3000\uff0e\u3002\uff1a\uff0f\uff20]")
_RIGHT = str.maketrans(
    {
        "\uff0e": ".",
        "\u3002": ".",
        "\uff1a": ":",
        "\uff0f": "/",
        "\uff20": "@",
        **dict.fromkeys(" \u00a0\u3000"),
    }
)
_ABBREVIATION = re.compile(
    r"(?:etc|inc|co|corp|ltd|vs|al|no|nos|approx|dept|est|fig|st|mr|ms|dr|al|e\.g|i\.e"
    r"|a\.m|p\.m)\. ",
    re.IGNORECASE,
)
_WORDS_BEFORE = """
    us me at on by see via to from follow contact email mail with and or is are the for it visit
    tweet post posted tagged photo credit hosted live here
"""
_NO_NAME = frozenset(_WORDS_BEFORE.split())
"""Words before an @ that are no names of mailboxes: "follow us @seetao.com"."""


def broken_addresses(text: str) -> Iterator[Finding]:
    """Yield each broken address once; the fix is the address without the intruders."""
    for found in _ADDRESS.finditer(text):
        if _WRONG.search(found[0]) and not _is_prose(found[0]):
            yield _finding(found, found[0].translate(_RIGHT))
    for found in _BROKEN_SCHEME.finditer(text):
        yield _finding(found, f"{found[1]}://")
    for found in _MISSPELT.finditer(text):
        yield _finding(found, f"http{found[1]}://")
    for found in (*_COMMAS.finditer(text), *_MAIL_COMMA.finditer(text)):
        if "," in found[0] or "，" in found[0]:
            yield _finding(found, re.sub("[,，]", ".", found[0]))


def _is_prose(found: str) -> bool:
    """Whether it is an abbreviation before a word, or a word before a name with an @."""
    before = found.partition("@")[0]
    return bool(_ABBREVIATION.match(found)) or (
        before.endswith(" ") and before.strip().lower() in _NO_NAME
    )


def _finding(found: re.Match[str], fix: str) -> Finding:
    message = _("The address “%(address)s” is broken: no reader can follow it.") % {
        "address": found[0]
    }
    return finding("broken-address", found.start(), found[0], message, fix)
