"""Checks: pure functions from text to findings, one file a check.

Precision before completeness: a check that cries wolf is switched off.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from articles.text.checks.broken_addresses import broken_addresses
from articles.text.checks.doubled_words import doubled_words
from articles.text.checks.stated_time import check_reading_time
from articles.text.findings import Finding

__all__ = ["broken_addresses", "check_field", "check_reading_time", "doubled_words"]

Check = Callable[[str], Iterator[Finding]]

CHECKS: Mapping[str, tuple[Check, ...]] = {
    "en": (doubled_words, broken_addresses),
    "zh": (doubled_words, broken_addresses),
}
"""What is asked of the text of each language."""


def check_field(field: str, text: str, language: str) -> list[Finding]:
    """Return what the checks of `language` (zh or en) find in a field, in the order of places.

    `text` is the field's plain text, its parts joined by one LF; places count its code points.
    """
    found = (replace(each, field=field) for check in CHECKS[language] for each in check(text))
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.code))
