"""The breaking banner: above every page of its language, until it ends by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import now

from articles import editorial
from articles.models import Article, Placement, PublicState, Slot
from tests.articles.reader.pages import publish, set_row
from tests.factories import (
    Cast,
    make_cast,
    make_content,
    make_keyword,
    make_page,
    make_person,
    make_placement,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
TEXT = "Trains run again <b>now</b>"

Queries = Callable[[int], Any]


@pytest.fixture
def cast() -> Cast:
    return make_cast(number=7)


@pytest.fixture
def article(cast: Cast) -> Article:
    return publish(
        cast,
        make_content(keywords=(make_keyword("railway").pk,), author=make_person("Ann").pk),
    )


@pytest.fixture
def banner(cast: Cast, article: Article) -> Placement:
    return make_placement(article, cast, Slot.BANNER, text=TEXT, until_at=now() + HOUR)


def shown(client: Client, address: str = "/en/") -> str:
    """Return the words of the banner on a page; empty where there is none."""
    html = client.get(address).content.decode()
    found = re.search(r'<aside class="banner".*?</aside>', html, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", found[0])).split()) if found else ""


@pytest.mark.usefixtures("banner")
def test_every_page_of_its_language_shows_it_and_no_other_page(
    client: Client, cast: Cast, article: Article
) -> None:
    make_page(cast)
    publish(cast, make_content(title="中文"), language="zh")
    year = "/en/archive/2024/"
    for address in (
        *("/en/", "/en/list/7.html", article.get_absolute_url(), "/en/keyword/railway/"),
        *("/en/editor/ann/", year, "/en/corrections/", "/en/page/about/", "/en/saved/"),
    ):
        assert shown(client, address) == f"Breaking news {TEXT}", address
    for address in ("/", "/list/7.html", "/corrections/", "/en/nowhere/", "/accounts/sign-in/"):
        assert shown(client, address) == "", address


@pytest.mark.usefixtures("banner")
def test_it_leads_to_its_article_and_says_where_it_is_that_page(
    client: Client, article: Article
) -> None:
    link = article.get_absolute_url()
    home, itself = (
        " ".join(client.get(address).content.decode().split()) for address in ("/en/", link)
    )

    assert f'href="{link}" >Trains run again &lt;b&gt;now' in home
    assert f'href="{link}" aria-current="page">Trains run again' in itself


@pytest.mark.usefixtures("banner")
def test_it_is_a_named_region_above_the_head_and_no_alert(client: Client) -> None:
    html = client.get("/en/").content.decode()

    before, _, after = html.partition('<aside class="banner" aria-labelledby="banner">')
    assert '<header class="masthead">' in after
    assert '<header class="masthead">' not in before
    assert 'class="skip"' in before
    assert after.count('id="banner"') == 1
    assert "alert" not in after


def test_it_begins_and_ends_by_itself_to_the_moment(
    client: Client, banner: Placement, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = timedelta(microseconds=1)
    assert banner.until_at is not None
    answers = []
    for at in (
        banner.from_at - moment,
        banner.from_at,
        banner.until_at - moment,
        banner.until_at,
    ):
        monkeypatch.setattr("articles.reader.views.home.now", lambda at=at: at)
        answers.append(shown(client) != "")

    assert answers == [False, True, True, False]


@pytest.mark.parametrize(
    "gone",
    [
        {"public_state": PublicState.WITHDRAWN},
        {"public_state": PublicState.KILLED, "public_text": "Gone."},
        {"expires_at": now()},
    ],
    ids=["withdrawn", "killed", "expired"],
)
@pytest.mark.usefixtures("banner")
def test_it_leads_to_nothing_that_readers_do_not_have(
    client: Client, article: Article, gone: dict[str, Any]
) -> None:
    set_row(article, **gone)

    assert shown(client) == ""


def test_a_newer_one_takes_its_place_and_taken_off_it_is_gone(
    client: Client, cast: Cast, banner: Placement, article: Article
) -> None:
    newer = make_placement(article, cast, Slot.BANNER, text="It rains", until_at=now() + HOUR)
    during = shown(client)

    editorial.unplace(newer, actor=cast.chief, reason="It is dry.")

    assert during == "Breaking news It rains"
    assert shown(client) == ""


@pytest.mark.usefixtures("banner")
def test_it_costs_no_query(
    client: Client, article: Article, django_assert_num_queries: Queries
) -> None:
    with django_assert_num_queries(4):
        client.get("/en/")
    with django_assert_num_queries(3):
        client.get("/en/list/7.html")
    with django_assert_num_queries(3):
        client.get(article.get_absolute_url())
