"""Why a captured page cannot be imported."""

from __future__ import annotations

_SHOWN = 60  # characters of the page that an error line may quote


class PageRefused(ValueError):
    """A page that cannot be imported; the text is one clear line that says why."""


def quoted(text: str) -> str:
    """Return the beginning of `text` as one printable line, to show it in a refusal."""
    line = " ".join(text.split())
    shown = line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
    return "".join(mark if mark.isprintable() else "�" for mark in shown)
