"""A finding: what a check has to say about one place in a text."""

from dataclasses import dataclass, fields
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters; by default an error blocks publishing."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


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
