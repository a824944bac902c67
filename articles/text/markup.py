"""From plain text to HTML and back."""

import re
from html import escape, unescape

from articles.text.tags import BLOCK, read_tokens

# A paragraph of words alone, as most are: clean, one block, and its text is what stands in it.
# No-break spaces are left out: cleaning writes them as an entity.
WORDS_ALONE = re.compile(
    r"<p>([^\s<>&\x00-\x1f\x7f-\xa0\ud800-\udfff][^<>&\x00-\x1f\x7f-\xa0\ud800-\udfff]*)</p>"
)

# Spaces with a tab or a line break among them; begun only where no space is before, else a long
# run would be tried from each of its spaces.
_BROKEN_SPACES = re.compile(r"(?<! ) *+[\t\n\f\r][ \t\n\f\r]*+")


def paragraph_html(text: str) -> str:
    """Return `text` as one HTML paragraph. Line breaks become `<br>`; nothing else changes."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return f"<p>{'<br>'.join(escape(line, quote=False) for line in lines)}</p>"


def plain_text(html: str) -> str:
    """Return the words of an HTML fragment, entities resolved.

    Blocks and `<br>` are separated by one LF, blocks without text are left out. Line breaks of
    the source are spaces, as in a browser, except inside `<pre>`. Other spaces stay as they are.
    """
    if match := WORDS_ALONE.fullmatch(html):
        return match[1]
    lines: list[str] = []
    line: list[str] = []
    keeps_space = True  # directly between two blocks, white space is no text
    depth_of_pre = 0
    for name, is_end, source in read_tokens(html):
        if not name:
            line.append(unescape(source if depth_of_pre else _BROKEN_SPACES.sub(" ", source)))
        elif name == "br":
            line.append("\n")
        elif name in BLOCK:
            _end_line(lines, line, keeps_space=keeps_space and is_end)
            keeps_space = not is_end
            if name == "pre":
                depth_of_pre = max(0, depth_of_pre + (-1 if is_end else 1))
    _end_line(lines, line, keeps_space=keeps_space and not lines)
    return "\n".join(lines)


def _end_line(lines: list[str], line: list[str], *, keeps_space: bool) -> None:
    text = "".join(line)
    line.clear()
    if text and (keeps_space or not text.isspace()):
        lines.append(text)
