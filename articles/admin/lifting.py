"""Boilerplate in a form's text, and its way into the fields that it belongs to.

Nothing moves by itself: it is offered, and moved for who asks for it. Nothing is saved here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from articles.admin.body_text import parse_body
from articles.admin.conflict import label_of
from articles.admin.content_texts import comparable
from articles.exchange.boilerplate import KINDS, Boilerplate, find_boilerplate, lift_boilerplate
from articles.exchange.sentence import joined
from articles.text.cleaning import TextRefused

LIFT: Final = "lift"
"""The value of the button, beside those of verbs; it performs none."""

_ONE_NAME = ("source", "column_editor")


@dataclass(frozen=True, slots=True)
class Offer:
    """What could be moved: `value` as it stands in the text, `has` what the field holds already."""

    kind: str
    label: str
    value: str
    has: str


def offers_in(texts: Mapping[str, str]) -> list[Offer]:
    """Return what could be moved out of a form's text. Raises TextRefused."""
    return [
        Offer(
            kind=each.kind,
            label=_label(each.kind),
            value=each.text,
            has=" · ".join(texts.get(each.kind, "").splitlines()),
        )
        for each in find_boilerplate(_blocks(texts), get_current_timezone())
    ]


def lifted_texts(texts: Mapping[str, str], kinds: Iterable[str] = KINDS) -> dict[str, str]:
    """Return the fields of a form that change when some kinds are moved. Raises TextRefused.

    What a field holds stays: keywords and sentences are added to it, a name is not replaced. The
    line with source and date also goes into the note, for no field of the words holds a date.
    """
    zone = get_current_timezone()
    blocks = _blocks(texts)
    wanted = [each for each in find_boilerplate(blocks, zone) if each.kind in set(kinds)]
    if not wanted:
        return {}
    changed: dict[str, str] = {}
    for found in wanted:
        for name, value in _values(found).items():
            changed[name] = _together(name, changed.get(name, texts.get(name, "")), value)
    rest = lift_boilerplate(blocks, zone, [found.kind for found in wanted])
    return {"body": "\n\n".join(rest), **changed}


def lifted_form(posted: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """Return the fields that change when all is moved, and what is told of it."""
    try:
        moved = offers_in(posted)
        changed = lifted_texts(posted)
    except TextRefused as refusal:
        return {}, str(refusal)
    if not moved:
        return {}, _("Nothing in the text looks as if it belonged into a field of its own.")
    names = [offer.label for offer in moved]
    return changed, _(
        "Moved out of the text, and not saved yet: %(fields)s. Look at the fields, then save."
    ) % {"fields": _(", ").join(names)}


def _label(kind: str) -> str:
    return _("Source and date") if kind == "source" else label_of(kind)


def _blocks(texts: Mapping[str, str]) -> list[str]:
    typed = comparable("body", texts.get("body", ""))
    return [paragraph.html for paragraph in parse_body(typed, ())]


def _values(found: Boilerplate) -> dict[str, str]:
    if found.kind != "source":
        return found.values
    return {**found.values, "note": _("The text said: “%(line)s”.") % {"line": found.text}}


def _together(name: str, has: str, value: str) -> str:
    has = has.replace("\r\n", "\n").strip()
    if name == "keywords":
        lines = [line.strip() for line in (*has.split("\n"), *value.split("\n"))]
        return "\n".join(dict.fromkeys(line for line in lines if line))
    if not has:
        return value
    return has if name in _ONE_NAME or value in has else joined([has, value])
