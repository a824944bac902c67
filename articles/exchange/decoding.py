"""Bytes of a captured page to text: UTF-8, UTF-16 with its mark, GB18030."""

from __future__ import annotations

import codecs
import re
from collections import Counter

from django.utils.translation import gettext as _

from articles.exchange.refusal import PageRefused

MAX_BYTES = 5_000_000  # the captured page has 7 kB, heavy portals with scripts inside about 1 MB

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LINE_END = re.compile(r"\r\n?")
_USUAL_SHARE = (
    0.75  # of two-byte characters; simplified Chinese has nearly 1, other bytes below 0.4
)


def decode(data: bytes) -> str:
    """Return the text of `data` with LF line ends and without a byte order mark.

    UTF-16 is read only where it starts with its mark. Everything else is UTF-8 or, where it is
    not, GB18030. Raises PageRefused for nothing, too much, binary data and other encodings.
    """
    if len(data) > MAX_BYTES:
        raise too_large()
    text = _text_of(data)
    if not text or text.isspace():
        raise PageRefused(_("the file is empty"))
    control = _CONTROL.search(text)
    if control:
        raise PageRefused(
            _("the file is binary: it holds the control character U+%(code)s")
            % {"code": f"{ord(control.group()):04X}"}
        )
    return _LINE_END.sub("\n", text)


def too_large() -> PageRefused:
    """Return the refusal for a file of more than MAX_BYTES."""
    return PageRefused(
        _("the file is larger than %(limit)s MB, which no captured page is")
        % {"limit": MAX_BYTES // 1_000_000}
    )


def _text_of(data: bytes) -> str:
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\x00" in data:
            raise PageRefused(
                _("the file is binary: it holds the control character U+0000")
            ) from None
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = None
    if text is None or not _is_chinese(text):
        raise PageRefused(
            _("the file is in no encoding that is read here: UTF-8, UTF-16 with its mark, GB18030")
        )
    return text


def _is_chinese(text: str) -> bool:
    """Say whether text decoded as GB18030 is meant: most pairs of any bytes decode to something.

    Counted are two-byte characters only; the pattern of the four-byte ones is no accident.
    """
    usual = unusual = 0
    for character, times in Counter(text).items():
        if character > "\x7f":
            code = character.encode("gb18030")
            if len(code) == 2:
                # Rows A1 to A9 are signs, B0 to F7 with a high second byte the Han of GB 2312.
                is_usual = 0xA1 <= code[0] <= 0xA9 or (0xB0 <= code[0] <= 0xF7 and code[1] >= 0xA1)
                usual += is_usual * times
                unusual += (not is_usual) * times
    return usual >= _USUAL_SHARE * (usual + unusual)
