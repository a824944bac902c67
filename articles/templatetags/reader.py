"""Filters and tags of the public pages."""

from datetime import datetime
from typing import Any

from django import template
from django.utils.timezone import localtime
from django.utils.translation import gettext

from articles.models import Article
from articles.models.rendition import Shape
from articles.reader.body import page_html
from articles.reader.feeds.links import FeedLink, feed_links
from articles.reader.hreflang import HREFLANG
from articles.reader.moment import iso_moment
from articles.reader.navigation import other_language
from articles.reader.picture import Picture, cut
from articles.reader.placed_pictures import placed_pictures
from articles.reader.question import Question
from articles.reader.social_card import site_card
from articles.reader.structured.script import data_block

register = template.Library()

register.filter("page_html", page_html)
register.filter("data_block", data_block)
register.filter("iso_moment", iso_moment)
register.filter("other_language", other_language)
register.simple_tag(placed_pictures)
register.simple_tag(site_card)


@register.filter
def hreflang(language: str) -> str:
    """Return how the web calls `zh` or `en`."""
    return HREFLANG[language]


@register.simple_tag
def site_feeds(language: str) -> list[FeedLink]:
    """Return the feeds of all articles in `zh` or `en`."""
    return feed_links("feed", language, name=gettext("Seetao"))


@register.simple_tag
def cut_cover(article: Article, shape: str) -> Picture | None:
    """Return an article's cover, cut to a shape as a card shows it."""
    return cut(article.cover, article.cover_facts, Shape(shape)) if article.cover else None


@register.filter
def utc_offset(moment: datetime) -> str:
    """Return how far the site's clock is from UTC at a moment: UTC+8, UTC−3:30, UTC."""
    offset = localtime(moment).utcoffset()
    minutes = int(offset.total_seconds()) // 60 if offset else 0
    if not minutes:
        return "UTC"
    sign = "+" if minutes > 0 else "−"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


@register.simple_tag
def question_address(asked: Question, *without: str, **changes: Any) -> str:
    """Return a question's address, `without` some of what it asks, or with changes."""
    return asked.address(*without, **changes)
