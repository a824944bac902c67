"""Sitemaps: what the protocol asks for, true dates, and nobody in them who is not public."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.utils.timezone import now

from articles.models import PublicState
from articles.reader.period import Period, published_in
from articles.reader.sitemaps import months as months_module
from articles.reader.sitemaps.months import AT_ONCE, FILE_SIZE
from articles.reader.views import sitemap as views
from articles.reader.views.article import readable
from tests.articles.reader.pages import MORNING, SHANGHAI, publish, publish_many, set_row
from tests.factories import Cast, make_cast, make_content, make_keyword

pytestmark = pytest.mark.django_db

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
W3C = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
SITE = "http://testserver"
PROTOCOL_LIMIT = 50_000

Queries = Callable[[int], Any]


@pytest.fixture
def cast() -> Cast:
    return make_cast(number=7)


def parsed(client: Client, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200, address
    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314 # our own


def listed(client: Client, address: str) -> dict[str, str | None]:
    """Return the addresses that a sitemap or an index names, with their lastmod."""
    found = {}
    for each in parsed(client, address):
        assert {child.tag for child in each} <= {f"{MAP}loc", f"{MAP}lastmod", LINK}
        location, changed = each.findtext(f"{MAP}loc"), each.findtext(f"{MAP}lastmod")
        assert location is not None
        assert location.startswith(f"{SITE}/")
        assert changed is None or W3C.fullmatch(changed)
        found[location] = changed
    return found


def versions(client: Client, address: str) -> dict[str, dict[str, str]]:
    """Return by address what a sitemap says of the page's languages."""
    return {
        each.findtext(f"{MAP}loc", ""): {
            link.attrib["hreflang"]: link.attrib["href"] for link in each.findall(LINK)
        }
        for each in parsed(client, address)
    }


def test_index_names_lists_and_months_with_the_newest_change_of_each(
    client: Client, cast: Cast
) -> None:
    publish(cast, published_at=datetime(2024, 4, 1, 8, 0, tzinfo=SHANGHAI))
    changed = publish(cast, published_at=datetime(2024, 4, 2, 8, 0, tzinfo=SHANGHAI))
    set_row(changed, updated_at=datetime(2024, 6, 1, 9, 30, tzinfo=SHANGHAI))
    publish(cast, published_at=datetime(2023, 12, 31, 23, 59, tzinfo=SHANGHAI), language="zh")

    assert parsed(client, "/sitemap.xml").tag == f"{MAP}sitemapindex"
    assert listed(client, "/sitemap.xml") == {
        f"{SITE}/sitemap-lists.xml": None,
        f"{SITE}/sitemap-2024-04.xml": "2024-06-01T09:30:00+08:00",
        f"{SITE}/sitemap-2023-12.xml": "2023-12-31T23:59:00+08:00",
    }


def test_month_is_the_one_of_the_sites_zone(client: Client, cast: Cast) -> None:
    article = publish(cast, published_at=datetime(2024, 3, 31, 16, 0, tzinfo=UTC))

    assert list(listed(client, "/sitemap-2024-04.xml")) == [f"{SITE}{article.get_absolute_url()}"]
    assert client.get("/sitemap-2024-03.xml").status_code == 404


def test_article_says_when_its_words_changed(client: Client, cast: Cast) -> None:
    untouched = publish(cast, number=1)
    updated = publish(cast, number=2)
    set_row(updated, updated_at=MORNING + timedelta(days=1))
    set_row(untouched, changed_at=now())

    assert listed(client, "/sitemap-2024-04.xml") == {
        f"{SITE}/details/1.html": "2024-04-01T08:00:00+08:00",
        f"{SITE}/details/2.html": "2024-04-02T08:00:00+08:00",
    }


