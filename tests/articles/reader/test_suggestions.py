"""Suggestions while a search is typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from articles.models import KeywordAlias
from articles.reader.views import suggestions
from tests.articles.reader.pages import MORNING, publish, publish_many
from tests.factories import Cast, make_article, make_cast, make_content, make_keyword

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast(number=7)


def suggested(client: Client, typed: str, *, language: str = "en") -> list[str]:
    prefix = "/en" if language == "en" else ""
    response = client.get(f"{prefix}/search/suggestions", {"q": typed})
    assert response.headers["Content-Type"] == "application/json"
    asked, found = response.json()
    assert asked == " ".join(typed.split())[: suggestions.LONGEST]
    assert isinstance(found, list)
    return found


def test_keywords_come_before_titles(client: Client, cast: Cast) -> None:
    keyword = make_keyword("Railways")
    publish(cast, make_content(title="A railway opens", keywords=(keyword.pk,)))

    assert suggested(client, "RAIL") == ["Railways", "A railway opens"]


def test_keyword_is_found_by_every_name_and_only_if_it_has_a_page(
    client: Client, cast: Cast
) -> None:
    keyword, unused = make_keyword("China Railway"), make_keyword("Crecent")
    KeywordAlias.objects.create(keyword=keyword, language="en", name="CREC")
    publish(cast, make_content(keywords=(keyword.pk,)))
    make_article(cast, make_content(title="Crecent", keywords=(unused.pk,)))

    assert suggested(client, "crec") == ["China Railway"]


def test_words_of_titles_are_known_by_their_beginnings(client: Client, cast: Cast) -> None:
    publish(cast, make_content(title="Tanzania opens a railway"))
    publish(cast, make_content(title="坦桑尼亚铁路开通"), language="zh")

    assert suggested(client, "tanz") == suggested(client, "a rail") == ["Tanzania opens a railway"]
    assert suggested(client, "ailway") == []
    assert suggested(client, "铁路", language="zh") == ["坦桑尼亚铁路开通"]
    assert suggested(client, "路", language="zh") == ["坦桑尼亚铁路开通"]
    assert suggested(client, "铁路") == []


@pytest.mark.parametrize("typed", ["", "r", "?", "%", "_", "% ", "\x00"])
def test_too_little_suggests_nothing(client: Client, cast: Cast, typed: str) -> None:
    publish(cast, make_content(title="r % _ railway"))

    assert client.get("/en/search/suggestions", {"q": typed}).json()[1] == []


def test_newest_titles_are_suggested_and_no_more_than_fit(client: Client, cast: Cast) -> None:
    articles = publish_many(cast, 12)

    assert suggested(client, "article") == [each.title for each in articles[: suggestions.MOST]]


def test_title_is_suggested_once(client: Client, cast: Cast) -> None:
    keyword = make_keyword("Railway")
    for hours in (1, 2, 3):
        content = make_content(title="Railway", keywords=(keyword.pk,))
        publish(cast, content, published_at=MORNING + timedelta(hours=hours))

    assert suggested(client, "railway") == ["Railway"]


def test_only_recent_titles_are_looked_through(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggestions, "RECENT", 2)
    articles = publish_many(cast, 3)

    assert suggested(client, "article") == [each.title for each in articles[:2]]


@pytest.mark.parametrize("amount", [1, 30])
def test_suggestions_need_two_queries(
    client: Client, cast: Cast, django_assert_num_queries: Callable[[int], Any], amount: int
) -> None:
    publish_many(cast, amount)

    with django_assert_num_queries(2):  # keywords, titles
        suggested(client, "article")
    with django_assert_num_queries(0):
        suggested(client, "a")


def test_suggestions_may_be_cached_but_not_indexed(client: Client) -> None:
    response = client.get("/search/suggestions?q=铁路")

    assert response.headers["Cache-Control"].startswith("public, max-age=")
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert client.post("/search/suggestions").status_code == 405
