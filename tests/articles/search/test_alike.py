"""What may be covered already is found by title and by text, and nothing else is."""

from __future__ import annotations

from typing import Any

import pytest

from articles.models import Article
from articles.search import alike
from tests.factories import Cast, make_article, make_cast, make_content

pytestmark = pytest.mark.django_db

TEXT = (
    "The first trains of the new line left the capital at dawn; four million people live along "
    "its stations, and the ministry expects that goods will follow within a year of this opening."
)
OTHERS = {
    "en": ("A starch factory turns its waste water into power", "Cement works opens in the north"),
    "zh": ("东非一处工地旁开办起重机司机学校", "水库上的光伏电站：既发电，又省水"),
}


@pytest.fixture
def cast() -> Cast:
    cast = make_cast()
    for language, titles in OTHERS.items():
        for title in titles:
            make_article(cast, make_content(title=title), language=language)
    return cast


def titles(title: str, text: str = "") -> list[str]:
    return [each.article.title for each in alike(title, text, Article.objects.all())]


@pytest.mark.parametrize(
    ("language", "first", "again"),
    [
        ("zh", "中国中亚机制秘书处启动仪式在西安举行", "中国—中亚机制秘书处在西安启动"),
        ("zh", "匈塞铁路匈牙利段完成铺轨", "匈塞铁路匈牙利段铺轨完成"),
        (
            "en",
            "Launching Ceremony of the Secretariat of the China Central Asia Mechanism",
            "China-Central Asia Mechanism Secretariat launched in Xi'an",
        ),
        (
            "en",
            "Port city in Southeast Asia opens its first metro",
            "First metro of Southeast Asian port city opens",
        ),
        ("en", "Rail", "RAIL"),
        ("zh", "铁", "铁"),
    ],
)
def test_a_title_written_anew_is_found(cast: Cast, language: str, first: str, again: str) -> None:
    make_article(cast, make_content(title=first), language=language)

    assert titles(again) == [first]


def test_a_text_written_under_another_title_is_found(cast: Cast) -> None:
    make_article(cast, make_content(title="Trains run along the new line", body=[TEXT]))

    assert titles("A new line brings trains to four million people") == []
    assert titles("A new line brings trains to four million people", TEXT[30:]) == [
        "Trains run along the new line"
    ]


def test_other_news_of_the_same_trade_is_not_found(cast: Cast) -> None:
    assert titles("A cement school turns waste into drivers of cranes", TEXT) == []
    assert titles("南亚一座水泥厂旁开办光伏学校，既发电又省水") == []
    assert titles("") == []
    assert titles("?! ... ％") == []


def test_likest_stand_first_and_not_too_many(cast: Cast) -> None:
    for number in range(9):
        make_article(cast, make_content(title=f"Metro opens in port city {number}"))

    found = titles("Metro opens in port city 4")

    assert found[0] == "Metro opens in port city 4"
    assert len(found) == 5


def test_it_asks_no_more_of_a_larger_archive(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    title = "Launching ceremony of the Secretariat of the China Central Asia Mechanism"
    for _number in range(12):
        make_article(cast, make_content(title=title))

    with django_assert_max_num_queries(17):
        assert len(titles(title, TEXT)) == 5
