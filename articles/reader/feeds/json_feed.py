"""JSON Feed 1.1."""

from __future__ import annotations

import json

from articles.reader.feeds.feed import Entry, Feed
from articles.reader.hreflang import HREFLANG
from articles.reader.moment import iso_moment

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed) -> str:
    """Return the feed as JSON Feed."""
    value = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "description": feed.description,
        "icon": feed.icon,
        "authors": [{"name": feed.publisher, "url": feed.page}],
        "language": HREFLANG[feed.language],
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(value, ensure_ascii=False)


def _item(entry: Entry) -> dict[str, object]:
    item: dict[str, object] = {
        "id": entry.address,
        "url": entry.address,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.content,
        "date_published": iso_moment(entry.published),
        "date_modified": iso_moment(entry.updated),
        "tags": list(entry.tags),
    }
    if entry.author:
        item["authors"] = [{"name": entry.author}]
    if entry.picture:
        item["image"] = entry.picture.address
    return item
