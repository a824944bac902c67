"""Words that Markdown must not take for marks."""

import re

_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")
# What makes a list or a heading at the beginning of a line only.
_LINE_START = re.compile(r"^([ \t]*)(?:([-+=])|(\d{1,9})([.)]))(?=\s|$|[-=])", re.MULTILINE)


def escaped(text: str) -> str:
    """Return plain text so that Markdown shows it as it is."""
    marked = _MARKS.sub(r"\\\1", text.replace("&", "&amp;"))
    return _LINE_START.sub(
        lambda found: (
            f"{found[1]}\\{found[2]}" if found[2] else f"{found[1]}{found[3]}\\{found[4]}"
        ),
        marked,
    )


def one_line(text: str) -> str:
    """Return plain text escaped and on one line, for headings and list items."""
    return escaped(" ".join(text.split()))
