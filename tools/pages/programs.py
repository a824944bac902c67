"""What programs get of the site: a crawl of all of it, and what its answers say of one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from tools.pages.crawl import Crawl, broken_links, crawl
from tools.pages.feeds import feeds
from tools.pages.fetching import Fetcher
from tools.pages.finding import Finding
from tools.pages.heads import heads
from tools.pages.kinds import KINDS, LANGUAGES
from tools.pages.plain_texts import plain_texts
from tools.pages.shapes import shapes
from tools.pages.site import Site
from tools.pages.sitemaps import sitemaps
from tools.pages.structured import structured
from tools.pages.visitors import Visitor

ENTRIES: Final = ("/robots.txt", "/.well-known/security.txt", "/llms.txt", "/sitemap.xml")
"""Where programs begin; people begin at the kinds of pages."""

CHECKS: Final[tuple[Callable[[Crawl], Iterable[Finding]], ...]] = (
    broken_links,
    heads,
    feeds,
    sitemaps,
    shapes,
    plain_texts,
)


def programs(site: Site) -> list[Finding]:
    """Return everything that is wrong there."""
    pages = [
        address
        for kind in KINDS
        for language in LANGUAGES
        if kind.status == 200
        and kind.visitor is not Visitor.READER
        and (address := kind.address(language))
    ]
    found = crawl(Fetcher(site), site.url, [*ENTRIES, *pages])
    return [
        *(finding for check in CHECKS for finding in check(found)),
        *structured(found, site.folder / "json-ld"),
    ]
