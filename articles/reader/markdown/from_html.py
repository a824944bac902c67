"""Clean HTML to Markdown: the elements that articles/text/policy.py allows, and no others."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from articles.reader.markdown.escaping import escaped
from articles.text.policy import VOIDS

_HEADINGS = {"h2": "##", "h3": "###", "h4": "####"}
_SPACES = re.compile(r"\s+")
_TICKS = re.compile("`+")


@dataclass
class _Element:
    """An element with what stands in it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    parts: list[_Element | str] = field(default_factory=list)

    def text(self) -> str:
        """Return the words in it as they are."""
        return "".join(part if isinstance(part, str) else part.text() for part in self.parts)

    def within(self, *names: str) -> list[_Element]:
        """Return the elements of these names in it, at any depth, in order."""
        found = []
        for part in self.parts:
            if isinstance(part, _Element):
                found += [part] if part.name in names else part.within(*names)
        return found


class _Reader(HTMLParser):
    """Builds the tree. Cleaned HTML closes what it opens; what it doesn't ends with the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [_Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = _Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(element)
        if tag not in VOIDS:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and self.open[-1].name == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)


def markdown(html: str) -> str:
    """Return `html`, which is cleaned, as Markdown; blocks are divided by an empty line."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return _blocks(reader.open[0])


def _blocks(element: _Element) -> str:
    """Return what stands in an element, where blocks and loose words may alternate."""
    found: list[str] = []
    loose = _Element("p")
    for part in element.parts:
        block = _block(part) if isinstance(part, _Element) else None
        if block is None:
            loose.parts.append(part)
            continue
        found += [_line(loose), block]
        loose = _Element("p")
    return "\n\n".join(each for each in [*found, _line(loose)] if each)


def _block(element: _Element) -> str | None:
    """Return a block as Markdown; None for what runs on within a line."""
    name = element.name
    if name in _HEADINGS:
        line = _line(element).replace("\\\n", " ")
        return f"{_HEADINGS[name]} {line}" if line else ""
    if name == "hr":
        return "---"
    if name == "pre":
        fence = "`" * max(3, _longest_run(element.text()) + 1)
        return f"{fence}\n{element.text().strip(chr(10))}\n{fence}"
    if name == "blockquote":
        return _prefixed(_blocks(element), "> ", "> ")
    if name in {"ul", "ol"}:
        return _list(element)
    if name == "table":
        return _table(element)
    if name in {"p", "figure", "figcaption", "li", "caption", "td", "th", "tr"}:
        return _blocks(element) if name != "p" else _line(element)
    return None


def _list(element: _Element) -> str:
    start = element.attributes.get("start", "1")
    number = int(start) if start.isdecimal() and len(start) < 10 else 1
    items = []
    for item in element.within("li"):
        mark = f"{number}. " if element.name == "ol" else "- "
        items.append(_prefixed(_blocks(item), mark, " " * len(mark)))
        number += 1
    return "\n".join(items)


def _table(element: _Element) -> str:
    rows = [
        [_blocks(cell).replace("\\\n", " ").replace("\n", " ") for cell in row.within("td", "th")]
        for row in element.within("tr")
    ]
    width = max((len(row) for row in rows), default=0)
    if not width:
        return ""
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
    lines.insert(1, f"|{' --- |' * width}")
    captions = [_line(caption) for caption in element.within("caption")]
    return "\n\n".join([*filter(None, captions), "\n".join(lines)])


def _line(element: _Element) -> str:
    return _inline(element).strip().removesuffix("\\").strip()


def _inline(element: _Element) -> str:
    return "".join(
        escaped(_SPACES.sub(" ", part)) if isinstance(part, str) else _marked(part)
        for part in element.parts
    )


def _marked(element: _Element) -> str:
    if element.name == "br":
        return "\\\n"
    if element.name == "code":
        text = _SPACES.sub(" ", element.text())
        ticks = "`" * (_longest_run(text) + 1)
        return f"{ticks} {text.strip()} {ticks}" if "`" in text else f"{ticks}{text}{ticks}"
    inner = _inline(element)
    words = inner.strip()
    if not words:
        return inner
    # Marks must touch the words they mark; the spaces stand outside.
    before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    marks = {"strong": "**", "em": "*"}.get(element.name, "")
    if element.name == "a":
        words = f"[{words}](<{element.attributes.get('href', '').translate(_IN_ADDRESS)}>)"
    return f"{before}{marks}{words}{marks}{after}"


_IN_ADDRESS = str.maketrans({"<": "%3C", ">": "%3E", "\n": "", "\\": "%5C"})


def _prefixed(text: str, first: str, others: str) -> str:
    lines = text.split("\n")
    rest = [f"{others}{line}".rstrip() for line in lines[1:]]
    return "\n".join([f"{first}{lines[0]}".rstrip(), *rest])


def _longest_run(text: str) -> int:
    return max(map(len, _TICKS.findall(text)), default=0)
