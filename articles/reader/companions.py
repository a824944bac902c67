"""What stands around an article besides the frame of every page: its keywords and notices."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse

from articles.models import Article, KeywordUse, Notice, NoticeKind
from articles.reader.frame import Frame, frame_of, frame_parts, no_moment, rows_of, text_column
from articles.reader.navigation import Link


class Told(NamedTuple):
    """What readers were told of a change, and when."""

    kind: NoticeKind
    text: str
    at: datetime


class Companions(NamedTuple):
    """What stands around an article."""

    frame: Frame
    keywords: list[Link]
    notices: list[Told]


def companions(article: Article, at: datetime) -> Companions:
    """Return what stands around an article, keywords in order, newest notices first.

    One query for all, because an article's page has four. Every keyword has a page: the article
    that carries it is visible, or there would be no page to ask for it.
    """
    language = article.language
    keywords = KeywordUse.objects.filter(content_object=article, tag__language=language)
    notices = notices_with_words().filter(article=article)
    rows = rows_of(
        [
            *frame_parts(language, at),
            keywords.values_list(
                text_column("keyword"),
                "position",
                "position",
                "tag__name",
                "tag__slug",
                no_moment(),
            ),
            notices.values_list(text_column("notice"), "pk", "pk", "kind", "text", "at"),
        ]
    )
    return Companions(
        frame_of(rows, language),
        [
            Link(row.name, reverse(f"reader:keyword-{language}", args=[row.text]))
            for row in rows
            if row.part == "keyword"
        ],
        [
            Told(NoticeKind(row.name), row.text, row.at)
            for row in reversed(rows)
            if row.part == "notice" and row.at is not None
        ],
    )


def notices_with_words() -> QuerySet[Notice]:
    """Notices that readers are shown; of an update without words, the article's time tells."""
    return Notice.objects.exclude(text="")
