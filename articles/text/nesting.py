"""HTML written anew, well nested: the linear pass before nh3, whose cost grows with the square
of the nesting depth.

Whatever comes in, what goes out holds only elements and attributes of the policy, every one
closed, none where HTML forbids it. Words and their order are kept. Elements that are no part of
the policy are left out; where such an element began or ended a line, a paragraph does.
"""

from collections import Counter
from collections.abc import Set
from html import escape, unescape

from articles.text.links import is_safe_link
from articles.text.policy import ATTRIBUTES, BLOCKS, MARKS, RENAMED
from articles.text.refusal import MAX_BYTES, MAX_DEPTH, too_deep, too_long
from articles.text.tags import BLOCK, VOID, Token, attributes_of, read_tokens

_LISTS = frozenset({"ul", "ol"})
_HEADINGS = frozenset({"h2", "h3", "h4"})
_LINE_ONLY = _HEADINGS | {"pre", "figcaption", "caption"}
_TABLE_PARTS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_FLOW = frozenset({"blockquote", "li", "figure"}) | _CELLS
_HOLDING_TEXT = _FLOW | _LINE_ONLY | {"p"}

_PARENTS: dict[str, frozenset[str]] = {
    "li": _LISTS,
    "figcaption": frozenset({"figure"}),
    "caption": frozenset({"table"}),
    "tr": frozenset({"table"}) | _TABLE_PARTS,
    **dict.fromkeys(_TABLE_PARTS, frozenset({"table"})),
    **dict.fromkeys(_CELLS, frozenset({"table", "tr"}) | _TABLE_PARTS),
}
"""Where an element may stand; those not named here stand anywhere."""

# HTML lets writers leave out these end tags, so a hundred of them are not a hundred levels.
_SELF_ENDING = frozenset({"p", "li", "dt", "dd", "tr", "option"}) | _CELLS | _TABLE_PARTS

# No words: XML, and so every feed, forbids most of them.
_CONTROLS: dict[int, str | None] = {
    code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (9, 10)
}
_CONTROLS.update(dict.fromkeys(map(ord, "\v\f\r\x85"), "\n"))


def well_nested(html: str) -> str:
    """Return `html` with the policy's elements only, well nested.

    Raises TextRefused where more than MAX_DEPTH elements stand inside one another, also of those
    that are left out, or where more than MAX_BYTES would come out.
    """
    writer = _Writer()
    unended: Counter[str] = Counter()
    depth = 0
    for token in read_tokens(html):
        if not token.name:
            writer.write(unescape(token.source).translate(_CONTROLS))
            continue
        name = RENAMED.get(token.name, token.name)
        step = _step(token, unended)
        unended[name] += step
        depth += step
        if depth > MAX_DEPTH:
            raise too_deep()
        if token.is_end:
            writer.end(name)
        else:
            writer.start(name, token)
    return writer.finish()


def _step(tag: Token, unended: Counter[str]) -> int:
    """Return 1 for a tag that goes one level deeper, -1 for one that comes back."""
    if tag.name in VOID or tag.name in _SELF_ENDING or tag.source.endswith("/>"):
        return 0
    if not tag.is_end:
        return 1
    return -1 if unended[RENAMED.get(tag.name, tag.name)] else 0


