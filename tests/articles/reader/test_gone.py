"""What stands at the address of an article that readers can't see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from articles.models import Article, PublicState
from tests.articles.reader.pages import publish, set_row, words
from tests.factories import Cast, make_article, make_cast, make_content

pytestmark = pytest.mark.django_db

NOTE = {"en": "This article is no longer available", "zh": "这篇文章已不再提供"}


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def make_gone(cast: Cast, language: str, **facts: object) -> Article:
    article = publish(cast, make_content(title="Gone title"), language=language)
    set_row(article, **facts)
    return article


@pytest.mark.parametrize("language", ["en", "zh"])
def test_withdrawn_article_is_404_with_a_note_in_its_language(
    client: Client, cast: Cast, language: str
) -> None:
    article = make_gone(cast, language, public_state=PublicState.WITHDRAWN)

    response = client.get(article.get_absolute_url())

    assert response.status_code == 404
    assert NOTE[language] in words(response)
    assert "Gone title" not in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_expired_article_is_404_with_a_note_in_its_language(
    client: Client, cast: Cast, language: str
) -> None:
    article = make_gone(cast, language, expires_at=now() - timedelta(seconds=1))

    response = client.get(article.get_absolute_url())

    assert response.status_code == 404
    assert NOTE[language] in words(response)


def test_its_living_translation_is_one_step_away(client: Client, cast: Cast) -> None:
    article = make_gone(cast, "en", public_state=PublicState.WITHDRAWN)
    page = client.get(article.get_absolute_url()).content.decode()
    assert ">中文首页</a>" in page

    other = publish(cast, make_content(title="还在"), language="zh")
    set_row(other, story=article.story)
    page = client.get(article.get_absolute_url()).content.decode()

    assert f'href="{other.get_absolute_url()}"' in page
    assert ">中文</a>" in page


def test_article_is_shown_until_it_expires(client: Client, cast: Cast) -> None:
    article = make_gone(cast, "en", expires_at=now() + timedelta(hours=1))

    assert client.get(article.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("language", "said"), [("en", "removed from this site for good"), ("zh", "永久移除")]
)
def test_killed_article_is_410(client: Client, cast: Cast, language: str, said: str) -> None:
    article = make_gone(
        cast, language, public_state=PublicState.KILLED, public_text="The fire & the <flood>."
    )

    response = client.get(article.get_absolute_url())

    assert response.status_code == 410
    assert said in words(response)
    assert "The fire &amp; the &lt;flood&gt;." in response.content.decode()
    assert "Gone title" not in response.content.decode()


@pytest.mark.parametrize("state", [PublicState.LIVE, PublicState.WITHDRAWN, PublicState.KILLED])
def test_article_that_never_appeared_is_as_unknown_as_any_number(
    client: Client, cast: Cast, state: PublicState
) -> None:
    facts = {"public_state": state, "published_at": now() + timedelta(hours=1)}
    article = make_gone(cast, "en", public_text="It was wrong.", **facts)

    response = client.get(article.get_absolute_url())

    assert response.status_code == 404
    assert response.content == client.get("/details/999999999.html").content


def test_draft_is_as_unknown_as_any_number(client: Client, cast: Cast) -> None:
    draft = make_article(cast)

    response = client.get(draft.get_absolute_url())

    assert response.status_code == 404
    assert response.content == client.get("/details/999999999.html").content


def test_unknown_address_answers_in_both_languages(client: Client) -> None:
    response = client.get("/nowhere/at/all")

    assert response.status_code == 404
    assert "此网址下没有页面" in words(response)
    assert "There is no page at this address." in words(response)
    assert 'href="/en/"' in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/details/0.html",
        "/details/007.html",
        "/details/-1.html",
        "/details/1e3.html",
        "/details/１.html",
        "/details/1.html/",
        "/details/1.htm",
        "/details/1.html%00",
        "/details/1000000000000000000.html",
        "/details/99999999999999999999999999.html",
        "/details/.html",
        "/en/details/1.html",
    ],
)
def test_what_is_no_number_is_404(client: Client, cast: Cast, address: str) -> None:
    publish(cast, number=1)

    assert client.get(address).status_code == 404


def test_biggest_number_that_is_one_is_looked_for(client: Client, cast: Cast) -> None:
    publish(cast, number=999_999_999_999_999_999)

    assert client.get("/details/999999999999999999.html").status_code == 200
