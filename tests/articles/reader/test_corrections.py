"""Honest corrections: on the article, and all of a language on one page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from articles import editorial
from articles.models import Article, PublicState
from tests.articles.reader.pages import set_row, words
from tests.articles.reader.test_queries import Queries
from tests.factories import Cast, head_number, live, make_cast, make_content, make_live_article

pytestmark = pytest.mark.django_db

TOLD = "We said <ten> kilometres; it was twelve."


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def corrected(
    cast: Cast, change_class: str = "correction", text: str = TOLD, language: str = "en"
) -> Article:
    article = make_live_article(cast, language=language)
    content = make_content(body=["Twelve."], change_class=change_class, notice_text=text)
    editorial.save(article, content, actor=cast.reporter, base=head_number(article))
    return live(article, cast)


@pytest.mark.parametrize(("language", "kind"), [("en", "correction"), ("zh", "更正")])
def test_reader_of_the_article_is_told(
    client: Client, cast: Cast, language: str, kind: str
) -> None:
    page = words(client.get(corrected(cast, language=language).get_absolute_url()))
    assert kind in page
    assert "it was twelve" in page


def test_words_of_a_notice_are_no_markup(client: Client, cast: Cast) -> None:
    page = client.get(corrected(cast).get_absolute_url()).content.decode()
    assert "We said &lt;ten&gt; kilometres" in page


def test_pending_correction_is_nobodys_business(client: Client, cast: Cast) -> None:
    article = make_live_article(cast)
    content = make_content(body=["Twelve."], change_class="correction", notice_text=TOLD)
    editorial.save(article, content, actor=cast.reporter, base=1)
    for address in (article.get_absolute_url(), "/en/corrections/"):
        assert "it was twelve" not in words(client.get(address))


def test_update_changes_the_time_of_update(client: Client, cast: Cast) -> None:
    response = client.get(corrected(cast, "update", "").get_absolute_url())
    assert "Updated:" in words(response)
    assert "notices-heading" not in response.content.decode()


def test_every_time_names_its_clock_and_chinese_has_no_space_after_its_colon(
    client: Client, cast: Cast
) -> None:
    english, chinese = (
        client.get(corrected(cast, language=language).get_absolute_url()).content.decode()
        for language in ("en", "zh")
    )

    for page in (english, chinese):
        times = page.count("<time")
        assert times >= 3  # published, updated, corrected
        assert page.count("</time> (UTC+8)") == times
    assert "Updated: <time" in english
    assert "更新时间：<time" in chinese


def test_typo_changes_no_time(client: Client, cast: Cast) -> None:
    article = make_live_article(cast, make_content(body=["Many peple came."]))
    content = make_content(body=["Many people came."], change_class="typo")
    editorial.save(article, content, actor=cast.reporter, base=1)
    live(article, cast)
    page = words(client.get(article.get_absolute_url()))
    assert "people" in page
    assert "Updated:" not in page


def test_page_of_corrections_holds_those_of_its_language(client: Client, cast: Cast) -> None:
    corrected(cast, text="It was twelve.")
    corrected(cast, text="应为十二公里。", language="zh")
    english, chinese = client.get("/en/corrections/"), client.get("/corrections/")
    assert "It was twelve." in words(english)
    assert "应为" not in words(english)
    assert "应为十二公里。" in words(chinese)


def test_update_without_words_is_not_listed(client: Client, cast: Cast) -> None:
    corrected(cast, "update", "")
    assert "Nothing has been corrected so far." in words(client.get("/en/corrections/"))


def test_notice_goes_when_its_article_goes(client: Client, cast: Cast) -> None:
    article = corrected(cast)
    assert "it was twelve" in words(client.get("/en/corrections/"))
    set_row(article, public_state=PublicState.WITHDRAWN)
    assert "it was twelve" not in words(client.get("/en/corrections/"))
    set_row(article, public_state=PublicState.LIVE, published_at=now() - timedelta(hours=1))
    set_row(article, expires_at=now() - timedelta(seconds=1))
    assert "it was twelve" not in words(client.get("/en/corrections/"))


@pytest.mark.parametrize("place", ["?page=2", "?page=0", "?page=x", "?before=999999"])
def test_places_that_are_not_there_are_404(client: Client, cast: Cast, place: str) -> None:
    corrected(cast)
    assert client.get(f"/en/corrections/{place}").status_code == 404


@pytest.mark.parametrize("amount", [1, 3])
def test_corrections_need_as_many_queries_for_few_as_for_many(
    client: Client, cast: Cast, django_assert_num_queries: Queries, amount: int
) -> None:
    for _ in range(amount):
        article = corrected(cast)
    with django_assert_num_queries(2):  # notices with their articles, columns
        client.get("/en/corrections/")
    with django_assert_num_queries(3):  # the article; columns, keywords, notices; related
        client.get(article.get_absolute_url())
