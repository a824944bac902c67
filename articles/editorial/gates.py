"""Gates: what the checks find in a content, and what of it blocks submitting or publishing."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from articles.content import TEXT_FIELDS, Content
from articles.models import GateAction
from articles.text.checks import check_field, check_reading_time
from articles.text.findings import Finding, Severity
from articles.text.reading_time import reading_minutes


def findings_of(content: Content, language: str) -> list[Finding]:
    """Return what the checks find in every field, in the order of the fields."""
    texts = {name: content.plain(name) for name in TEXT_FIELDS}
    found = [
        finding for name, text in texts.items() for finding in check_field(name, text, language)
    ]
    computed = reading_minutes(texts["body"])
    found += check_reading_time(content.reading_minutes_override, computed)
    return found


def blockers(
    content: Content, language: str, gates: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sentences that block submitting, and those that block publishing.

    Submitting needs a title and a body. Else the column's gates decide by the finding's code, and
    where they are silent a finding that is an error blocks publishing. What blocks submitting
    blocks publishing too.
    """
    submit = []
    if not content.title.strip():
        submit.append(_("It has no title."))
    if not content.plain("body").strip():
        submit.append(_("It has no text."))
    publish = []
    for finding in findings_of(content, language):
        action = gates.get(finding.code, _default_action(finding))
        if action == GateAction.BLOCK_SUBMIT:
            submit.append(finding.message)
        elif action == GateAction.BLOCK_PUBLISH:
            publish.append(finding.message)
    return tuple(submit), (*submit, *publish)


def _default_action(finding: Finding) -> GateAction:
    if finding.severity == Severity.ERROR:
        return GateAction.BLOCK_PUBLISH
    return GateAction.WARN
