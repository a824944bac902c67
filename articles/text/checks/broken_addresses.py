"""Web and mail addresses that a space or a full-width sign has broken: "www.seetao. com"."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.text.findings import Finding, Severity

# Endings that are not English words: "…at www.seetao. In May" is a sentence that ends.
_ENDING = r"(?:com|cn|org|net|gov|edu|eu|uk|de|fr|ru|kz|uz|kg|hk|sg)"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?"
_DOT = r"[ \u00a0\u3000]{0,2}[.\uff0e\u3002][ \u00a0\u3000]{0,2}"
_SCHEME = r"https?[ \u3000]?[:\uff1a][ \u3000]?[/\uff0f][ \u3000]?[/\uff0f][ \u3000]?"

# It says of itself that it is an address; then all signs and spaces in it may be wrong.
_MARKED = (
    rf"(?:{_SCHEME}(?:www{_DOT})?|www{_DOT}){_LABEL}(?:{_DOT}{_LABEL}){{0,4}}?"
    rf"{_DOT}{_ENDING}(?:{_DOT}(?:cn|hk|uk|sg|kz|uz))?"
)
_MAIL = rf"[A-Za-z0-9_+-][A-Za-z0-9._+-]{{0,63}}@(?:{_LABEL}{_DOT}){{1,4}}?{_ENDING}"
# "seetao. com": small letters only, and only the endings that begin no English word.
_BARE = r"(?:[a-z0-9-]{1,63}\.){0,3}[a-z0-9-]{2,63}\. (?:com|cn)(?:\.cn)?"
_ADDRESS = re.compile(rf"(?<![A-Za-z0-9._@/-])(?:{_MARKED}|{_MAIL}|{_BARE})(?![A-Za-z0-9_@-])")
_WRONG = re.compile(r"[ \u00a0\u3000\uff0e\u3002\uff1a\uff0f]")
_RIGHT = str.maketrans(
    {"\uff0e": ".", "\u3002": ".", "\uff1a": ":", "\uff0f": "/", **dict.fromkeys(" \u00a0\u3000")}
)


def broken_addresses(text: str) -> Iterator[Finding]:
    """Yield each broken address once; the fix is the address without the intruders."""
    for found in _ADDRESS.finditer(text):
        if _WRONG.search(found[0]):
            yield Finding(
                code="broken-address",
                severity=Severity.WARNING,
                field="",
                start=found.start(),
                end=found.end(),
                text=found[0],
                message=_("The address “%(address)s” is broken: no reader can follow it.")
                % {"address": found[0]},
                fix=found[0].translate(_RIGHT),
            )
