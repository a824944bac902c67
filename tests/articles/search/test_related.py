"""What goes with an article: shared keywords first, then words, column and newness."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from articles.models import Article
from articles.search import related
from tests.articles.reader.pages import publish
from tests.factories import Cast, make_cast, make_content, make_keyword

pytestmark = pytest.mark.django_db

YEARS = timedelta(days=365)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def at() -> datetime:
    return now()


def titled(
    cast: Cast, title: str, *keywords: str, years: float = 1, language: str = "en"
) -> Article:
    keys = tuple(make_keyword(name, language).pk for name in keywords)
    return publish(
        cast,
        make_content(title=title, keywords=keys),
        language=language,
        published_at=now() - years * YEARS,
    )


def titles(
    at: datetime, title: str, *keywords: str, column: int | None = None, language: str = "en"
) -> list[str]:
    keys = [make_keyword(name, language).pk for name in keywords]
    among = Article.objects.visible(at).filter(language=language)
    return [each.title for each in related(title, keys, column, among, at)]


def test_shared_keywords_come_first_then_words_then_newness(cast: Cast, at: datetime) -> None:
    titled(cast, "Harbours grow", "port", years=9)
    titled(cast, "Bridge and port", "port", "bridge", years=9)
    titled(cast, "A railway through the hills opens", years=9)
    titled(cast, "Something new in the column", years=0.1)
    other = make_cast(number=8)
    titled(other, "Something newer elsewhere", years=0)

    found = titles(at, "A railway through the hills", "port", "bridge", column=cast.column.pk)

    assert found == [
        "Bridge and port",
        "A railway through the hills opens",
        "Harbours grow",
        "Something new in the column",
    ]


def test_chinese_titles_share_words_too(cast: Cast, at: datetime) -> None:
    titled(cast, "匈塞铁路匈牙利段铺轨完成", language="zh")
    titled(cast, "水库上的光伏电站", language="zh")

    assert titles(at, "匈塞铁路塞尔维亚段通车", language="zh") == ["匈塞铁路匈牙利段铺轨完成"]


def test_there_are_not_too_many_and_a_larger_archive_asks_no_more(
    cast: Cast, at: datetime, django_assert_max_num_queries: Any
) -> None:
    names = [f"keyword {number}" for number in range(9)]
    for number in range(20):
        titled(cast, f"Launching of the Central Asia secretariat {number}", *names)
    keys = [make_keyword(name).pk for name in names]

    with django_assert_max_num_queries(24):
        found = related(
            "Launching ceremony of the Secretariat of the China Central Asia Mechanism",
            keys,
            cast.column.pk,
            Article.objects.visible(at),
            at,
        )

    assert len(found) == 6


def test_of_nothing_nothing_follows(cast: Cast, at: datetime) -> None:
    titled(cast, "A port")

    assert titles(at, "") == []
    assert titles(at, "？！") == []
