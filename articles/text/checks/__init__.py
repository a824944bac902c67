"""Checks: pure functions from text to findings, one file a check.

Precision before completeness: a check that cries wolf is switched off.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import islice

from articles.text.checks.banned_terms import banned_terms_en, banned_terms_zh
from articles.text.checks.boilerplate import boilerplate
from articles.text.checks.broken_addresses import broken_addresses
from articles.text.checks.display_width import display_width, too_wide
from articles.text.checks.doubled_words import doubled_words
from articles.text.checks.future_dates import future_dates
from articles.text.checks.heading_order import heading_order
from articles.text.checks.invisible_characters import invisible_characters
from articles.text.checks.mixed_width import mixed_width_en, mixed_width_zh
from articles.text.checks.normal_form import not_normal
from articles.text.checks.number_slips import number_slips
from articles.text.checks.stated_time import check_reading_time
from articles.text.checks.traditional_characters import traditional_characters
from articles.text.checks.unpaired_marks import unpaired_marks
from articles.text.findings import Finding

__all__ = [
    "MOST_OF_A_KIND",
    "broken_addresses",
    "check_field",
    "check_reading_time",
    "display_width",
    "doubled_words",
    "heading_order",
]

MOST_OF_A_KIND = 100  # findings of one check in one field: whoever has more knows what is wrong

Check = Callable[[str], Iterator[Finding]]

_BOTH: Mapping[str, Check] = {
    "doubled-word": doubled_words,
    "broken-address": broken_addresses,
    "unpaired-mark": unpaired_marks,
    "number-slip": number_slips,
    "invisible-character": invisible_characters,
    "not-nfc": not_normal,
}

CHECKS: Mapping[str, Mapping[str, Check]] = {
    "en": {**_BOTH, "mixed-width": mixed_width_en, "banned-term": banned_terms_en},
    "zh": {
        **_BOTH,
        "mixed-width": mixed_width_zh,
        "banned-term": banned_terms_zh,
        "traditional-character": traditional_characters,
    },
}
"""What is asked of the text of each language, by the code of what is found."""


def check_field(
    field: str,
    text: str,
    language: str,
    *,
    today: date | None = None,
    codes: Collection[str] | None = None,
) -> list[Finding]:
    """Return what the checks of `language` (zh or en) find in a field, in the order of places.

    `text` is the field's plain text, its parts joined by one LF; places count its code points.
    Dates are compared with `today`, where it is given. `codes` asks for these checks only.
    """
    if not text:
        return []
    asked = [
        (code, check(text))
        for code, check in CHECKS[language].items()
        if codes is None or code in codes
    ]
    asked.append(("title-width", too_wide(field, text)))
    if field == "body":
        asked.append(("boilerplate-in-body", boilerplate(text)))
        if today is not None:
            asked.append(("future-date", future_dates(text, today)))
    found = (
        replace(each, field=field)
        for code, findings in asked
        if codes is None or code in codes
        for each in islice(findings, MOST_OF_A_KIND)
    )
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.code))
