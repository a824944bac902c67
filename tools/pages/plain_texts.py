"""The texts at fixed addresses that programs read: robots.txt, security.txt, llms.txt, twins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.robotparser import RobotFileParser

from tools.pages.crawl import Crawl, is_personal
from tools.pages.finding import Finding

CLOSED: Final = ("/admin/", "/accounts/sign-in/", "/preview/x/")
YEAR: Final = timedelta(days=365)
LEAST_LINKS: Final = 10


def plain_texts(found: Crawl) -> Iterator[Finding]:
    """Yield what is wrong with them."""
    for path, check in (
        ("/robots.txt", _robots),
        ("/.well-known/security.txt", _security),
        ("/llms.txt", _llms),
    ):
        answer = found.answers[path]
        if answer.status != 200 or answer.media_type != "text/plain":
            said = f"{answer.status} {answer.media_type}"
            yield Finding("text", said, "it should be there, as text/plain", path)
        else:
            for element, advice in check(answer.text, found):
                yield Finding("text", element, advice, path)
    yield from _twins(found)


def _robots(text: str, found: Crawl) -> Iterator[tuple[str, str]]:
    """RFC 9309, as Python's own parser reads it."""
    robots = RobotFileParser()
    robots.parse(text.splitlines())
    for path in CLOSED:
        if robots.can_fetch("Googlebot", path):
            yield path, "nothing there is for search engines"
    for answer in found.public_pages():
        if answer.html.is_for_indexes and not robots.can_fetch("Googlebot", answer.path):
            yield answer.path, "search engines may keep it, and must not ask for it"
    for address in robots.site_maps() or [""]:
        if found.at(address) is None:
            yield address or "Sitemap:", "name a sitemap that is there"


def _security(text: str, found: Crawl) -> Iterator[tuple[str, str]]:
    """RFC 9116."""
    fields = dict(line.split(": ", 1) for line in text.splitlines() if line)
    for name in ("Contact", "Expires", "Canonical", "Preferred-Languages"):
        if name not in fields:
            yield name, "it is needed"
    expires = datetime.fromisoformat(fields.get("Expires", "1970-01-01T00:00:00Z"))
    left = expires - datetime.now(UTC)
    if not timedelta(0) < left < YEAR:
        yield str(expires), "less than a year ahead"
    if fields.get("Canonical") != f"{found.url}/.well-known/security.txt":
        yield fields.get("Canonical", ""), "it names itself"


def _llms(text: str, found: Crawl) -> Iterator[tuple[str, str]]:
    if not re.match(r"# \S", text):
        yield text[:40], "it begins with a heading of the first level"
    links = len(re.findall(r"\]\(", text))
    if links < LEAST_LINKS:
        yield f"{links} links", f"at least {LEAST_LINKS}, or it is of no use"


def _twins(found: Crawl) -> Iterator[Finding]:
    """Every article has one, and it begins with the article's own title."""
    for page in found.public_pages():
        if not page.path.startswith("/details/") or is_personal(page.path):
            continue
        twin = found.at(page.html.twin) if page.html.twin else None
        if twin is None or twin.status != 200 or twin.media_type != "text/markdown":
            yield Finding("twin", page.html.twin or "none", "link to its Markdown", page.path)
        elif not twin.text.startswith("# "):
            yield Finding("twin", twin.text[:60], "it begins with the title", twin.path)
