"""One captured page as a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CapturedPage:
    """What a captured page says, as plain text; nothing is repaired in it.

    `language` is "zh" or "en", `published_at` is aware and in the zone of the site. `number` is
    the one in the page's own address. `copyright` and `credit_line` are kept as printed, with
    their brackets; `column_editor` is the name in the credit line, or "".
    """

    language: str
    number: int | None
    title: str
    published_at: datetime
    source: str
    leads: tuple[str, ...]
    minutes_stated: int | None
    body: tuple[str, ...]
    keywords: tuple[str, ...]
    copyright: str
    column_editor: str
    credit_line: str
    related: tuple[str, ...]
