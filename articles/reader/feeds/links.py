"""Where the feeds of a page are, for programs that look for them in its head."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse

from articles.reader.feeds.form import Form


class FeedLink(NamedTuple):
    """A feed in one form."""

    title: str
    address: str
    media_type: str


def feed_links(kind: str, language: str, *place: object, name: str) -> list[FeedLink]:
    """Return the feeds of a kind (`feed`, `column-feed`, `keyword-feed`), in every form.

    `place` is the column's number or the keyword's short name, `name` what the feed is called.
    """
    return [
        FeedLink(
            f"{name} ({form.label})",
            reverse(f"reader:{kind}-{language}", args=[*place, form]),
            form.media_type,
        )
        for form in Form
    ]
