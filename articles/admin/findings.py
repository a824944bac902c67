"""Findings as the desk shows them: field, the place in its words, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from articles.admin.conflict import label_of
from articles.content import TEXT_FIELDS, Content
from articles.editorial import Dossier
from articles.text.findings import Finding

AROUND = 30  # characters of context on each side: enough to find the place by eye


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding with the words around its place."""

    finding: Finding
    label: str
    before: str
    place: str
    after: str


def shown_findings(dossier: Dossier) -> list[ShownFinding]:
    """Return what the checks say of an article's newest words, in the order of its fields."""
    return [_shown(finding, dossier.content) for finding in dossier.findings]


def _shown(finding: Finding, content: Content) -> ShownFinding:
    text = content.plain(finding.field) if finding.field in TEXT_FIELDS else ""
    start, end = finding.start, finding.end
    return ShownFinding(
        finding=finding,
        label=label_of(finding.field),
        before=("…" if start > AROUND else "") + text[max(0, start - AROUND) : start],
        place=text[start:end],
        after=text[end : end + AROUND] + ("…" if len(text) > end + AROUND else ""),
    )
