"""What every public page says of itself: one address, its counterpart, its name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from tools.pages.crawl import Crawl
from tools.pages.fetching import UNRESERVED, Answer
from tools.pages.finding import Finding
from tools.pages.kinds import HTML_LANGUAGE

ALTERNATES: Final = {*HTML_LANGUAGE.values(), "x-default"}
DEFAULT: Final = HTML_LANGUAGE["en"]
"""What a visitor of neither language gets."""

NEEDED: Final = ("og:type", "og:title", "og:image", "og:image:width", "og:site_name", "og:locale")


def heads(found: Crawl) -> Iterator[Finding]:
    """Yield what is wrong with the heads of the pages, each alone and all together."""
    pages = [page for page in found.public_pages() if page.html.is_for_indexes]
    for page in pages:
        yield from _own(page, found)
        yield from _alternates(page, found)
    yield from _repeated_titles(pages)
    for page in found.pages():
        if len(page.html.headings) != 1:
            said = " | ".join(page.html.headings) or "none"
            yield Finding("one-h1", said, "give the page exactly one h1", page.path)


def _own(page: Answer, found: Crawl) -> Iterator[Finding]:
    own = found.url + quote(page.path, safe=UNRESERVED)
    facts = page.html
    if facts.canonical != [own]:
        said = " ".join(facts.canonical) or "none"
        yield Finding("canonical", said, f"one canonical link, to {own}", page.path)
    if facts.meta.get("og:url") != own:
        said = facts.meta.get("og:url", "none")
        yield Finding("og:url", said, f"og:url is the page's own address, {own}", page.path)
    spoken = page.headers.get("content-language", "").lower()
    if facts.language.lower() != spoken:
        yield Finding(
            "language", f'<html lang="{facts.language}">', f"the header says {spoken}", page.path
        )
    for name in NEEDED:
        if not facts.meta.get(name):
            yield Finding("card", name, "networks need it", page.path)
    if not facts.title:
        yield Finding("title", "<title>", "it is empty", page.path)


def _alternates(page: Answer, found: Crawl) -> Iterator[Finding]:
    """Each names itself and the other, and the other names it."""
    alternates = page.html.alternates
    if not alternates:
        return
    own = found.url + quote(page.path, safe=UNRESERVED)
    if set(alternates) != ALTERNATES:
        yield Finding("hreflang", " ".join(alternates), f"name {sorted(ALTERNATES)}", page.path)
        return
    if alternates[page.html.language] != own:
        yield Finding("hreflang", alternates[page.html.language], "name the page itself", page.path)
    if alternates["x-default"] != alternates[DEFAULT]:
        yield Finding("hreflang", alternates["x-default"], f"name the {DEFAULT} page", page.path)
    for language, address in alternates.items():
        other = found.at(address)
        if other is None or other.html.alternates != alternates:
            yield Finding(
                "hreflang-mutual",
                f"{language} {address}",
                "that page must name the very same ones",
                page.path,
            )


def _repeated_titles(pages: list[Answer]) -> Iterator[Finding]:
    by_title: dict[tuple[str, str], list[str]] = defaultdict(list)
    for page in pages:
        if "?before=" in page.path:
            # Pages beyond the numbered ones have no number to be told apart by.
            continue
        by_title[page.html.language, page.html.title].append(page.path)
    for (_language, title), paths in by_title.items():
        if len(paths) > 1:
            yield Finding("same-title", title, f"{paths[1]} has it too", paths[0])
