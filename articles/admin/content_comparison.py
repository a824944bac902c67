"""Two contents, field by field, as the desk shows what changed from one to the other."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple, TypeVar

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.admin.conflict import class_label, label_of
from articles.admin.content_names import Names
from articles.admin.marked_text import marked
from articles.content import TEXT_FIELDS, Content, Figure, Paragraph, Related, changed_fields
from articles.models import Image, LinkOrigin
from articles.text.amount import Amount, amount_of_change
from articles.text.comparison import Change, Part, compare_html, compare_text, replaced
from articles.text.markup import plain_text
from articles.text.paragraphs import attach_ids
from articles.text.row_comparison import Row, compare_rows
from articles.text.tags import BLOCK, read_tokens

T = TypeVar("T")

READ_BY_WORD = frozenset(
    {"title", "credit_line", "copyright", "seo_title", "seo_description", "notice_text"}
)
"""Single texts in which a change is a change of words; others are replaced as a whole."""

_UNSAID = frozenset({"p", "br"})
"""Tags that are no news where a paragraph came or went; a new line shows them well enough."""


class State(StrEnum):
    """What became of a line."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    LEFT = "left"  # it moved: this is where it was
    ARRIVED = "arrived"  # and this is where it is


class Stretch(NamedTuple):
    """A part of a line on the screen; `is_tag`: markup, shown as its source."""

    change: Change
    text: str
    is_tag: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that belongs to a line, such as a picture's caption."""

    label: str
    stretches: tuple[Stretch, ...]

    @property
    def html(self) -> SafeString:
        """The fact as the page shows it."""
        return marked(self.stretches)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, a keyword, a link, a picture, or a field's only value.

    `words` is the line as it is now, by which a reviewer's tick knows it; empty if it is gone.
    """

    state: State
    stretches: tuple[Stretch, ...]
    words: str = ""
    image: Image | None = None
    facts: tuple[Fact, ...] = ()

    @property
    def html(self) -> SafeString:
        """The line as the page shows it."""
        return marked(self.stretches)

    @property
    def label(self) -> str:
        """What became of it as a whole, in a word; empty where its words say it."""
        match self.state:
            case State.ADDED:
                return _("newly added")
            case State.REMOVED:
                return _("taken out")
            case State.LEFT:
                return _("was here, moved")
            case State.ARRIVED:
                return _("moved here")
        return ""

    @property
    def is_same(self) -> bool:
        """Whether nothing became of it."""
        return self.state == State.SAME


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that follow each other and are all the same, or all not."""

    is_same: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FieldComparison:
    """A field of the content with its lines."""

    name: str
    label: str
    lines: tuple[Line, ...]

    @property
    def is_same(self) -> bool:
        """Whether the field did not change."""
        return all(line.is_same for line in self.lines)

    @property
    def groups(self) -> list[Group]:
        """The lines in runs, so that a page can fold what stayed."""
        runs = groupby(self.lines, key=lambda line: line.is_same)
        return [Group(is_same, tuple(lines)) for is_same, lines in runs]


def compare_contents(before: Content, after: Content, names: Names) -> list[FieldComparison]:
    """Return every field that has something in either content, in the order of `Content`."""
    return [
        FieldComparison(name, label_of(name), lines)
        for name, lines in _lines(before, after, names)
        if lines
    ]


def changed_labels(before: Content, after: Content) -> list[str]:
    """Return how the desk calls the fields that differ."""
    return [label_of(name) for name in changed_fields(before, after)]


def amount_between(before: Content, after: Content) -> Amount:
    """Return how many words and Han characters came and went, in the fields that are text."""
    amount = Amount()
    for name in TEXT_FIELDS:
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        if name == "body":
            kept = {each.html for each in old} & {each.html for each in new}
            old, new = (
                [plain_text(each.html) for each in side if each.html not in kept]
                for side in (old, new)
            )
        elif isinstance(old, str):
            old, new = [old], [new]
        amount += amount_of_change(old, new)
    return amount


def _lines(before: Content, after: Content, names: Names) -> Iterator[tuple[str, tuple[Line, ...]]]:
    whole: dict[str, Callable[[Content], str]] = {
        "source": lambda content: content.source,
        "author": lambda content: names.person(content.author),
        "column_editor": lambda content: names.person(content.column_editor),
        "reading_minutes_override": lambda content: str(content.reading_minutes_override or ""),
        "change_class": lambda content: class_label(content.change_class),
    }
    for name in Content.__dataclass_fields__:
        if name in READ_BY_WORD:
            old, new = getattr(before, name), getattr(after, name)
            yield name, _only_line(compare_text(old, new), new)
        elif name in whole:
            old, new = whole[name](before), whole[name](after)
            yield name, _only_line(replaced(old, new), new)
        else:
            yield name, tuple(_rows(name, before, after, names))


def _rows(name: str, before: Content, after: Content, names: Names) -> Iterator[Line]:
    match name:
        case "leads":
            for lead in compare_rows(*_leads(before, after), lambda pair: pair[0]):
                yield _text_line(lead, lambda pair: pair[1], compare_text)
        case "body":
            for paragraph in compare_rows(before.body, after.body, lambda each: each.id):
                yield _body_line(paragraph)
        case "keywords":
            for keyword in compare_rows(before.keywords, after.keywords, lambda key: key):
                yield _text_line(keyword, names.keyword, replaced)
        case "related":
            for link in compare_rows(before.related, after.related, _same_link):
                yield _with_origin(_text_line(link, names.related, compare_text), link)
        case "cover" | "figures":
            old, new = _figures(before, name), _figures(after, name)
            for figure in compare_rows(old, new, lambda each: each.image):
                yield _figure_line(figure, names)


