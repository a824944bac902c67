"""Gates: what of the findings in a content blocks submitting or publishing it in a column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import gettext as _

from articles.content import Content
from articles.models import GateAction
from articles.text.codes import CODES, Severity
from articles.text.findings import Finding

BLOCKING = frozenset({GateAction.BLOCK_SUBMIT, GateAction.BLOCK_PUBLISH})


def default_action(code: str) -> GateAction:
    """Return what a finding does where the column says nothing: only errors block publishing."""
    severity, _name = CODES[code]
    return GateAction.BLOCK_PUBLISH if severity == Severity.ERROR else GateAction.WARN


def action_of(code: str, gates: Mapping[str, str]) -> GateAction:
    """Return what a finding of this code does in a column with these gates."""
    action = gates.get(code)
    return GateAction(action) if action in GateAction.values else default_action(code)


def blocking_codes(gates: Mapping[str, str]) -> frozenset[str]:
    """Return the codes of findings that block something here: no other check need be asked."""
    return frozenset(code for code in CODES if action_of(code, gates) in BLOCKING)


def blockers(
    content: Content, gates: Mapping[str, str], look: Callable[[frozenset[str]], Iterable[Finding]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sentences that block submitting, and those that block publishing.

    Submitting needs a title and a text. Else the column's gates decide by the finding's code.
    What blocks submitting blocks publishing too. `look` gives the findings of the codes that can
    block here.
    """
    submit: list[str] = []
    if not content.title.strip():
        submit.append(_("It has no title."))
    if not content.plain("body").strip():
        submit.append(_("It has no text."))
    publish: list[str] = []
    codes = blocking_codes(gates)
    for finding in look(codes) if codes else ():
        blocks = submit if action_of(finding.code, gates) == GateAction.BLOCK_SUBMIT else publish
        blocks.append(finding.message)
    return tuple(submit), (*submit, *publish)
