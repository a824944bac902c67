"""A finding: what a check has to say about one place in a text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields

from articles.text.codes import Severity, severity_of

__all__ = ["Finding", "Severity", "finding", "finding_key"]

NEAR = 40  # characters on each side by which a finding's words are known again


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: `text` is what stands from `start` to before `end`, in code points.

    `field` is a field of the content, whose plain text is counted: tuples and paragraphs are
    joined by one LF. `message` is a sentence in the language active when it was made. `fix` is
    what should stand there instead, or None where that is not certain.
    """

    code: str
    severity: Severity
    field: str
    start: int
    end: int
    text: str
    message: str
    fix: str | None

    def as_json(self) -> dict[str, str | int | None]:
        """Return the finding as the commands print it and the desk's pages receive it."""
        # Not `asdict`, which copies every text deeply.
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return {**values, "severity": self.severity.value}


def finding(
    code: str, start: int, text: str, message: str, fix: str | None = None, *, field: str = ""
) -> Finding:
    """Return a finding of `text`, which stands at `start`; its severity is that of its code.

    Checks of plain text leave the field to `check_field`.
    """
    return Finding(
        code=code,
        severity=severity_of(code),
        field=field,
        start=start,
        end=start + len(text),
        text=text,
        message=message,
        fix=fix,
    )


def finding_key(finding: Finding, text: str) -> str:
    """Return the key of a finding: SHA-256 of its code, its field and the words around it.

    `text` is the field's plain text. Words elsewhere may change, and it may move; with other
    words beside it, it is another finding.
    """
    line_start = text.rfind("\n", 0, finding.start) + 1
    line_end = text.find("\n", finding.end)
    before = text[max(line_start, finding.start - NEAR) : finding.start]
    after = text[
        finding.end : finding.end + NEAR if line_end < 0 else min(line_end, finding.end + NEAR)
    ]
    words = "\n".join((finding.code, finding.field, before, finding.text, after))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
