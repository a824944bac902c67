"""Sitemaps as XML, by the protocol 0.9."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from articles.reader.hreflang import DEFAULT, HREFLANG
from articles.reader.moment import iso_moment
from articles.reader.sitemaps.listed import Listed

PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def index_file(files: Iterable[tuple[str, datetime | None]]) -> str:
    """Return an index of sitemaps, given by absolute addresses and when each changed."""
    entries = "".join(
        f"<sitemap><loc>{escape(address)}</loc>{_changed(moment)}</sitemap>\n"
        for address, moment in files
    )
    return f'{DECLARATION}<sitemapindex xmlns="{PROTOCOL}">\n{entries}</sitemapindex>\n'


def list_file(pages: Iterable[Listed]) -> str:
    """Return a sitemap of pages, each with its versions in all languages, itself among them."""
    entries = "".join(
        f"<url><loc>{escape(page.address)}</loc>{_changed(page.changed)}"
        f"{''.join(_versions(page))}</url>\n"
        for page in pages
    )
    return f'{DECLARATION}<urlset xmlns="{PROTOCOL}" xmlns:xhtml="{XHTML}">\n{entries}</urlset>\n'


def _changed(moment: datetime | None) -> str:
    return f"<lastmod>{iso_moment(moment)}</lastmod>" if moment else ""


def _versions(page: Listed) -> Iterator[str]:
    if not page.versions:
        return
    named = [(HREFLANG[language], page.versions[language]) for language in sorted(page.versions)]
    for tag, address in (*named, ("x-default", page.versions[DEFAULT])):
        yield f'<xhtml:link rel="alternate" hreflang="{tag}" href={quoteattr(address)}/>'
