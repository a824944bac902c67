"""The most read articles, ranked by the hour and shown beside every page."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils.timezone import now

from articles.models import Article, MostRead, PublicState, ReadCount, Window, add_reads
from articles.reader.moment import iso_moment
from articles.reader.most_read import rank
from articles.reader.read_counter import full_hour
from tests.articles.reader.pages import publish, publish_many, set_row, words
from tests.factories import Cast, make_cast, make_content

HOUR = timedelta(hours=1)


@pytest.fixture
def cast() -> Cast:
    return make_cast(number=7, name_en="News")


@pytest.fixture
def at() -> datetime:
    """Somewhere within an hour."""
    return full_hour(now()) + timedelta(minutes=20)


def read(article: Article, count: int, at: datetime, *, hours_ago: int) -> None:
    add_reads(full_hour(at) - hours_ago * HOUR, {article.pk: count})


def ranked(language: str = "en", window: Window = Window.DAY) -> list[str]:
    rows = MostRead.objects.filter(language=language, window=window).order_by("position")
    return list(rows.values_list("article__title", flat=True))


@pytest.mark.django_db
def test_reads_of_a_day_and_of_a_week_rank_by_themselves(cast: Cast, at: datetime) -> None:
    first, second, third = publish_many(cast, 3)
    read(first, 5, at, hours_ago=1)
    read(second, 3, at, hours_ago=24)
    read(second, 3, at, hours_ago=2)
    read(third, 9, at, hours_ago=25)
    read(first, 100, at, hours_ago=169)

    assert rank(at)

    assert ranked() == ["Article 2", "Article 1"]
    assert ranked(window=Window.WEEK) == ["Article 3", "Article 2", "Article 1"]
    assert ranked("zh") == []


@pytest.mark.django_db
def test_hour_that_is_not_over_waits(cast: Cast, at: datetime) -> None:
    (article,) = publish_many(cast, 1)
    read(article, 5, at, hours_ago=0)

    rank(at)
    assert ranked() == []
    rank(at + HOUR)
    assert ranked() == ["Article 1"]


@pytest.mark.django_db
def test_ranking_twice_changes_nothing(cast: Cast, at: datetime) -> None:
    articles = publish_many(cast, 3)
    for number, article in enumerate(articles):
        read(article, number + 1, at, hours_ago=1)

    assert rank(at)
    first = list(MostRead.objects.values())
    assert not rank(at)
    assert not rank(at + timedelta(minutes=39))
    assert list(MostRead.objects.values()) == first
    # An hour later the same reads give the same lists.
    before = ranked()
    assert rank(at + HOUR)
    assert ranked() == before


@pytest.mark.django_db
def test_languages_have_lists_of_their_own(cast: Cast, at: datetime) -> None:
    english = publish(cast, make_content(title="In English"))
    chinese = publish(cast, make_content(title="中文"), language="zh")
    for article in (english, chinese):
        read(article, 1, at, hours_ago=1)

    rank(at)

    assert ranked("en") == ["In English"]
    assert ranked("zh") == ["中文"]


@pytest.mark.django_db
def test_list_has_ten_places_and_of_equals_the_newest_first(cast: Cast, at: datetime) -> None:
    for article in publish_many(cast, 12):
        read(article, 1, at, hours_ago=3)

    rank(at)

    assert ranked() == [f"Article {number}" for number in range(1, 11)]


@pytest.mark.django_db
def test_counts_go_when_no_list_needs_them(cast: Cast, at: datetime) -> None:
    (article,) = publish_many(cast, 1)
    for hours_ago in (1, 168, 192, 193):
        read(article, 1, at, hours_ago=hours_ago)

    rank(at)

    oldest = ReadCount.objects.order_by("hour").values_list("hour", flat=True)[0]
    assert oldest == full_hour(at) - 192 * HOUR


@pytest.mark.django_db(transaction=True)
def test_several_workers_make_one_ranking(cast: Cast, at: datetime) -> None:
    for article in publish_many(cast, 3):
        read(article, 1, at, hours_ago=1)

    def work(_turn: int) -> bool:
        try:
            return rank(at)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(work, range(6)))

    assert done.count(True) == 1
    assert ranked() == ["Article 1", "Article 2", "Article 3"]


@pytest.mark.django_db
def test_lists_show_both_rankings_and_articles_the_newest_of_them(
    client: Client, cast: Cast, at: datetime
) -> None:
    article = publish(cast, make_content(title="Read a lot"))
    other = publish(cast, make_content(title="Read before"))
    read(article, 5, at, hours_ago=1)
    read(other, 9, at, hours_ago=30)
    rank(at)

    def ranked(address: str) -> str:
        html = client.get(address).content.decode()
        return html.partition('class="most-read"')[2].partition("</section>")[0]

    shown = ranked(cast.column.address("en"))
    day, _, week = shown.partition("<details")
    assert re.findall(">(Read [^<]*)</a>", day) == ["Read a lot"]
    assert re.findall(">(Read [^<]*)</a>", week) == ["Read before", "Read a lot"]
    assert f'datetime="{iso_moment(full_hour(at))}"' in shown
    assert "Counted every hour" in words(client.get("/en/"))
    assert re.findall(">(Read [^<]*)</a>", ranked(article.get_absolute_url())) == ["Read a lot"]
    chinese = publish(cast, language="zh")
    assert 'class="most-read"' not in client.get(chinese.get_absolute_url()).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "gone",
    [{"public_state": PublicState.WITHDRAWN}, {"expires_at": now() - timedelta(minutes=1)}],
)
def test_article_that_left_the_site_leaves_the_lists_at_once(
    client: Client, cast: Cast, at: datetime, gone: dict[str, Any]
) -> None:
    article, other = publish_many(cast, 2)
    for each in (article, other):
        read(each, 5, at, hours_ago=1)
    rank(at)

    set_row(article, **gone)

    html = client.get(other.get_absolute_url()).content.decode()
    shown = html.partition('class="most-read"')[2].partition("</section>")[0]
    assert "Article 2" in shown
    assert "Article 1" not in shown


@pytest.mark.django_db
def test_article_that_left_the_site_takes_no_place(cast: Cast, at: datetime) -> None:
    article, other = publish_many(cast, 2)
    for each in (article, other):
        read(each, 5, at, hours_ago=1)
    set_row(article, public_state=PublicState.WITHDRAWN)

    rank(at)

    assert ranked() == ["Article 2"]


@pytest.mark.django_db
def test_lists_cost_a_page_no_query(
    client: Client, cast: Cast, at: datetime, django_assert_num_queries: Any
) -> None:
    articles = publish_many(cast, 12)
    for article in articles:
        read(article, 1, at, hours_ago=1)
    rank(at)

    with django_assert_num_queries(3):
        response = client.get(articles[0].get_absolute_url())

    assert "Article 7" in words(response)
