"""Lists in pages: by number up to a limit, then by key; never page 1 silently."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from articles.models import PublicState
from articles.reader import listing
from articles.reader.listing import LAST_NUMBERED_PAGE, PAGE_SIZE
from tests.articles.reader.pages import MORNING, publish_many, set_row, titles, words
from tests.factories import Cast, make_cast, make_keyword

pytestmark = pytest.mark.django_db

COLUMN = "/en/list/7.html"
LISTS = [COLUMN, "/en/keyword/railway/"]
ADDRESSES = ["/en/", *LISTS]


@pytest.fixture
def cast() -> Cast:
    return make_cast(number=7)


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two articles a page, three numbered pages."""
    monkeypatch.setattr(listing, "PAGE_SIZE", 2)
    monkeypatch.setattr(listing, "LAST_NUMBERED_PAGE", 3)


def next_page(client: Client, address: str) -> str:
    """Return where "Older" leads; empty on the last page."""
    html = client.get(address).content.decode()
    found = re.search(r'href="([^"]*)"\s+rel="next"', html)
    return found[1] if found else ""


def named(*numbers: int) -> list[str]:
    return [f"Article {number}" for number in numbers]


@pytest.mark.parametrize("address", LISTS)
def test_page_holds_twenty_and_the_rest_follow(client: Client, cast: Cast, address: str) -> None:
    publish_many(cast, PAGE_SIZE + 1, keywords=[make_keyword("railway").pk])

    assert titles(client, address) == named(*range(1, 21))
    assert titles(client, f"{address}?page=2") == named(21)
    assert client.get(f"{address}?page=3").status_code == 404


def test_full_page_without_more_behind_it_is_the_last(client: Client, cast: Cast) -> None:
    publish_many(cast, PAGE_SIZE)

    assert next_page(client, COLUMN) == ""
    assert client.get(f"{COLUMN}?page=2").status_code == 404


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.usefixtures("small_pages")
def test_following_older_shows_every_article_once(client: Client, cast: Cast, address: str) -> None:
    articles = publish_many(cast, 11, keywords=[make_keyword("railway").pk])
    seen, visited, place = [], [], address
    while place:
        visited.append(place)
        seen += titles(client, place)
        place = next_page(client, place)

    assert seen == named(*range(1, 12))
    assert visited == [
        address,
        f"{address}?page=2",
        f"{address}?page=3",
        f"{address}?before={articles[5].number}",
        f"{address}?before={articles[7].number}",
        f"{address}?before={articles[9].number}",
    ]


@pytest.mark.usefixtures("small_pages")
def test_articles_of_one_minute_are_neither_lost_nor_doubled(client: Client, cast: Cast) -> None:
    publish_many(cast, 11, minutes_apart=0)
    seen, place = [], COLUMN
    while place:
        seen += titles(client, place)
        place = next_page(client, place)

    # The higher number is the newer one.
    assert seen == named(*range(11, 0, -1))


@pytest.mark.usefixtures("small_pages")
def test_older_than_the_oldest_is_404(client: Client, cast: Cast) -> None:
    articles = publish_many(cast, 3)

    assert client.get(f"{COLUMN}?before={articles[1].number}").status_code == 200
    assert client.get(f"{COLUMN}?before={articles[2].number}").status_code == 404


