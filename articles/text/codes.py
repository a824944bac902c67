"""The codes of findings: how much each matters, and what it is called on the desk's screens."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Severity(StrEnum):
    """How much a finding matters; by default an error blocks publishing."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


CODES: Mapping[str, tuple[Severity, str | Promise]] = {
    "doubled-word": (Severity.WARNING, _("word written twice")),
    "broken-address": (Severity.WARNING, _("broken address")),
    "unpaired-mark": (Severity.WARNING, _("bracket or quotation mark without its partner")),
    "mixed-width": (Severity.WARNING, _("full-width and half-width signs mixed")),
    "traditional-character": (Severity.WARNING, _("traditional character in simplified text")),
    "number-slip": (Severity.WARNING, _("slip in a number or a date")),
    "banned-term": (Severity.ERROR, _("term that is not to be used")),
    "invisible-character": (Severity.WARNING, _("invisible character")),
    "not-nfc": (Severity.WARNING, _("character written in pieces (not NFC)")),
    "boilerplate-in-body": (Severity.WARNING, _("keywords, copyright or credit in the text")),
    "future-date": (Severity.WARNING, _("told as past, dated in the future")),
    "heading-order": (Severity.WARNING, _("heading that skips a level")),
    "reading-time": (Severity.INFO, _("stated reading time")),
    "title-width": (Severity.INFO, _("too wide for its place")),
    "missing-alt": (Severity.WARNING, _("picture without a description")),
    "unresolved-related": (Severity.INFO, _("related title that no article has yet")),
    "not-public-link": (Severity.WARNING, _("link to what readers cannot see")),
    "missing-source": (Severity.WARNING, _("source missing")),
    "missing-editor": (Severity.WARNING, _("column editor missing")),
}
"""Every finding's code, its severity and its name; a column says what each of them does there."""


def severity_of(code: str) -> Severity:
    """Return how much findings of this code matter."""
    return CODES[code][0]
