"""Two people changed the same place: what each wrote there, and what is to be saved of it.

Everything follows from two revisions and the words that were sent, so the page that asks can be
answered without the server having remembered anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.admin.content_form import ContentForm
from articles.admin.content_texts import COVER, MANY_LINES, comparable, texts_of
from articles.admin.figure_lines import parse_figures, print_figures
from articles.content import Content, Figure, Paragraph
from articles.editorial import ChangeClass
from articles.models import Revision
from articles.text.both_sides import pieces_of_paragraphs
from articles.text.merging import MergeConflict, merge_sequence, merge_value

THEIRS, MINE, BOTH, OWN = "theirs", "mine", "both", "own"
COVER_LINE = "cover"
"""All that is said about the cover, as one line: its parts belong to one picture."""

ROWS = frozenset({"leads", "keywords", "related", "figures"})
"""Fields that are a row of lines, merged line by line."""

ONE_VALUE = frozenset(
    {"author", "column_editor", "reading_minutes_override", "change_class", COVER_LINE}
)
"""Fields in which both texts, one after the other, say nothing."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One place that both changed. `own` is the text of one's own that stands in its box."""

    key: str
    label: str
    mine: str
    theirs: str
    both: str | None
    picked: str = ""
    own: str = ""
    error: str = ""

    @property
    def text(self) -> str:
        """What was picked."""
        return {THEIRS: self.theirs, MINE: self.mine, BOTH: self.both or ""}.get(
            self.picked, self.own
        )

    @property
    def offers_own(self) -> bool:
        """Whether a text can be typed; a kind of change is picked from a list."""
        return self.key != "change_class"

    @property
    def shown_mine(self) -> str:
        """One's own text as it is shown."""
        return _shown(self.key, self.mine)

    @property
    def shown_theirs(self) -> str:
        """The other's text as it is shown."""
        return _shown(self.key, self.theirs)

    @property
    def keeps_mine(self) -> bool:
        """Whether all of one's own text goes into what is saved."""
        return self.picked in (MINE, BOTH)


def saved_meanwhile(head: Revision) -> str:
    """Return the sentence that says whose save came first."""
    return _("%(name)s saved revision %(number)s while you were writing.") % {
        "name": head.author.name(),
        "number": head.number,
    }


@dataclass(frozen=True, slots=True)
class Conflict:
    """What differs between one's own text, begun from `base`, and the `head` of another."""

    base: Revision
    head: Revision
    parts: Mapping[str, tuple[str | Choice, ...]]
    adopted: tuple[str, ...] = field(default=())

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The places to decide about, in the order of the form."""
        return tuple(
            part for parts in self.parts.values() for part in parts if isinstance(part, Choice)
        )

    @property
    def is_decided(self) -> bool:
        """Whether something was picked everywhere."""
        return all(choice.picked and not choice.error for choice in self.choices)

    @property
    def keeps_mine(self) -> bool:
        """Whether nothing of one's own text was given up."""
        return all(choice.keeps_mine for choice in self.choices)

    def texts(self) -> dict[str, str]:
        """Return the fields of the form as they were decided."""
        texts = {}
        for name, parts in self.parts.items():
            words = [part if isinstance(part, str) else part.text for part in parts]
            between = "\n\n" if name == "body" else ""
            texts[name] = between.join(word for word in words if word)
        cover = texts.pop(COVER_LINE)
        return {**texts, **_cover_texts(parse_figures(cover))}


def lay_out(
    *,
    base: Revision,
    head: Revision,
    start: Content,
    mine: ContentForm,
    theirs: Content,
    clashing: Sequence[str] = (),
    posted: Mapping[str, str] | None = None,
) -> Conflict:
    """Lay one's own valid form beside what a form on the head starts from.

    `start` is what one's own form began from; `clashing` are fields of the content that must be
    decided although their texts seem to merge; `posted` holds what was picked on the page before.
    """
    language = mine.language
    texts = {
        "start": {**mine.start_texts, COVER_LINE: _line(start.cover)},
        "mine": {**mine.start_texts, **mine.data, COVER_LINE: _line(mine.cover())},
        "theirs": {**texts_of(theirs, language), COVER_LINE: _line(theirs.cover)},
    }
    picked = posted or {}
    parts: dict[str, tuple[str | Choice, ...]] = {}
    adopted = []
    for name in _names(mine):
        before, own, other = (comparable(name, side[name]) for side in texts.values())
        forced = name in clashing
        if name == "body" and own != before:
            bodies = (start.body, mine.cleaned_data["body"], theirs.body)
            parts[name] = _body(*bodies, picked=picked, forced=forced)
        else:
            parts[name] = (_text(name, before, own, other, picked=picked, forced=forced),)
        if own == before != other:
            adopted.append(label_of(name))
    return Conflict(base, head, parts, tuple(adopted))