def _only_line(parts: tuple[Part, ...], words: str) -> tuple[Line, ...]:
    if not parts:
        return ()
    return (Line(_state_of(parts), _stretches(parts), words),)


def _state_of(parts: Iterable[Part]) -> State:
    changes = {part.change for part in parts}
    if len(changes) > 1:
        return State.CHANGED
    return State(str(next(iter(changes), Change.SAME)))


def _leads(before: Content, after: Content) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Give leads ids as paragraphs have them, so that an edited one is known again."""
    old = [(str(number), lead) for number, lead in enumerate(before.leads)]
    return old, list(attach_ids(old, after.leads))


def _same_link(link: Related) -> tuple[object, ...]:
    return (link.target or link.address or link.title,)


def _figures(content: Content, name: str) -> tuple[Figure, ...]:
    if name == "figures":
        return content.figures
    return (content.cover,) if content.cover else ()


def _text_line(
    row: Row[T], text_of: Callable[[T], str], compare: Callable[[str, str], tuple[Part, ...]]
) -> Line:
    before = "" if row.before is None else text_of(row.before)
    after = "" if row.after is None else text_of(row.after)
    if row.moved and row.after is None:
        return Line(State.LEFT, _stretches((Part(Change.SAME, before),)))
    parts = compare(before, after)
    state = State.ARRIVED if row.moved else _state_of(parts)
    return Line(state, _stretches(parts), after)


def _with_origin(line: Line, row: Row[Related]) -> Line:
    """Say where a link comes from, if only that changed: its words would look untouched."""
    if row.before is None or row.after is None or row.before.origin == row.after.origin:
        return line
    labels = [str(LinkOrigin(link.origin).label) for link in (row.before, row.after)]
    state = State.CHANGED if line.is_same else line.state
    fact = Fact(_("Origin"), _stretches(replaced(*labels)))
    return replace(line, state=state, facts=(fact,))


def _body_line(row: Row[Paragraph]) -> Line:
    before = row.before.html if row.before else ""
    after = row.after.html if row.after else ""
    if row.moved and row.after is None:
        return Line(State.LEFT, _markup_stretches((Part(Change.SAME, before),)))
    parts = compare_html(before, after)
    state = State.ARRIVED if row.moved else _state_of(parts)
    return Line(state, _markup_stretches(parts), after)


def _figure_line(row: Row[Figure], names: Names) -> Line:
    some = row.after or row.before
    assert some is not None, "a row has one of its sides"
    image = names.image(some.image)
    title = f"{some.image}: {image}" if image else str(some.image)
    if row.moved and row.after is None:
        return Line(State.LEFT, _stretches((Part(Change.SAME, title),)), image=image)
    facts = tuple(_figure_facts(row.before, row.after))
    if row.before is None or row.after is None:
        state, change = (
            (State.ADDED, Change.ADDED) if row.before is None else (State.REMOVED, Change.REMOVED)
        )
    else:
        state = State.SAME if row.before == row.after else State.CHANGED
        change = Change.SAME
    if row.moved:
        state = State.ARRIVED
    return Line(state, (Stretch(change, title),), str(row.after or ""), image, facts)


def _figure_facts(before: Figure | None, after: Figure | None) -> Iterator[Fact]:
    for part, label in (
        ("alt", _("Description")),
        ("caption", _("Caption")),
        ("credit", _("Credit")),
    ):
        parts = compare_text(getattr(before, part, ""), getattr(after, part, ""))
        if parts:
            yield Fact(label, _stretches(parts))
    point = replaced(_focal_point(before), _focal_point(after))
    if before is not None and after is not None and len(point) > 1:
        yield Fact(_("Focal point"), _stretches(point))


def _focal_point(figure: Figure | None) -> str:
    return f"{figure.focal_x}, {figure.focal_y}" if figure else ""


def _stretches(parts: Iterable[Part]) -> tuple[Stretch, ...]:
    return tuple(Stretch(part.change, _visible(part.change, part.text)) for part in parts)


def _visible(change: Change, text: str) -> str:
    """Make a change of spaces alone visible."""
    if change == Change.SAME or not text.isspace():
        return text
    return text.replace("\n", "⏎\n").replace(" ", "␣")


def _markup_stretches(parts: tuple[Part, ...]) -> tuple[Stretch, ...]:
    """Return HTML as words to read; markup shows where it changed, or has no words in it."""
    stretches: list[Stretch] = []
    is_whole = len(parts) == 1
    for change, source in parts:
        for name, is_end, token in read_tokens(source):
            if not name:
                stretches.append(Stretch(change, _visible(change, html.unescape(token))))
            elif change != Change.SAME and not (is_whole and name in _UNSAID):
                stretches.append(Stretch(change, token, is_tag=True))
            elif name == "br" or (name in BLOCK and is_end):
                stretches.append(Stretch(change, "\n"))
    while stretches and stretches[-1].text == "\n" and not stretches[-1].is_tag:
        stretches.pop()
    if not stretches:
        return tuple(Stretch(change, source, is_tag=True) for change, source in parts)
    return tuple(stretches)
