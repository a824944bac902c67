"""Feeds as programs read them: each by the rules of its form, and all forms the same."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Iterable, Iterator
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any, Final
from urllib.parse import quote

from tools.pages import node
from tools.pages.crawl import Crawl
from tools.pages.fetching import UNRESERVED, Answer
from tools.pages.finding import Finding

TIMEOUT: Final = 120  # seconds

TYPES: Final = {
    "rss.xml": "application/rss+xml",
    "atom.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
}
LANGUAGES: Final = {"zh-Hans", "zh-hans", "zh-cn", "en"}

# What the W3C's checker of feeds calls dangerous, and addresses that lead nowhere from elsewhere.
DANGEROUS: Final = re.compile(r"<script|<iframe|<object|<style|\son[a-z]+=|\sstyle=", re.IGNORECASE)
RELATIVE: Final = re.compile(r"\s(?:href|src)=\"(?!https?://|mailto:)[^\"]*", re.IGNORECASE)


def feeds(found: Crawl) -> Iterator[Finding]:
    """Yield what is wrong with the feeds of the site."""
    answers = {path: each for path, each in found.answers.items() if form_of(path) in TYPES}
    read = node.run(
        "feeds.mjs", {path: each.text for path, each in answers.items()}, timeout=TIMEOUT
    )
    families: dict[str, dict[str, Any]] = defaultdict(dict)
    for path, answer in answers.items():
        feed = read[path]
        if "fault" in feed:
            yield Finding("feed", feed["fault"], "no program can read it", path)
            continue
        families[path.rpartition("/")[0]][form_of(path)] = feed
        yield from _sound(answer, feed, found.url)
        if form_of(path) == "rss.xml":
            yield from _sound_rss(answer)
    for folder, family in families.items():
        yield from _same(folder, family)


def form_of(path: str) -> str:
    """Return the last part of a path, which tells the form of a feed."""
    return path.rpartition("/")[2]


def _sound(answer: Answer, feed: dict[str, Any], url: str) -> Iterator[Finding]:
    """What holds for all three."""
    path, form = answer.path, form_of(answer.path)
    said = answer.headers.get("content-type", "")
    if answer.media_type != TYPES[form] or "charset=utf-8" not in said.lower():
        yield Finding("feed-type", said, f"say {TYPES[form]}; charset=utf-8", path)
    own = url + quote(path, safe=UNRESERVED)
    if feed["self"] != own:
        yield Finding("feed-self", str(feed["self"]), f"it is {own}", path)
    if feed["language"] not in LANGUAGES:
        yield Finding("feed-language", str(feed["language"]), "zh-Hans or en", path)
    ids = [entry["id"] for entry in feed["entries"]]
    if len(set(ids)) < len(ids) or not all(ids):
        yield Finding("feed-ids", " ".join(map(str, ids)), "each entry has an id of its own", path)
    for entry in feed["entries"]:
        content = entry["content"] or ""
        for pattern, advice in (
            (DANGEROUS, "readers of feeds refuse such HTML"),
            (RELATIVE, "addresses in a feed are whole"),
        ):
            if broken := pattern.search(content):
                yield Finding("feed-content", broken[0], advice, f"{path} {entry['id']}")
        if not content:
            yield Finding("feed-content", "none", "feeds hold the full text", str(entry["id"]))


def _sound_rss(answer: Answer) -> Iterator[Finding]:
    """The order of elements, and the days of the week, which no program looks at but checkers."""
    for item in ElementTree.fromstring(answer.body).iter("item"):  # noqa: S314 - our own
        names = [element.tag.rpartition("}")[2] for element in item]
        if names.index("description") > names.index("encoded"):
            yield Finding("feed-order", " ".join(names), "description comes first", answer.path)
        written = item.findtext("pubDate", "")
        if f"{parsedate_to_datetime(written):%a}" != written[:3]:
            yield Finding("feed-date", written, "it was another day of the week", answer.path)


def _same(folder: str, family: dict[str, Any]) -> Iterator[Finding]:
    """All forms hold the same."""
    if family.keys() != TYPES.keys():
        missing = ", ".join(TYPES.keys() - family.keys())
        yield Finding("feed-forms", missing, "a list has its feeds in all forms", folder)
        return
    for form in ("rss.xml", "atom.xml"):
        for entry in family[form]["entries"]:
            # A summary is HTML there, and plain text in the third form.
            entry["summary"] = unescape(entry["summary"] or "")
    first = family["rss.xml"]
    for form in ("atom.xml", "feed.json"):
        for what, one, other in _differences(first, family[form]):
            yield Finding("feed-forms", f"{what}: {one} ≠ {other}", f"{form} is the same", folder)


def _differences(one: dict[str, Any], other: dict[str, Any]) -> Iterable[tuple[str, str, str]]:
    if one["title"] != other["title"]:
        yield "title", one["title"], other["title"]
    if len(one["entries"]) != len(other["entries"]):
        yield "entries", str(len(one["entries"])), str(len(other["entries"]))
    for mine, yours in zip(one["entries"], other["entries"], strict=False):
        for name in mine:
            if mine[name] != yours.get(name):
                yield name, str(mine[name]), str(yours.get(name))
