"""Findings as the desk shows them: field, the place in its words, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from django.utils.functional import Promise

from articles.admin.conflict import label_of
from articles.admin.mended_form import Mender
from articles.editorial import Dossier
from articles.editorial.gates import BLOCKING, action_of
from articles.models import Dismissal, GateAction
from articles.text.codes import CODES
from articles.text.findings import Finding

MOST_SHOWN = 100  # whoever has more knows what is wrong
AROUND = 30  # characters of context on each side: enough to find the place by eye
WHY = "why-"
"""What the name of a dismissal's reason begins with, before the finding's key."""

_FORM_FIELD = {"cover": "cover_alt"}  # the content's name, and the form's


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding with the words around its place, what it does here, and who set it aside."""

    finding: Finding
    key: str
    label: str
    name: str | Promise
    before: str
    place: str
    after: str
    action: GateAction
    can_mend: bool
    dismissal: Dismissal | None
    why: str  # a reason that was typed, but not taken

    @property
    def blocks(self) -> bool:
        """Whether it stands in the way of submitting or publishing."""
        return self.action in BLOCKING and self.dismissal is None


def shown_findings(dossier: Dossier, posted: Mapping[str, str]) -> list[ShownFinding]:
    """Return what the checks say of an article's newest words, but for what its column ignores.

    At most MOST_SHOWN of them.
    """
    gates = dossier.article.column.gates
    told = (each for each in dossier.findings if action_of(each.code, gates) != GateAction.IGNORE)
    mender = Mender(dossier.content)
    return [_shown(each, dossier, mender, posted) for each in islice(told, MOST_SHOWN)]


def open_by_field(shown: Iterable[ShownFinding]) -> dict[str, list[ShownFinding]]:
    """Return the findings that nobody set aside, by the form's field beside which they stand."""
    fields: dict[str, list[ShownFinding]] = {}
    for each in shown:
        if each.dismissal is None:
            name = _FORM_FIELD.get(each.finding.field, each.finding.field)
            fields.setdefault(name, []).append(each)
    return fields


def _shown(
    finding: Finding, dossier: Dossier, mender: Mender, posted: Mapping[str, str]
) -> ShownFinding:
    text = dossier.text_of(finding.field)
    start, end = finding.start, finding.end
    key = dossier.key_of(finding)
    return ShownFinding(
        finding=finding,
        key=key,
        label=label_of(finding.field),
        name=CODES[finding.code][1],
        before=("…" if start > AROUND else "") + text[max(0, start - AROUND) : start],
        place=text[start:end],
        after=text[end : end + AROUND] + ("…" if len(text) > end + AROUND else ""),
        action=action_of(finding.code, dossier.article.column.gates),
        can_mend=mender.can_mend(finding),
        dismissal=dossier.dismissals.get(key),
        why=posted.get(WHY + key, ""),
    )
