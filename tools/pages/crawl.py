"""Every address of the site that a page, a feed, a sitemap or a text leads to."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from tools.pages.fetching import Answer, Fetcher
from tools.pages.finding import Finding
from tools.refusal import CannotGoOn

THREADS: Final = 4
MOST_ADDRESSES: Final = 10_000  # far more than the corpus has; a trap would go on for ever

_QUOTED: Final = re.compile(r'"([^"]+)"')
_IN_MARKDOWN: Final = re.compile(r"\]\(<?([^)\s>]+)>?\)")
_IN_TEXT: Final = re.compile(r"https?://[^\s<>\"']+")
_XML_NAMES: Final = {"loc", "link", "url", "id", "guid"}
_JSON_KEYS: Final = {"src", "scope", "url", "id", "href"}
_IN_CSS: Final = re.compile(r"url\(\s*['\"]?([^)'\"]+)['\"]?\s*\)")


class Link(NamedTuple):
    """`place` says where on the page at `source` it stands; `target` is a path of ours."""

    source: str
    place: str
    target: str
    fragment: str


@dataclass(slots=True)
class Crawl:
    """All answers by path, and all links among them."""

    url: str
    answers: dict[str, Answer] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)

    def pages(self) -> list[Answer]:
        """The HTML pages that are there, in the order of their addresses."""
        found = [each for each in self.answers.values() if each.is_html and each.status == 200]
        return sorted(found, key=lambda each: each.path)

    def public_pages(self) -> list[Answer]:
        """Those of them that are the same for everybody."""
        return [each for each in self.pages() if not is_personal(each.path)]

    def at(self, address: str) -> Answer | None:
        """Return what an absolute address of ours answered."""
        return self.answers.get(unquote(address.removeprefix(self.url)))


def is_personal(path: str) -> bool:
    """Whether an address answers to each visitor apart."""
    return path.startswith("/accounts/")


def crawl(fetcher: Fetcher, url: str, seeds: Iterable[str]) -> Crawl:
    """Follow everything from `seeds` on. Raises CannotGoOn where it does not end."""
    found = Crawl(url)
    waiting = list(dict.fromkeys(seeds))
    with ThreadPoolExecutor(THREADS) as pool:
        while waiting:
            if len(found.answers) + len(waiting) > MOST_ADDRESSES:
                raise CannotGoOn(
                    f"The crawl found more than {MOST_ADDRESSES} addresses, such as {waiting[0]}: "
                    "does some page link to ever new ones?"
                )
            further: dict[str, None] = {}
            for answer in pool.map(fetcher.get, waiting):
                found.answers[answer.path] = answer
                for link in links_of(answer, url):
                    found.links.append(link)
                    further[link.target] = None
            waiting = [path for path in further if path not in found.answers]
    return found


def links_of(answer: Answer, url: str) -> Iterator[Link]:
    """Yield what an answer leads to on this site; its own addresses are `url` and below."""
    for place, written in _written(answer):
        whole = urljoin(f"{url}{answer.path}", written)
        if not whole.startswith(f"{url}/") and whole != url:
            continue
        parts = urlsplit(whole)
        path = unquote(parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        yield Link(answer.path, place, path, unquote(parts.fragment))


def broken_links(found: Crawl) -> Iterator[Finding]:
    """Yield the links that lead nowhere, to a redirect, or to a place that is not on the page."""
    for link in found.links:
        target = found.answers[link.target]
        where = f"{link.place} {link.target}"
        if target.status in (301, 302, 303, 307, 308):
            if not is_personal(link.target) or _leads_on(target, found):
                yield Finding(
                    "redirected-link",
                    where,
                    f"it answers {target.status}: link to where it leads",
                    link.source,
                )
        elif target.status != 200:
            yield Finding(
                "broken-link", where, f"it answers {target.status}: mend or drop it", link.source
            )
        elif link.fragment and target.is_html and link.fragment not in target.html.ids:
            yield Finding(
                "broken-fragment",
                f"{where}#{link.fragment}",
                "no element there has this id",
                link.source,
            )


def _leads_on(redirect: Answer, found: Crawl) -> bool:
    """Whether a redirect leads to another one."""
    target = found.answers.get(_location(redirect, found.url))
    return target is None or target.status != 200


def _location(answer: Answer, url: str) -> str:
    parts = urlsplit(urljoin(f"{url}{answer.path}", answer.headers.get("location", "")))
    return unquote(parts.path) + (f"?{parts.query}" if parts.query else "")


def _written(answer: Answer) -> Iterator[tuple[str, str]]:
    """Yield the addresses in an answer as they are written, each with its place."""
    kind = answer.media_type
    if is_personal(answer.path) and "?" in answer.path:
        # It differs from the address without a query by where it leads afterwards.
        return
    if "location" in answer.headers:
        yield "Location", answer.headers["location"]
    for found in _QUOTED.findall(answer.headers.get("speculation-rules", "")):
        yield "Speculation-Rules", found
    if answer.is_html:
        yield from answer.html.links
    elif answer.status != 200:
        return
    elif kind.endswith("xml") and not kind.startswith("image/"):
        yield from _in_xml(answer.body)
    elif kind.endswith("json"):
        yield from _in_json(json.loads(answer.text))
    elif kind == "text/markdown" or answer.path == "/llms.txt":
        yield from (("link", found) for found in _IN_MARKDOWN.findall(answer.text))
    elif kind == "text/plain":
        yield from (("address", found) for found in _IN_TEXT.findall(answer.text))
    elif kind == "text/css":
        yield from (("url()", found) for found in _IN_CSS.findall(answer.text))


def _in_xml(body: bytes) -> Iterator[tuple[str, str]]:
    for element in ElementTree.fromstring(body).iter():  # noqa: S314 - our own
        name = element.tag.rpartition("}")[2]
        text = element.get("href") or element.text or ""
        if name in _XML_NAMES and text.startswith("http"):
            yield name, text.strip()


def _in_json(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _in_json(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _in_json(inner, key)
    elif isinstance(value, str) and (key in _JSON_KEYS or key.endswith("_url")):
        yield key, value
