"""A reader's list: what stands on it, what it never tells, and what it asks of the database."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now
from pytest_django import DjangoAssertNumQueries

from accounts.erasure import erase
from accounts.export import own_data
from accounts.models import User
from articles.models import Article, PublicState, SavedArticle
from articles.saved.lists import PAGE_SIZE, saved_page
from articles.saved.own import exported
from tests.accounts.people import somebody
from tests.articles.reader.pages import publish, publish_many, set_row, words
from tests.factories import PASSWORD, Cast, make_cast, make_content, make_user

pytestmark = pytest.mark.django_db

LIST = "/accounts/saved/"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def reader(client: Client) -> User:
    """A reader, signed in."""
    user = make_user("reader")
    client.force_login(user)
    return user


def save(user: User, articles: Iterable[Article]) -> None:
    """Put articles on the list, one after another."""
    for article in articles:
        SavedArticle.objects.create(user=user, article=article, at=now())


def kill(article: Article) -> None:
    """Take an article down for good."""
    set_row(article, public_state=PublicState.KILLED, public_text="It was wrong.")


def add_page(article: Article) -> str:
    return f"/accounts/saved/add/{article.number}/"


def test_article_leads_to_the_page_that_saves_it(client: Client, cast: Cast) -> None:
    article = publish(cast)

    page = client.get(article.get_absolute_url())

    assert f'href="{add_page(article)}"' in page.content.decode()
    assert not page.cookies


def test_button_puts_the_article_on_the_list(client: Client, cast: Cast, reader: User) -> None:
    article = publish(cast, make_content(title="A bridge opens"))
    assert "A bridge opens" in words(client.get(add_page(article)))

    answer = client.post(add_page(article))

    assert (answer.status_code, answer["Location"]) == (303, LIST)
    assert list(reader.saved.values_list("article", flat=True)) == [article.pk]
    assert f'href="{article.get_absolute_url()}"' in client.get(LIST).content.decode()


def test_looking_saves_nothing(client: Client, cast: Cast, reader: User) -> None:
    client.get(add_page(publish(cast)))
    assert not SavedArticle.objects.exists()


def test_saving_twice_is_saving_once(client: Client, cast: Cast, reader: User) -> None:
    article = publish(cast)
    client.post(add_page(article))
    first = SavedArticle.objects.get().at

    answer = client.post(add_page(article))

    assert answer.status_code == 303
    assert SavedArticle.objects.get().at == first
    assert "on your list already" in words(client.get(add_page(article)))


def test_who_is_signed_out_signs_in_and_comes_back(client: Client, cast: Cast) -> None:
    article = publish(cast)
    for answer in (
        client.get(add_page(article)),
        client.post(add_page(article)),
        client.get(LIST),
        client.post(LIST, {"remove": article.number}),
    ):
        path = answer.wsgi_request.path
        assert answer.status_code == 302
        assert answer["Location"].endswith(f"next={path}")
    assert not SavedArticle.objects.exists()


def test_signing_in_leads_back_to_the_button(client: Client, cast: Cast) -> None:
    article, user = publish(cast), make_user("reader")
    door = client.get(add_page(article))["Location"]

    back = client.post(door, {"email": user.email, "password": PASSWORD})
    client.post(back["Location"])

    assert [row.article for row in user.saved.all()] == [article]


def test_what_readers_cannot_see_cannot_be_saved(client: Client, cast: Cast, reader: User) -> None:
    later = now() + timedelta(hours=1)
    hidden = [publish(cast) for _ in range(4)]
    set_row(hidden[0], public_state=PublicState.WITHDRAWN)
    kill(hidden[1])
    set_row(hidden[2], published_at=later)
    set_row(hidden[3], expires_at=now() - timedelta(hours=1))

    for article in hidden:
        assert client.get(add_page(article)).status_code == 404
        assert client.post(add_page(article)).status_code == 404
    assert client.get(f"{LIST}add/123456789/").status_code == 404
    assert not SavedArticle.objects.exists()


def test_article_that_left_the_site_is_told_of_without_its_title(
    client: Client, cast: Cast, reader: User
) -> None:
    article = publish(cast, make_content(title="What nobody may read any more"))
    save(reader, [article])
    kill(article)

    page = client.get(LIST)

    assert f"Article {article.number} is no longer on the site." in words(page)
    assert "What nobody may read" not in page.content.decode()
    assert article.get_absolute_url() not in page.content.decode()


def test_removing_takes_one_article_off_and_stays_on_the_page(
    client: Client, cast: Cast, reader: User
) -> None:
    kept, removed = publish(cast), publish(cast)
    save(reader, [kept, removed])

    answer = client.post(f"{LIST}?before=9999", {"remove": removed.number})

    assert (answer.status_code, answer["Location"]) == (303, f"{LIST}?before=9999")
    assert [row.article for row in reader.saved.all()] == [kept]


def test_what_has_left_the_site_can_be_removed_and_twice_does_no_harm(
    client: Client, cast: Cast, reader: User
) -> None:
    article = publish(cast)
    save(reader, [article])
    set_row(article, public_state=PublicState.WITHDRAWN)

    for _ in range(2):
        assert client.post(LIST, {"remove": article.number}).status_code == 303
    assert not SavedArticle.objects.exists()


def test_lists_of_others_are_neither_shown_nor_changed(
    client: Client, cast: Cast, reader: User
) -> None:
    article, other = publish(cast), make_user("other")
    save(other, [article])

    assert article.title not in words(client.get(LIST))
    client.post(LIST, {"remove": article.number})
    assert other.saved.count() == 1


def test_newest_stand_first_and_every_article_on_one_page(
    client: Client, cast: Cast, reader: User
) -> None:
    articles = publish_many(cast, 2 * PAGE_SIZE + 1)
    save(reader, articles)
    seen: list[int] = []
    address = LIST
    pages = 0
    while address:
        page = client.get(address).context["page"]
        seen += [row.article.number for row in page.rows]
        address = f"{LIST}?before={page.older}" if page.older else ""
        pages += 1

    assert seen == [article.number for article in reversed(articles)]
    assert pages == 3


def test_full_page_without_more_has_no_way_to_older_ones(
    client: Client, cast: Cast, reader: User
) -> None:
    save(reader, publish_many(cast, PAGE_SIZE))
    assert 'rel="next"' not in client.get(LIST).content.decode()


def test_page_whose_rows_are_gone_says_so(client: Client, reader: User) -> None:
    assert "Nothing yet." in words(client.get(LIST))
    assert "Nothing older is left" in words(client.get(f"{LIST}?before=1"))


@pytest.mark.parametrize(
    "value", ["", "0", "01", "-1", "1.0", "x", "１", "9" * 19, "1\0", "%ED%A0"]
)
def test_what_is_no_number_is_not_found(client: Client, reader: User, value: str) -> None:
    assert client.get(LIST, {"before": value}).status_code == 404
    assert client.post(LIST, {"remove": value}).status_code == 404
    assert client.get(f"{LIST}?before=1&before=2").status_code == 404
    assert client.post(LIST, {"remove": ["1", "2"]}).status_code == 404
    assert client.post(LIST).status_code == 404


@pytest.mark.parametrize("amount", [1, PAGE_SIZE + 5])
def test_list_needs_one_query_however_long_it_is(
    client: Client,
    cast: Cast,
    reader: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    amount: int,
) -> None:
    save(reader, publish_many(cast, amount))
    with django_assert_num_queries(1) as asked:
        page = saved_page(reader, now())
        assert all(row.article.title and row.is_visible for row in page.rows)  # type: ignore[attr-defined]
    assert '"body"' not in asked.captured_queries[0]["sql"]


def test_pages_are_kept_out_of_caches_and_search(client: Client, cast: Cast, reader: User) -> None:
    for address in (LIST, add_page(publish(cast))):
        page = client.get(address)
        assert page["Cache-Control"] == "private, no-store"
        assert '<meta name="robots" content="noindex">' in page.content.decode()


def test_forms_need_the_token_of_their_page(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("reader"))
    assert client.post(add_page(publish(cast))).status_code == 403
    assert client.post(LIST, {"remove": "1"}).status_code == 403
    assert not SavedArticle.objects.exists()


def test_title_is_shown_as_text_in_its_own_language(
    client: Client, cast: Cast, reader: User
) -> None:
    article = publish(cast, make_content(title="桥<b>通车"), language="zh")
    save(reader, [article])
    for address in (LIST, add_page(article)):
        page = client.get(address).content.decode()
        assert "桥&lt;b&gt;通车" in page
        assert 'lang="zh-Hans"' in page


def test_export_holds_the_list_without_titles_that_left_the_site(cast: Cast) -> None:
    reader = make_user("reader")
    visible, gone = publish(cast), publish(cast)
    save(reader, [visible, gone])
    save(make_user("other"), [visible])
    kill(gone)

    lines = json.loads(json.dumps(exported(reader)))["saved_articles"]

    assert [(line["article"], line["title"]) for line in lines] == [
        (gone.number, None),
        (visible.number, visible.title),
    ]


def test_own_data_and_erasure_of_an_account_know_of_the_list(cast: Cast) -> None:
    reader, other = make_user("reader"), make_user("other")
    article = publish(cast)
    save(reader, [article])
    save(other, [article])
    assert own_data(reader)["saved_articles"][0]["article"] == article.number

    erase(reader, somebody())

    assert (reader.saved.count(), other.saved.count()) == (0, 1)
