"""Two people wrote from the same revision: what each has now, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from articles.admin.content_form import ContentForm
from articles.admin.content_texts import comparable
from articles.models import Revision


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which the second one's text is not what the head says now."""

    name: str
    label: str
    mine: str
    theirs: str
    changed_by_both: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """Everything that the second one has to see before he may save over the head."""

    head: Revision
    differences: tuple[Difference, ...]
    adopted: tuple[str, ...]
    shown: Mapping[str, str]


def compare(
    *, seen: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str], head: Revision
) -> Conflict:
    """Compare one's own texts with the head's; `seen` is what one began from.

    A field that one left alone takes the head's text: saving must not turn the other's work back.
    """
    shown = {}
    differences = []
    adopted = []
    for name in seen:
        before, own, other = (comparable(name, texts[name]) for texts in (seen, mine, theirs))
        shown[name] = other if own == before else own
        if shown[name] != other:
            differences.append(
                Difference(name, label_of(name), own, other, changed_by_both=other != before)
            )
        elif own != other:
            adopted.append(label_of(name))
    return Conflict(head, tuple(differences), tuple(adopted), shown)


def label_of(name: str) -> str:
    """Return how the form calls a field of the content or of the form."""
    field = ContentForm.base_fields.get(name)
    return str(field.label) if field else name
