"""What the tests of public pages share: many articles at once, and what a page says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from html import unescape
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http.response import HttpResponseBase
from django.test import Client

from articles.content import Content
from articles.editorial import bulk
from articles.models import Article
from tests.factories import Cast, make_content

SHANGHAI = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2024, 4, 1, 8, 0, tzinfo=SHANGHAI)

_TAG = re.compile(r"<[^>]*>")


def publish(
    cast: Cast,
    content: Content | None = None,
    *,
    language: str = "en",
    number: int | None = None,
    published_at: datetime = MORNING,
    story: UUID | None = None,
) -> Article:
    """Publish one article, with a number and a time of its own."""
    (article,) = bulk.write(
        [_piece(cast, content or make_content(), language, published_at, number, story)],
        at=published_at,
    )
    return article


def publish_many(
    cast: Cast,
    count: int,
    *,
    language: str = "en",
    keywords: Iterable[int] = (),
    minutes_apart: int = 1,
) -> list[Article]:
    """Publish "Article 1", "Article 2" …, each older than the one before; return them in order."""
    return bulk.write(
        [
            _piece(
                cast,
                make_content(title=f"Article {number}", keywords=tuple(keywords)),
                language,
                MORNING - timedelta(minutes=number * minutes_apart),
            )
            for number in range(1, count + 1)
        ],
        at=MORNING,
    )


def set_row(article: Article, **facts: object) -> None:
    """Write the row past the verbs, for states whose verbs are tested where they stand."""
    Article.objects.filter(pk=article.pk).update(**facts)


def words(response: HttpResponseBase) -> str:
    """Return the words of a page as a reader sees them, with single spaces."""
    body = b"".join(response).decode().partition("<body>")[2]
    return " ".join(unescape(_TAG.sub(" ", body)).split())


def titles(client: Client, address: str) -> list[str]:
    """Return the titles on the cards of a page, in order."""
    page = client.get(address).content.decode()
    found = re.findall(r"<h[23]>\s*<a [^>]*>(.*?)</a>", page, re.DOTALL)
    return [unescape(title) for title in found]


def _piece(
    cast: Cast,
    content: Content,
    language: str,
    published_at: datetime,
    number: int | None = None,
    story: UUID | None = None,
) -> bulk.Piece:
    return bulk.Piece(
        content=content,
        column=cast.column,
        language=language,
        published_at=published_at,
        author=cast.reporter,
        approvers=(cast.editor, cast.chief),
        publisher=cast.chief,
        number=number,
        story=story,
    )
