"""RSS 2.0 with the content module for the full text."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from articles.reader.feeds.feed import Feed

CONTENT = "http://purl.org/rss/1.0/modules/content/"

# RSS has a list of languages of its own, older than zh-Hans.
LANGUAGES = {"zh": "zh-cn", "en": "en"}


class _Rss(Rss201rev2Feed):
    """Django's RSS with the full text, and with a time that the entries decide."""

    def latest_post_date(self) -> datetime:
        moment: datetime = self.feed["updated"]
        return moment

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:content": CONTENT}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        # The description is among the first; readers take what comes last, the full text.
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])


def rss(feed: Feed) -> str:
    """Return the feed as RSS."""
    written = _Rss(
        feed.title,
        feed.page,
        feed.description,
        language=LANGUAGES[feed.language],
        feed_url=feed.address,
        updated=feed.updated,
    )
    for entry in feed.entries:
        written.add_item(
            entry.title,
            entry.address,
            escape(entry.summary),
            author_name=entry.author or None,
            pubdate=entry.published,
            unique_id=entry.address,
            unique_id_is_permalink=True,
            categories=entry.tags,
            content=entry.content,
        )
    return written.writeString("utf-8")
