"""What programs get of the site: a crawl of all of it, and what its answers say of one another."""

from __future__ import annotations

from typing import Final

from tools.pages.crawl import broken_links, crawl
from tools.pages.fetching import Fetcher
from tools.pages.finding import Finding
from tools.pages.heads import heads
from tools.pages.kinds import KINDS, LANGUAGES
from tools.pages.site import Site
from tools.pages.visitors import Visitor

ENTRIES: Final = ("/robots.txt", "/.well-known/security.txt", "/llms.txt", "/sitemap.xml")
"""Where programs begin; people begin at the kinds of pages."""


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
    checks = (broken_links, heads)
    return [finding for check in checks for finding in check(found)]
