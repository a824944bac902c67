"""The home page: what editors chose, the newest in empty places, and a block for each column."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils.timezone import now

from articles import editorial
from articles.models import Article, Placement, PublicState, Slot
from articles.reader.front import COLUMN_SIZE, LATEST_SIZE, _newest_of_columns
from articles.reader.listing import PAGE_SIZE
from tests.articles.reader.pages import MORNING, publish, publish_many, set_row, titles
from tests.factories import Cast, make_cast, make_content, make_placement

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
ABOVE = 5  # the lead and four pinned

Queries = Callable[[int], Any]


@pytest.fixture
def cast() -> Cast:
    return make_cast(number=7, order=1, name_zh="要闻", name_en="News")


def part(client: Client, name: str, address: str = "/en/") -> list[str]:
    """Return the titles within the parts of the home page that have this class."""
    html = client.get(address).content.decode()
    found = []
    for piece in re.split(r'(?=class="(?:front-|part"))', html):
        if piece.startswith(f'class="{name}"'):
            found += re.findall(r"<h[23]>\s*<a [^>]*>(.*?)</a>", piece, re.DOTALL)
    return [unescape(title) for title in found]


def blocks(client: Client, address: str = "/en/") -> dict[str, list[str]]:
    """Return the titles of each column's block, by the column's name, in order."""
    html = client.get(address).content.decode()
    _, _, columns = html.partition('class="front-columns"')
    found = {}
    for piece in columns.split("<section")[1:]:
        name, *shown = re.findall(r"<h[23][^>]*>\s*<a [^>]*>(.*?)</a>", piece, re.DOTALL)
        found[name] = shown
    return found


def lead(client: Client, address: str = "/en/") -> str:
    (title,) = part(client, "front-lead", address)
    return title


def titled(cast: Cast, title: str, language: str = "en", hours_ago: int = 100) -> Article:
    at = now() - hours_ago * HOUR
    return publish(cast, make_content(title=title), language=language, published_at=at)


def numbered(*numbers: int) -> list[str]:
    return [f"Article {number}" for number in numbers]


def test_without_a_choice_the_newest_fill_all_places(client: Client, cast: Cast) -> None:
    publish_many(cast, 30)

    assert lead(client) == "Article 1"
    assert part(client, "front-pinned") == numbered(2, 3, 4, 5)
    last = ABOVE + LATEST_SIZE
    shown = titles(client, "/en/")
    assert shown == numbered(*range(1, last + COLUMN_SIZE + 1))
    assert blocks(client) == {"News": shown[last:]}


def test_what_editors_chose_stands_in_its_place_and_nowhere_else(
    client: Client, cast: Cast
) -> None:
    articles = publish_many(cast, 30)
    make_placement(articles[24], cast)
    make_placement(articles[2], cast, Slot.PINNED, position=3)

    assert lead(client) == "Article 25"
    assert part(client, "front-pinned") == numbered(1, 2, 3, 4)
    shown = titles(client, "/en/")
    assert len(shown) == len(set(shown))
    assert "Article 25" not in [*part(client, "front-side"), *blocks(client)["News"]]


def test_an_article_in_two_places_stands_in_the_first(client: Client, cast: Cast) -> None:
    articles = publish_many(cast, 8)
    for slot, position in ((Slot.LEAD, 1), (Slot.PINNED, 1), (Slot.PINNED, 2)):
        make_placement(articles[6], cast, slot, position=position)

    assert lead(client) == "Article 7"
    assert part(client, "front-pinned") == numbered(1, 2, 3, 4)


def test_each_language_has_a_home_page_of_its_own(client: Client, cast: Cast) -> None:
    titled(cast, "Newer", hours_ago=1)
    titled(cast, "更新", "zh", hours_ago=1)
    make_placement(titled(cast, "Chosen"), cast)

    assert lead(client) == "Chosen"
    assert lead(client, "/") == "更新"


@pytest.mark.parametrize(
    "gone",
    [
        {"public_state": PublicState.WITHDRAWN},
        {"public_state": PublicState.KILLED, "public_text": "Gone."},
        {"expires_at": now()},
        {"published_at": now() + 24 * HOUR},
    ],
    ids=["withdrawn", "killed", "expired", "scheduled"],
)
def test_an_article_that_readers_do_not_have_leaves_its_place_to_the_newest(
    client: Client, cast: Cast, gone: dict[str, Any]
) -> None:
    titled(cast, "Newer", hours_ago=1)
    chosen = titled(cast, "Chosen")
    make_placement(chosen, cast)
    before = lead(client)

    set_row(chosen, **gone)

    assert (before, lead(client)) == ("Chosen", "Newer")
    assert "Chosen" not in titles(client, "/en/")


def test_a_reinstated_article_has_its_place_again(client: Client, cast: Cast) -> None:
    titled(cast, "Newer", hours_ago=1)
    chosen = titled(cast, "Chosen")
    make_placement(chosen, cast)
    set_row(chosen, public_state=PublicState.WITHDRAWN)
    during = lead(client)

    set_row(chosen, public_state=PublicState.LIVE)

    assert (during, lead(client)) == ("Newer", "Chosen")


def test_a_place_begins_and_ends_by_itself(client: Client, cast: Cast) -> None:
    titled(cast, "Newer", hours_ago=1)
    placement = make_placement(titled(cast, "Chosen"), cast, from_at=now() + HOUR)
    before = lead(client)
    rows = Placement.objects.filter(pk=placement.pk)

    rows.update(from_at=now() - 2 * HOUR, until_at=now() + HOUR)
    during = lead(client)
    rows.update(until_at=now() - HOUR)

    assert (before, during, lead(client)) == ("Newer", "Chosen", "Newer")


def test_what_is_taken_off_is_gone_at_once(client: Client, cast: Cast) -> None:
    titled(cast, "Newer", hours_ago=1)
    placement = make_placement(titled(cast, "Chosen"), cast)
    before = lead(client)

    editorial.unplace(placement, actor=cast.chief, reason="Over.")

    assert (before, lead(client)) == ("Chosen", "Newer")


def test_columns_show_their_newest_in_the_editors_order(client: Client, cast: Cast) -> None:
    publish_many(cast, ABOVE + LATEST_SIZE)
    energy = make_cast(order=3, name_en="Energy")
    ports = make_cast(order=2, name_en="Ports")
    empty = make_cast(order=4, name_en="Empty")
    titled(empty, "另一", "zh")
    for column, name in ((energy, "Dam"), (ports, "Quay")):
        for number in range(COLUMN_SIZE + 1):
            publish(
                column,
                make_content(title=f"{name} {number}"),
                published_at=MORNING - timedelta(days=1 + number),
            )

    assert list(blocks(client).items()) == [
        ("Ports", [f"Quay {number}" for number in range(COLUMN_SIZE)]),
        ("Energy", [f"Dam {number}" for number in range(COLUMN_SIZE)]),
    ]


def test_column_blocks_hold_what_readers_have(client: Client, cast: Cast) -> None:
    publish_many(cast, ABOVE + LATEST_SIZE)
    ports = make_cast(order=2, name_en="Ports")
    shown, withdrawn, expired = (titled(ports, f"Quay {number}") for number in range(3))
    for each in (shown, withdrawn, expired):
        set_row(each, published_at=MORNING - timedelta(days=1))
    set_row(withdrawn, public_state=PublicState.WITHDRAWN)
    set_row(expired, expires_at=now())

    assert blocks(client) == {"Ports": ["Quay 0"]}


def test_every_article_is_reached_by_following_older(client: Client, cast: Cast) -> None:
    articles = publish_many(cast, 3 * PAGE_SIZE)
    make_placement(articles[50], cast)
    seen: set[str] = set()
    place = "/en/"
    while place:
        seen |= set(titles(client, place))
        html = client.get(place).content.decode()
        older = re.search(r'href="([^"]*)"\s+rel="next"', html)
        place = older[1] if older else ""

    assert seen == set(numbered(*range(1, 3 * PAGE_SIZE + 1)))


def test_further_pages_are_the_plain_list(client: Client, cast: Cast) -> None:
    articles = publish_many(cast, PAGE_SIZE + 3)
    make_placement(articles[PAGE_SIZE], cast)

    assert titles(client, "/en/?page=2") == numbered(21, 22, 23)
    assert 'class="front-lead"' not in client.get("/en/?page=2").content.decode()


def test_headings_are_in_order_and_name_their_parts(client: Client, cast: Cast) -> None:
    publish_many(cast, ABOVE + LATEST_SIZE + 2)

    html = client.get("/en/").content.decode()

    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    names = re.findall(r'aria-labelledby="([^"]*)"', html)
    assert all(html.count(f'id="{name}"') == 1 for name in names)


def test_only_the_leads_picture_loads_at_once(client: Client, cast: Cast) -> None:
    publish_many(cast, 30)

    assert client.get("/en/").content.decode().count("fetchpriority") <= 1


def test_column_blocks_read_an_index_and_not_all_articles(cast: Cast) -> None:
    publish_many(cast, 30)
    visible = Article.objects.visible(now()).filter(language="en")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")  # so few rows need no index
            cursor.execute("ANALYZE articles_article")  # not when the server finds the time

    plan = Article.objects.filter(pk__in=_newest_of_columns(visible, {1, 2})).explain()

    assert "article_public_by_column" in plan
    assert not re.search(r"SCAN articles_article|Seq Scan on articles_article", plan)


@pytest.mark.parametrize("amount", [1, 12])
def test_home_needs_four_queries_whatever_stands_there(
    client: Client, django_assert_num_queries: Queries, amount: int
) -> None:
    for _ in range(amount):
        cast = make_cast()
        articles = publish_many(cast, 2 * amount)
    for position in range(1, min(amount, 4) + 1):
        make_placement(articles[position], cast, Slot.PINNED, position=position)

    with django_assert_num_queries(4):  # newest, chosen, columns' newest, what stands around
        client.get("/en/")
