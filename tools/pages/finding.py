"""What is wrong with a page, as one line for the person at the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

MOST_FINDINGS = 40  # lines; the first ones often cause the rest
LONGEST_ELEMENT = 300  # characters


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """`rule` names what is broken, `element` shows where on the page, `advice` what to do."""

    rule: str
    element: str
    advice: str
    page: str


def told(findings: Iterable[Finding]) -> list[str]:
    """Return the lines to print; the same fault of several pages is told once."""
    fault = attrgetter("rule", "element", "advice")
    lines = []
    for _fault, group in groupby(sorted(set(findings)), key=fault):
        first, *others = group
        more = f" (and {len(others)} more)" if others else ""
        element = " ".join(first.element.split())
        if len(element) > LONGEST_ELEMENT:
            element = f"{element[:LONGEST_ELEMENT]}…"
        lines.append(f"{first.page}{more}: {first.rule}: {element} → {first.advice}")
    if len(lines) > MOST_FINDINGS:
        lines[MOST_FINDINGS:] = [f"… and {len(lines) - MOST_FINDINGS} faults more"]
    return lines
