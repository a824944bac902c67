"""Characters that nobody sees: without width, soft hyphens, changes of the writing direction.

They part words for searches and links, and can show a text in another order than it is stored.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.text.findings import Finding, finding

# Not U+200C and U+200D: Persian words and joined emoji need them; not the marks behind emoji.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\u180e\ufff9-\ufffb]+")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def invisible_characters(text: str) -> Iterator[Finding]:
    """Yield each run of them; the fix is nothing in its place."""
    if text.isascii():
        return
    # Where Arabic or Hebrew stands, marks of direction may be meant.
    is_mixed = _RIGHT_TO_LEFT.search(text.replace("\ufeff", "")) is not None
    for found in _INVISIBLE.finditer(text):
        if is_mixed and _DIRECTION.search(found[0]):
            continue
        codes = ", ".join(f"U+{ord(each):04X}" for each in dict.fromkeys(found[0][:9]))
        message = _("Here stands something that nobody sees (%(codes)s).") % {"codes": codes}
        yield finding("invisible-character", found.start(), found[0], message, "")
