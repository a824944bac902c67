"""Lists by time and by person: pages only where there is something to read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from articles.models import PublicState
from tests.articles.reader.pages import MORNING, publish, publish_many, set_row, titles, words
from tests.articles.reader.test_queries import Queries
from tests.factories import Cast, make_cast, make_content, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.mark.parametrize("period", ["2024", "2024/04", "2024/04/01"])
def test_archive_lists_what_was_published_then(client: Client, cast: Cast, period: str) -> None:
    publish(cast, make_content("That day"))
    publish(cast, make_content("A year before"), published_at=MORNING - timedelta(days=366))
    publish(cast, make_content("那天"), language="zh")
    assert titles(client, f"/en/archive/{period}/") == ["That day"]
    assert titles(client, f"/archive/{period}/") == ["那天"]


def test_a_day_begins_at_midnight_of_the_site_not_of_greenwich(client: Client, cast: Cast) -> None:
    moment = datetime(2024, 4, 30, 16, 30, tzinfo=UTC)  # half past midnight in Shanghai
    publish(cast, make_content("Labour day"), published_at=moment)
    assert titles(client, "/en/archive/2024/05/01/") == ["Labour day"]
    assert client.get("/en/archive/2024/04/30/").status_code == 404
    assert client.get("/en/archive/2024/04/").status_code == 404


def test_archive_leads_to_its_parts_and_to_what_it_is_part_of(client: Client, cast: Cast) -> None:
    publish(cast)
    publish(cast, published_at=MORNING + timedelta(days=40))
    year = client.get("/en/archive/2024/").content.decode()
    assert 'href="/en/archive/2024/04/"' in year
    assert 'href="/en/archive/2024/05/"' in year
    assert 'href="/en/archive/2024/06/"' not in year
    month = client.get("/en/archive/2024/04/").content.decode()
    assert 'href="/en/archive/2024/04/01/"' in month
    assert 'href="/en/archive/2024/"' in month


@pytest.mark.parametrize(
    "period",
    [
        "2024/13",
        "2024/00",
        "2024/02/30",
        "0000",
        "0001",
        "9999",
        "9999/12/31",
        "2023",
        "24",
        "2024/4",
    ],
)
def test_times_without_articles_are_no_pages(client: Client, cast: Cast, period: str) -> None:
    publish(cast)
    assert client.get(f"/en/archive/{period}/").status_code == 404


def test_article_leads_to_its_day(client: Client, cast: Cast) -> None:
    page = client.get(publish(cast).get_absolute_url()).content.decode()
    assert 'href="/en/archive/2024/04/01/"' in page


def test_person_has_what_he_wrote_and_what_he_edited(client: Client, cast: Cast) -> None:
    person = make_person("Wang Yi")
    publish(cast, make_content("Written", author=person.pk))
    publish(
        cast,
        make_content("Edited", column_editor=person.pk),
        published_at=MORNING - timedelta(minutes=1),
    )
    publish(cast, make_content("Of nobody"))
    address = f"/en/editor/{person.slug}/"
    assert titles(client, address) == ["Written", "Edited"]
    assert "Wang Yi" in words(client.get(address))


def test_article_leads_to_its_author_and_editor(client: Client, cast: Cast) -> None:
    author, editor = make_person("Wang Yi"), make_person("Li Er")
    content = make_content(author=author.pk, column_editor=editor.pk)
    page = client.get(publish(cast, content).get_absolute_url()).content.decode()
    assert f'href="/en/editor/{author.slug}/"' in page
    assert f'href="/en/editor/{editor.slug}/"' in page


@pytest.mark.parametrize("state", [PublicState.WITHDRAWN, None])
def test_person_without_visible_articles_has_no_page(
    client: Client, cast: Cast, state: PublicState | None
) -> None:
    person = make_person("Wang Yi")
    if state:
        article = publish(cast, make_content(author=person.pk))
        set_row(article, public_state=state)
    assert client.get(f"/en/editor/{person.slug}/").status_code == 404


def test_person_leads_to_the_other_language_only_where_there_is_something(
    client: Client, cast: Cast
) -> None:
    person = make_person("Wang Yi")
    publish(cast, make_content(author=person.pk))
    english, chinese = f"/en/editor/{person.slug}/", f"/editor/{person.slug}/"
    assert f'href="{chinese}"' not in client.get(english).content.decode()
    publish(cast, make_content("他写的", author=person.pk), language="zh")
    assert f'href="{chinese}"' in client.get(english).content.decode()


@pytest.mark.parametrize("amount", [1, 30])
def test_these_lists_need_as_many_queries_for_few_articles_as_for_many(
    client: Client, cast: Cast, django_assert_num_queries: Queries, amount: int
) -> None:
    person = make_person("Wang Yi")
    articles = publish_many(cast, amount)
    for article in articles:
        set_row(article, author_id=person.pk)
    with django_assert_num_queries(4):  # person, the other language, articles, columns
        client.get(f"/en/editor/{person.slug}/")
    with django_assert_num_queries(4):  # parts, the other language, articles, columns
        client.get("/en/archive/2024/04/")
    with django_assert_num_queries(3):  # the other language, articles, columns
        client.get("/en/archive/2024/04/01/")
