"""Sitemaps by their schemas, and by the pages that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from tools.pages.crawl import Crawl
from tools.pages.fetching import Answer
from tools.pages.finding import Finding

SCHEMA: Final = Path(__file__).parent / "schemas" / "sitemap.xsd"
# Pages further on in a list, of a time, of a person: articles, which are all listed, lead to them.
UNLISTED: Final = re.compile(r".*\?|(?:/en)?/(?:archive|editor)/")
PROTOCOL: Final = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def sitemaps(found: Crawl) -> Iterator[Finding]:
    """Yield what is wrong with the sitemaps, and which pages they forget."""
    files = [
        each
        for path, each in found.answers.items()
        if path.startswith("/sitemap") and each.media_type == "application/xml"
    ]
    # Nothing is fetched: the schemas beside it are files.
    parser = etree.XMLParser(no_network=True)
    schema = etree.XMLSchema(etree.parse(SCHEMA, parser))
    listed: dict[str, str] = {}
    for file in files:
        root = etree.fromstring(file.body, parser)
        if not schema.validate(root):
            for error in schema.error_log:
                yield Finding("sitemap", f"line {error.line}", error.message, file.path)
        for entry in root:
            listed[entry.findtext(f"{PROTOCOL}loc", "")] = entry.findtext(f"{PROTOCOL}lastmod", "")
    yield from _forgotten(found, listed)
    for address, changed in listed.items():
        page = found.at(address)
        if page is not None and page.is_html:
            yield from _dated(page, changed)


def _forgotten(found: Crawl, listed: dict[str, str]) -> Iterator[Finding]:
    for page in found.public_pages():
        if UNLISTED.match(page.path) or not page.html.is_for_indexes:
            continue
        for address in page.html.canonical:
            if address not in listed:
                yield Finding("sitemap", address, "no sitemap lists it", page.path)


def _dated(page: Answer, changed: str) -> Iterator[Finding]:
    """The day of its last change is the one that the page says."""
    said = page.html.meta.get("article:modified_time") or page.html.meta.get(
        "article:published_time"
    )
    if said and said != changed:
        yield Finding("sitemap-lastmod", changed or "none", f"the page says {said}", page.path)