def test_older_than_an_article_that_the_list_does_not_hold_is_404(
    client: Client, cast: Cast
) -> None:
    first, withdrawn, _third = publish_many(cast, 3)
    (elsewhere, *_) = publish_many(make_cast(number=8), 2)
    (chinese, *_) = publish_many(cast, 2, language="zh")
    set_row(withdrawn, public_state=PublicState.WITHDRAWN)

    assert client.get(f"{COLUMN}?before={first.number}").status_code == 200
    for other in (withdrawn, elsewhere, chinese):
        assert client.get(f"{COLUMN}?before={other.number}").status_code == 404
    assert client.get(f"{COLUMN}?before=123456789").status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "parameters",
    [
        "page=",
        "page=0",
        "page=-1",
        "page=01",
        "page=%2B2",
        "page=2.0",
        "page=２",
        "page=two",
        "page=2%00",
        "page=2%0A",
        "page= 2",
        "page=2&page=3",
        "page=99999999999999999999999999",
        "before=",
        "before=0",
        "before=x",
        "before=%00",
        "before=99999999999999999999999999",
        "before=1&before=2",
        "page=2&before=1",
        "page=1&before=1",
        "page=1&page=1&before=",
    ],
)
def test_bad_parameter_is_404_and_never_page_1(
    client: Client, cast: Cast, address: str, parameters: str
) -> None:
    publish_many(cast, 2, keywords=[make_keyword("railway").pk])

    assert client.get(f"{address}?{parameters}").status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_1_leads_to_the_lists_own_address(client: Client, cast: Cast, address: str) -> None:
    publish_many(cast, 1, keywords=[make_keyword("railway").pk])

    response = client.get(f"{address}?page=1&utm_source=x")

    assert response.status_code == 301
    assert response.headers["Location"] == address


@pytest.mark.parametrize("address", ADDRESSES)
def test_unknown_parameter_changes_nothing(client: Client, cast: Cast, address: str) -> None:
    publish_many(cast, PAGE_SIZE + 1, keywords=[make_keyword("railway").pk])

    for place, tracked in (
        (address, f"{address}?from=timeline&%00=%FF"),
        (f"{address}?page=2", f"{address}?page=2&utm_source=x"),
    ):
        assert client.get(tracked).content == client.get(place).content


def test_last_numbered_page_is_50_and_then_keys_go_on(client: Client, cast: Cast) -> None:
    articles = publish_many(cast, LAST_NUMBERED_PAGE * PAGE_SIZE + 1)
    last = articles[LAST_NUMBERED_PAGE * PAGE_SIZE - 1]

    assert titles(client, f"{COLUMN}?page=50") == named(*range(981, 1001))
    assert next_page(client, f"{COLUMN}?page=50") == f"{COLUMN}?before={last.number}"
    assert titles(client, f"{COLUMN}?before={last.number}") == named(1001)
    assert client.get(f"{COLUMN}?page=51").status_code == 404


@pytest.mark.usefixtures("small_pages")
def test_pages_lead_back_and_name_their_one_address(client: Client, cast: Cast) -> None:
    articles = publish_many(cast, 9)

    first, second, third, by_key = (
        " ".join(client.get(f"{COLUMN}{place}").content.decode().split())
        for place in ("", "?page=2", "?page=3", f"?before={articles[5].number}")
    )

    assert 'rel="prev"' not in first
    assert f'href="{COLUMN}" rel="prev"' in second
    assert f'href="{COLUMN}?page=2" rel="prev"' in third
    assert f'<a href="{COLUMN}">Newest</a>' in by_key
    assert f'rel="canonical" href="http://testserver{COLUMN}"' in first
    assert f'rel="canonical" href="http://testserver{COLUMN}?page=2"' in second
    assert 'rel="alternate" hreflang' in first
    assert 'rel="alternate" hreflang' not in second


@pytest.mark.parametrize(
    ("address", "language", "said"),
    [("/en/?page=2", "en", "Latest news page 2"), ("/?page=2", "zh", "最新报道 第2页")],
)
def test_page_says_which_it_is(
    client: Client, cast: Cast, address: str, language: str, said: str
) -> None:
    publish_many(cast, PAGE_SIZE + 1, language=language)

    assert said in words(client.get(address))


def test_article_published_meanwhile_moves_the_pages_by_key_not_at_all(
    client: Client, cast: Cast
) -> None:
    articles = publish_many(cast, 4)
    address = f"{COLUMN}?before={articles[1].number}"
    before = titles(client, address)

    set_row(articles[3], published_at=MORNING)

    assert before == named(3, 4)
    assert titles(client, address) == named(3)
