"""A feed as a value, before it takes a form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from articles.reader.picture import Picture

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without entries changed; the clock would make it change with each look."""


class Tag(NamedTuple):
    """A keyword's name, and its short name in addresses."""

    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One article. Addresses are absolute; `content` is HTML, all else plain text.

    The address holds the article's number, which never changes, so it is its identity too.
    """

    address: str
    title: str
    summary: str
    content: str
    published: datetime
    updated: datetime
    author: str
    column: str
    keywords: tuple[Tag, ...]
    picture: Picture | None

    @property
    def tags(self) -> tuple[str, ...]:
        """The column and the keywords, each once."""
        return tuple(dict.fromkeys((self.column, *(tag.name for tag in self.keywords))))


@dataclass(frozen=True, slots=True)
class Feed:
    """Entries, newest first, and what they have in common. `language` is `zh` or `en`."""

    title: str
    description: str
    publisher: str
    language: str
    page: str
    address: str
    icon: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime:
        """When the newest words of the feed became public."""
        return max((entry.updated for entry in self.entries), default=NEVER)
