"""What the checks ask of an HTML page, read once."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Final

LINKED: Final = {
    "a": ("href",),
    "area": ("href",),
    "audio": ("src",),
    "form": ("action",),
    "iframe": ("src",),
    "img": ("src", "srcset"),
    "link": ("href", "imagesrcset"),
    "script": ("src",),
    "source": ("src", "srcset"),
    "use": ("href",),
    "video": ("src", "poster"),
}
"""Attributes that hold addresses."""

PICTURES_OF_CARDS: Final = {"og:image", "twitter:image"}


@dataclass(slots=True)
class HtmlFacts:
    """`alternates` are the addresses by hreflang; `data` the JSON-LD blocks, as they stand."""

    links: list[tuple[str, str]] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    language: str = ""
    title: str = ""
    headings: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    canonical: list[str] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    feeds: list[str] = field(default_factory=list)
    twin: str = ""
    data: list[str] = field(default_factory=list)

    @property
    def is_for_indexes(self) -> bool:
        """Whether search engines may keep it."""
        return "noindex" not in self.meta.get("robots", "")

    def blocks(self) -> list[dict[str, Any]]:
        """Return the JSON-LD blocks, read. Raises ValueError where one is no JSON."""
        return [json.loads(text) for text in self.data]


def html_facts(html: str) -> HtmlFacts:
    """Read a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.facts


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.facts = HtmlFacts()
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        facts = self.facts
        if "id" in given:
            facts.ids.add(given["id"])
        for name in LINKED.get(tag, ()):
            if name in given:
                facts.links += [(f"{tag}[{name}]", each) for each in _addresses(name, given[name])]
        if tag == "html":
            facts.language = given.get("lang", "")
        elif tag == "meta":
            self._meta(given)
        elif tag == "link":
            self._link(given)
        elif tag in ("title", "h1") or given.get("type") == "application/ld+json":
            self._text = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._text is None or tag not in ("title", "h1", "script"):
            return
        text = "".join(self._text).strip()
        self._text = None
        if tag == "script":
            self.facts.data.append(text)
        elif tag == "h1":
            self.facts.headings.append(" ".join(text.split()))
        elif not self.facts.title:
            # The first: a drawing in the page may have a title too.
            self.facts.title = " ".join(text.split())

    def _meta(self, given: dict[str, str]) -> None:
        name = given.get("property") or given.get("name")
        if name:
            self.facts.meta.setdefault(name, given.get("content", ""))
        if name in PICTURES_OF_CARDS:
            self.facts.links.append((f"meta[{name}]", given.get("content", "")))

    def _link(self, given: dict[str, str]) -> None:
        rel, href = given.get("rel", "").split(), given.get("href", "")
        kind = given.get("type", "")
        if "canonical" in rel:
            self.facts.canonical.append(href)
        elif "alternate" in rel and "hreflang" in given:
            self.facts.alternates[given["hreflang"]] = href
        elif "alternate" in rel and kind == "text/markdown":
            self.facts.twin = href
        elif "alternate" in rel and ("xml" in kind or "json" in kind):
            self.facts.feeds.append(href)


def _addresses(name: str, value: str) -> list[str]:
    if name in ("srcset", "imagesrcset"):
        return [each.split()[0] for each in value.split(",") if each.strip()]
    return [value.strip()]