def test_versions_of_a_story_name_each_other_and_themselves(client: Client, cast: Cast) -> None:
    story = uuid4()
    publish(cast, number=1, language="zh", story=story)
    publish(cast, number=2, language="en", story=story, published_at=MORNING + timedelta(days=40))
    publish(cast, number=3)

    april, may = versions(client, "/sitemap-2024-04.xml"), versions(client, "/sitemap-2024-05.xml")

    both = {
        "zh-Hans": f"{SITE}/details/1.html",
        "en": f"{SITE}/details/2.html",
        "x-default": f"{SITE}/details/2.html",
    }
    assert april == {f"{SITE}/details/1.html": both, f"{SITE}/details/3.html": {}}
    assert may == {f"{SITE}/details/2.html": both}


def test_version_that_is_not_public_is_not_named(client: Client, cast: Cast) -> None:
    story = uuid4()
    publish(cast, number=1, language="zh", story=story)
    other = publish(cast, number=2, language="en", story=story)

    set_row(other, public_state=PublicState.WITHDRAWN)

    assert versions(client, "/sitemap-2024-04.xml") == {f"{SITE}/details/1.html": {}}


def test_lists_name_what_has_a_page(client: Client, cast: Cast) -> None:
    railway, bridge = make_keyword("railway"), make_keyword("桥", "zh")
    make_keyword("unused")
    publish(cast, make_content(keywords=(railway.pk,)))
    publish(cast, make_content(keywords=(bridge.pk,)), language="zh")

    found = versions(client, "/sitemap-lists.xml")

    home = {"zh-Hans": f"{SITE}/", "en": f"{SITE}/en/", "x-default": f"{SITE}/en/"}
    assert found[f"{SITE}/"] == found[f"{SITE}/en/"] == home
    assert set(found) == {
        f"{SITE}{address}"
        for address in (
            "/",
            "/en/",
            "/corrections/",
            "/en/corrections/",
            "/list/7.html",
            "/en/list/7.html",
            railway.get_absolute_url(),
            bridge.get_absolute_url(),
        )
    }
    assert all(client.get(address.removeprefix(SITE)).status_code == 200 for address in found)


