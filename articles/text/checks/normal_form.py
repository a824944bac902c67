"""Characters written in pieces: "é" as a letter and an accent, which no search finds."""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.text.findings import Finding, finding

# What can join with what is before it: marks (cut at 30, the stream-safe format's limit), and
# the vowels and finals of Hangul; or one character that another stands for.
_CLUSTER = re.compile(r"[^\W_](?:[^\w\s\x00-\x7f]|[\u1160-\u11ff]){1,30}|[^\x00-\x7f]", re.DOTALL)


def not_normal(text: str) -> Iterator[Finding]:
    """Yield each place that normal form C would write otherwise; the fix is that writing."""
    if unicodedata.is_normalized("NFC", text):
        return
    for found in _CLUSTER.finditer(text):
        fix = unicodedata.normalize("NFC", found[0])
        if fix != found[0]:
            message = _("“%(text)s” is written in pieces, so searches miss it.") % {
                "text": found[0]
            }
            yield finding("not-nfc", found.start(), found[0], message, fix)
