"""Merging two contents that grew from the same one, field by field, the body by paragraphs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from django.utils.translation import gettext as _

from articles.content import Content, Figure, Paragraph
from articles.text.merging import MergeConflict, merge_paragraphs, merge_sequence, merge_value


class ContentConflict(Exception):
    """Both sides changed the same thing differently; `names` are the fields."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        super().__init__(self.reason)

    @property
    def reason(self) -> str:
        """The sentence for the person whose text could not be merged."""
        return _("Both texts changed the same place: %(fields)s.") % {
            "fields": ", ".join(self.names)
        }


def merge(base: Content, ours: Content, theirs: Content) -> Content:
    """Return the content with both sides' changes; raises ContentConflict where they clash."""
    merged: dict[str, Any] = {}
    conflicts = []
    for each in fields(Content):
        name = each.name
        way = _WAYS.get(name, merge_value)
        try:
            merged[name] = way(getattr(base, name), getattr(ours, name), getattr(theirs, name))
        except MergeConflict:
            conflicts.append(name)
    if conflicts:
        raise ContentConflict(tuple(conflicts))
    return Content(**merged)


def _merge_body(
    base: tuple[Paragraph, ...], ours: tuple[Paragraph, ...], theirs: tuple[Paragraph, ...]
) -> tuple[Paragraph, ...]:
    merged = merge_paragraphs(*(_pairs(side) for side in (base, ours, theirs)))
    return tuple(Paragraph(id=key, html=html) for key, html in merged)


def _merge_cover(base: Figure | None, ours: Figure | None, theirs: Figure | None) -> Figure | None:
    """Merge what is said about one picture part by part; another picture is another thing."""
    if base is None or ours is None or theirs is None:
        return merge_value(base, ours, theirs)
    if not base.image == ours.image == theirs.image:
        return merge_value(base, ours, theirs)
    parts = {
        each.name: merge_value(*(getattr(side, each.name) for side in (base, ours, theirs)))
        for each in fields(Figure)
    }
    return Figure(**parts)


def _pairs(body: tuple[Paragraph, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((each.id, each.html) for each in body)


_WAYS: dict[str, Callable[[Any, Any, Any], Any]] = {
    "body": _merge_body,
    "cover": _merge_cover,
    "leads": merge_sequence,
    "keywords": merge_sequence,
    "related": merge_sequence,
    "figures": merge_sequence,
}