def test_busy_month_fills_several_files_of_the_protocols_size(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert FILE_SIZE <= PROTOCOL_LIMIT
    monkeypatch.setattr(months_module, "FILE_SIZE", 3)
    monkeypatch.setattr(views, "FILE_SIZE", 3)
    publish_many(cast, 7)

    index = listed(client, "/sitemap.xml")

    names = ["sitemap-2024-04.xml", "sitemap-2024-04-2.xml", "sitemap-2024-04-3.xml"]
    assert [*index] == [f"{SITE}/{name}" for name in ("sitemap-lists.xml", *names)]
    files = [[*listed(client, f"/{name}")] for name in names]
    assert [len(file) for file in files] == [3, 3, 1]
    assert len({address for file in files for address in file}) == 7
    assert client.get("/sitemap-2024-04-4.xml").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/sitemap-2024-04.xml",
        "/sitemap-2024-13.xml",
        "/sitemap-0000-01.xml",
        "/sitemap-9999-12.xml",
        "/sitemap-2024-04-0.xml",
        "/sitemap-2024-04-999999999999999999.xml",
        "/sitemap-2024-4.xml",
    ],
)
def test_month_without_articles_has_no_file(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_site_without_articles_has_an_index_all_the_same(client: Client) -> None:
    assert [*listed(client, "/sitemap.xml")] == [f"{SITE}/sitemap-lists.xml"]
    assert not len(parsed(client, "/sitemap-news.xml"))


def test_news_of_the_last_two_days_are_listed_newest_first(client: Client, cast: Cast) -> None:
    at = now()
    recent = publish(
        cast, make_content(title="桥 & <路>"), language="zh", published_at=at - timedelta(hours=47)
    )
    newest = publish(cast, published_at=at - timedelta(minutes=1))
    set_row(newest, title="Bad \x08]]> & worse", updated_at=at)
    publish(cast, published_at=at - timedelta(hours=49))

    urls = parsed(client, "/sitemap-news.xml").findall(f"{MAP}url")

    assert [url.findtext(f"{MAP}loc") for url in urls] == [
        f"{SITE}{each.get_absolute_url()}" for each in (newest, recent)
    ]
    said = [
        [
            url.findtext(f"{NEWS}news/{NEWS}{name}")
            for name in (f"publication/{NEWS}name", f"publication/{NEWS}language", "title")
        ]
        for url in urls
    ]
    assert said == [["Seetao", "en", "Bad ]]> & worse"], ["见道", "zh-cn", "桥 & <路>"]]
    first_published = urls[0].findtext(f"{NEWS}news/{NEWS}publication_date", "")
    assert W3C.fullmatch(first_published)
    assert datetime.fromisoformat(first_published) == (at - timedelta(minutes=1)).replace(
        microsecond=0
    )


@pytest.mark.parametrize(
    "gone",
    [
        {"public_state": PublicState.WITHDRAWN},
        {"public_state": PublicState.KILLED, "public_text": "Gone."},
        {"expires_at": now()},
    ],
    ids=["withdrawn", "killed", "expired"],
)
def test_article_that_left_the_site_leaves_the_sitemaps(
    client: Client, cast: Cast, gone: dict[str, Any]
) -> None:
    at = now() - timedelta(hours=1)
    keyword = make_keyword("railway")
    article = publish(cast, make_content(keywords=(keyword.pk,)), published_at=at)
    month = f"/sitemap-{at.astimezone(SHANGHAI):%Y-%m}.xml"
    assert article.get_absolute_url() in client.get("/sitemap-news.xml").content.decode()

    set_row(article, **gone)

    assert client.get(month).status_code == 404
    assert month not in client.get("/sitemap.xml").content.decode()
    assert "details" not in client.get("/sitemap-news.xml").content.decode()
    assert "railway" not in client.get("/sitemap-lists.xml").content.decode()


@pytest.mark.parametrize("amount", [1, 12])
def test_sitemaps_need_as_many_queries_for_few_articles_as_for_many(
    client: Client, cast: Cast, django_assert_num_queries: Queries, amount: int
) -> None:
    keywords = [make_keyword(f"keyword {number}").pk for number in range(amount)]
    publish_many(cast, amount, keywords=keywords, minutes_apart=60 * 24 * 31)

    with django_assert_num_queries(3):  # oldest, newest, months
        client.get("/sitemap.xml")
    with django_assert_num_queries(1):
        assert client.get("/sitemap-2024-03.xml").status_code == 200
    with django_assert_num_queries(1):
        client.get("/sitemap-news.xml")
    with django_assert_num_queries(4):  # standing pages, columns of both languages, keywords
        client.get("/sitemap-lists.xml")


def test_month_is_read_from_an_index(cast: Cast) -> None:
    publish_many(cast, 3)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")  # so few rows need no index
    april = published_in(Period(2024, 4), now())

    assert "article_public_by_moment" in april.order_by().values("published_at").explain()


def test_other_language_is_asked_for_as_the_index_of_stories_has_it() -> None:
    # Of 280,000 articles it took 3.5 seconds without; few rows are planned otherwise.
    assert '"trashed_at" IS NULL' in str(readable(now()).query)


def test_long_history_is_asked_for_in_parts(
    client: Client, cast: Cast, django_assert_num_queries: Queries
) -> None:
    publish(cast)
    publish(cast, published_at=MORNING.replace(year=2024 - AT_ONCE // 12 - 1))

    with django_assert_num_queries(4):
        assert len(listed(client, "/sitemap.xml")) == 3


@pytest.mark.parametrize("name", ["sitemap", "sitemap-lists", "sitemap-news", "sitemap-2024-04"])
def test_sitemap_may_be_cached_and_is_the_same_for_everybody(
    client: Client, cast: Cast, name: str
) -> None:
    publish(cast)
    signed_in = Client(headers={"accept-language": "fr", "host": "127.0.0.1"})
    signed_in.force_login(cast.chief)

    response = client.get(f"/{name}.xml")

    assert response.headers["Cache-Control"].startswith("public")
    assert "Vary" not in response.headers
    assert not response.cookies
    assert signed_in.get(f"/{name}.xml").content == response.content
