"""Traditional characters in simplified text: 後, 裡, 們; not 著名, 乾坤, 瞭望, 张昇."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.text.checks.traditional_table import SIMPLIFIED
from articles.text.findings import Finding, finding

# 於 is a family name and stands in names of places; after these it is nothing but 于.
_AFTER = "位对對关關由属屬至基等大小高低终終善鉴限便处處用源在鑒在取起立建力注设"
_RUN = re.compile(
    rf"[{''.join(SIMPLIFIED)}](?:[{''.join(SIMPLIFIED)}]|(?<=[{_AFTER}])於)*|(?<=[{_AFTER}])於"
)
_RIGHT = str.maketrans({**SIMPLIFIED, "於": "于"})


def traditional_characters(text: str) -> Iterator[Finding]:
    """Yield each run of traditional characters; the fix is the same in simplified ones."""
    if text.isascii():
        return
    for found in _RUN.finditer(text):
        fix = found[0].translate(_RIGHT)
        message = _("“%(text)s” is traditional; in simplified Chinese it is “%(fix)s”.") % {
            "text": found[0],
            "fix": fix,
        }
        yield finding("traditional-character", found.start(), found[0], message, fix)
