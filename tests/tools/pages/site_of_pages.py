"""A crawl of pages that a test makes up."""

from collections.abc import Mapping

from tools.pages.crawl import Crawl, links_of
from tools.pages.fetching import Answer

URL = "https://127.0.0.1:1"


def answer(
    path: str, body: str = "", status: int = 200, *, kind: str = "text/html", location: str = ""
) -> Answer:
    """Make an answer; a page, where nothing else is said."""
    headers = {"content-type": kind} | ({"location": location} if location else {})
    return Answer(path, status, headers, body.encode())


def crawled(pages: Mapping[str, str], *others: Answer) -> Crawl:
    """Make the crawl of a site that has these pages and answers."""
    found = Crawl(URL)
    for each in (*(answer(path, html) for path, html in pages.items()), *others):
        found.answers[each.path] = each
        found.links += links_of(each, URL)
    return found