class _Writer:
    """Writes elements as they come, supplying ends and parents that are missing.

    `marks` are the marks that the next text shall have, `written` those that are open in the
    output; the two are brought together before text, and all marks end where a block does.
    """

    def __init__(self) -> None:
        self.output: list[str] = []
        self.length = 0
        self.blocks: list[str] = []
        self.marks: dict[str, str] = {}
        self.written: list[tuple[str, str]] = []
        self.depths: Counter[str] = Counter()
        self.breaks = False

    def start(self, name: str, tag: Token) -> None:
        if name in MARKS:
            self._start_mark(name, tag)
        elif name == "br":
            self._write_break()
        elif name == "hr":
            self._make_room("hr")
            self._emit("<hr>")
        elif name in BLOCKS and not (name == "p" and self._top in _LINE_ONLY):
            if self._make_room(name):
                self._open(name, _attributes(name, tag))
        elif name in BLOCK:
            self._break_line()

    def end(self, name: str) -> None:
        if name in MARKS:
            self._end_mark(name)
        elif name in BLOCKS and self._close_down_to(_HEADINGS if name in _HEADINGS else {name}):
            self._close()
        elif name in BLOCK:
            self._break_line()

    def write(self, text: str) -> None:
        if self.output and self.output[-1] == "<pre>":
            text = text.lstrip("\n")  # HTML drops the first line end there, each time it is read
        is_blank = not text.strip(" \t\n")
        if not text or (is_blank and (self.breaks or self._top not in _HOLDING_TEXT)):
            return
        self._begin_line()
        self._emit(escape(text, quote=False))

    def finish(self) -> str:
        while self.blocks:
            self._close()
        return "".join(self.output)

    def _emit(self, source: str) -> None:
        self.output.append(source)
        self.length += len(source)
        if self.length > MAX_BYTES:  # a link of 2,000 characters, begun anew in every paragraph
            raise too_long()

    @property
    def _top(self) -> str:
        return self.blocks[-1] if self.blocks else ""

    def _start_mark(self, name: str, tag: Token) -> None:
        if name == "a":
            address = attributes_of(tag).get("href", "").strip()
            self.marks.pop("a", None)
            if is_safe_link(address):
                self.marks["a"] = f' href="{escape(address)}"'
        else:
            self.depths[name] += 1
            self.marks.setdefault(name, "")

    def _end_mark(self, name: str) -> None:
        self.depths[name] = max(0, self.depths[name] - 1)
        if not self.depths[name]:
            self.marks.pop(name, None)

    def _write_break(self) -> None:
        if self._top in _HOLDING_TEXT and not self.breaks:
            self._begin_line()
            self._emit("<br>")
        else:
            self._break_line()

    def _break_line(self) -> None:
        """Here a line ends, without an element that says so."""
        self._end_marks()
        if self._top == "p":
            self._close()
        self.breaks = bool(self.blocks)

    def _begin_line(self) -> None:
        """Make sure that text may follow: in a paragraph or cell, with the marks it shall have."""
        self._enter_item()
        if not self.blocks or (self.breaks and self._top in _FLOW):
            self._open("p", "")
        elif self.breaks and not self.output[-1].startswith(f"<{self._top}"):
            self._emit("\n" if self._top == "pre" else " ")
        self.breaks = False
        wanted = list(self.marks.items())
        same = 0
        while self.written[same : same + 1] == wanted[same : same + 1] != []:
            same += 1
        self._end_marks(keep=same)
        for name, attributes in wanted[same:]:
            self._emit(f"<{name}{attributes}>")
        self.written += wanted[same:]
        if len(self.blocks) + len(self.written) > MAX_DEPTH:
            raise too_deep()

    def _end_marks(self, keep: int = 0) -> None:
        while len(self.written) > keep:
            self._emit(f"</{self.written.pop()[0]}>")

    def _make_room(self, name: str) -> bool:
        """Close and open what must be closed and open for `name`; False where it cannot stand."""
        if name in _PARENTS:
            if not self._close_down_to(_PARENTS[name]):
                self._break_line()
                return False
            if name == "tr" and self._top == "table":
                self._open("tbody", "")
            elif name in _CELLS and self._top != "tr":
                self._enter_row()
            return True
        self._end_marks()
        if self._top == "p" or self._top in _LINE_ONLY:
            self._close()
        self._enter_item()
        return True

    def _enter_item(self) -> None:
        """Text and blocks stand in the items of a list and the cells of a table, not between."""
        if self._top in _LISTS:
            self._open("li", "")
        elif self._top == "tr" or self._top == "table" or self._top in _TABLE_PARTS:
            self._enter_row()
            self._open("td", "")

    def _enter_row(self) -> None:
        if self._top == "table":
            self._open("tbody", "")
        if self._top in _TABLE_PARTS:
            self._open("tr", "")

    def _close_down_to(self, names: Set[str]) -> bool:
        """Close what is inside the innermost of `names`, within the same table."""
        reach = next((n for n, each in enumerate(reversed(self.blocks)) if each in names), None)
        if reach is None:
            return False
        inside = self.blocks[len(self.blocks) - reach :]
        if "table" in inside:
            return False
        for _each in inside:
            self._close()
        self._end_marks()
        return True

    def _open(self, name: str, attributes: str) -> None:
        self._end_marks()
        self._emit(f"<{name}{attributes}>")
        self.blocks.append(name)
        self.breaks = False
        if len(self.blocks) > MAX_DEPTH:
            raise too_deep()

    def _close(self) -> None:
        self._end_marks()
        self._emit(f"</{self.blocks.pop()}>")
        self.breaks = False


def _attributes(name: str, tag: Token) -> str:
    allowed = ATTRIBUTES.get(name)
    if not allowed:
        return ""
    return "".join(
        f' {key}="{escape(value)}"'
        for key, value in attributes_of(tag).items()
        if key in allowed and allowed[key].fullmatch(value)
    )