def label_of(name: str) -> str:
    """Return how the desk calls a field of the content or of the form."""
    if name == COVER_LINE:
        return _("Cover")
    form_field = ContentForm.base_fields.get(name)
    return str(form_field.label) if form_field else name


def class_label(value: str) -> str:
    """Return how the desk calls a kind of change; what is none stands as it is."""
    return str(ChangeClass(value).label) if value in ChangeClass.values else value


def _names(form: ContentForm) -> list[str]:
    parts = {f"cover_{part}" for part in COVER}
    return [*(name for name in form.fields if name not in parts), COVER_LINE]


def _text(
    name: str, before: str, mine: str, theirs: str, *, picked: Mapping[str, str], forced: bool
) -> str | Choice:
    """Merge a field, or make a choice of it."""
    if not forced or mine == theirs:
        try:
            if name in ROWS:
                lines = (tuple(each.split("\n")) for each in (before, mine, theirs))
                return "\n".join(merge_sequence(*lines)).strip("\n")
            return merge_value(before, mine, theirs)
        except MergeConflict:
            pass
    return _answered(Choice(name, label_of(name), mine, theirs, _both(name, mine, theirs)), picked)


def _both(name: str, mine: str, theirs: str) -> str | None:
    if name in ONE_VALUE or not mine or not theirs:
        return None
    if name in ROWS:
        others = theirs.split("\n")
        return "\n".join([*others, *(each for each in mine.split("\n") if each not in others)])
    return f"{theirs}\n\n{mine}" if name in MANY_LINES else f"{theirs} {mine}"


def _body(
    start: tuple[Paragraph, ...],
    mine: tuple[Paragraph, ...],
    theirs: tuple[Paragraph, ...],
    *,
    picked: Mapping[str, str],
    forced: bool,
) -> tuple[str | Choice, ...]:
    pieces = pieces_of_paragraphs(*(_pairs(side) for side in (start, mine, theirs)))
    if forced and all(piece.is_agreed for piece in pieces):
        # Whole, then: two choices about one moved paragraph could lose it.
        label = label_of("body")
        others = _pairs(theirs)
        both = _html((*others, *(each for each in _pairs(mine) if each not in others)))
        sides = (_html(_pairs(mine)), _html(_pairs(theirs)))
        return (_answered(Choice("body-1", label, *sides, both), picked),)
    parts: list[str | Choice] = []
    for place, piece in enumerate(pieces, start=1):
        if piece.is_agreed:
            parts.append(_html(piece.mine))
            continue
        choice = Choice(
            f"body-{place}",
            _("Text, place %(number)s") % {"number": place},
            _html(piece.mine),
            _html(piece.theirs),
            _html(piece.both()) if piece.mine and piece.theirs else None,
        )
        parts.append(_answered(choice, picked))
    return tuple(parts)


def _answered(choice: Choice, posted: Mapping[str, str]) -> Choice:
    """Return the choice with what was picked and typed, and with what is wrong about it."""
    key = choice.key
    picked = posted.get(f"pick-{key}", "")
    allowed = {THEIRS, MINE} | ({BOTH} if choice.both is not None else set())
    if choice.offers_own:
        allowed.add(OWN)
    if picked not in allowed:
        picked = ""
    before = comparable("body", choice.mine)
    own = comparable("body", posted.get(f"own-{key}", choice.mine))
    error = ""
    if posted and not picked:
        error = _("Pick one of the texts.")
    elif picked not in ("", OWN) and own != before:
        error = _("You wrote a text of your own: pick it, or take its words away again.")
    elif key == COVER_LINE and picked == OWN:
        error = _wrong_cover(own)
    return Choice(key, choice.label, choice.mine, choice.theirs, choice.both, picked, own, error)


def _wrong_cover(line: str) -> str:
    try:
        figures = parse_figures(line)
    except ValidationError as error:
        return " ".join(error.messages)
    return _("There is one cover: write one line.") if len(figures) > 1 else ""


def _shown(key: str, text: str) -> str:
    return class_label(text) if key == "change_class" else text


def _line(cover: Figure | None) -> str:
    return print_figures([cover] if cover else [])


def _cover_texts(figures: Sequence[Figure]) -> dict[str, str]:
    if not figures:
        return {f"cover_{part}": "" for part in COVER}
    return {f"cover_{part}": str(getattr(figures[0], part)) for part in COVER}


def _pairs(body: tuple[Paragraph, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((each.id, each.html) for each in body)


def _html(pairs: Sequence[tuple[str, str]]) -> str:
    return "\n\n".join(html for _name, html in pairs)
