"""Atom 1.0 (RFC 4287)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from articles.reader.feeds.feed import Feed
from articles.reader.hreflang import HREFLANG


class _Atom(Atom1Feed):
    """Django's Atom with the full text, and with a time that the entries decide."""

    def latest_post_date(self) -> datetime:
        moment: datetime = self.feed["updated"]
        return moment

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("icon", self.feed["icon"])

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


def atom(feed: Feed) -> str:
    """Return the feed as Atom."""
    written = _Atom(
        feed.title,
        feed.page,
        feed.description,
        language=HREFLANG[feed.language],
        subtitle=feed.description,
        author_name=feed.publisher,
        feed_url=feed.address,
        feed_guid=feed.address,
        updated=feed.updated,
        icon=feed.icon,
    )
    for entry in feed.entries:
        written.add_item(
            entry.title,
            entry.address,
            escape(entry.summary),
            author_name=entry.author or None,
            pubdate=entry.published,
            updateddate=entry.updated,
            unique_id=entry.address,
            categories=entry.tags,
            content=entry.content,
        )
    return written.writeString("utf-8")
