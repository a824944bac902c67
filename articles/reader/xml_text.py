"""Text that XML can hold."""

import re

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return `text` without the characters that XML 1.0 knows no way to write (its 2.2, Char).

    One of them in one title would make a whole feed or sitemap unreadable.
    """
    return _ILLEGAL.sub("", text)
