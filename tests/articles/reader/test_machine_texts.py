"""The small files that programs look for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import PIL.Image
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils.timezone import now

from articles.models import PublicState
from articles.reader.views.machine_texts import CLOSED, NEWEST
from tests.articles.reader.pages import publish, publish_many, set_row
from tests.factories import Cast, make_cast, make_content

pytestmark = pytest.mark.django_db

ADDRESSES = {
    "/robots.txt": "text/plain; charset=utf-8",
    "/llms.txt": "text/plain; charset=utf-8",
    "/.well-known/security.txt": "text/plain; charset=utf-8",
    "/manifest.webmanifest": "application/manifest+json",
    "/en/manifest.webmanifest": "application/manifest+json",
    "/favicon.ico": "image/x-icon",
    "/speculation-rules.json": "application/speculationrules+json",
}

Queries = Callable[[int], Any]


@pytest.fixture
def cast() -> Cast:
    return make_cast(number=7, name_zh="要闻", name_en="News")


@pytest.mark.parametrize("address", ADDRESSES)
def test_file_is_public_and_the_same_for_everybody(
    client: Client, cast: Cast, address: str
) -> None:
    signed_in = Client(headers={"accept-language": "fr", "host": "127.0.0.1"})
    signed_in.force_login(cast.chief)

    response = client.get(address)

    assert response.status_code == 200
    assert response.headers["Content-Type"] == ADDRESSES[address]
    assert response.headers["Cache-Control"].startswith("public")
    assert "Vary" not in response.headers
    assert not response.cookies
    assert signed_in.get(address).content == response.content


def test_robots_are_kept_from_private_pages_and_led_to_the_sitemaps(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines[0] == "User-agent: *"
    assert [line for line in lines if line.startswith("Disallow")] == [
        f"Disallow: {path}" for path in CLOSED
    ]
    maps = [line.partition(": ")[2] for line in lines if line.startswith("Sitemap")]
    assert maps == ["http://testserver/sitemap.xml", "http://testserver/sitemap-news.xml"]
    assert all(client.get(each).status_code == 200 for each in maps)


def test_security_txt_ends_at_a_date_ahead_and_within_a_year(client: Client) -> None:
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    fields = dict(line.split(": ", 1) for line in lines)

    assert fields["Contact"] == f"mailto:{settings.CONTACT_EMAIL}"
    assert fields["Canonical"] == "http://testserver/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "zh, en"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", fields["Expires"])
    left = datetime.fromisoformat(fields["Expires"]) - now()
    assert timedelta(days=90) < left < timedelta(days=365)


@pytest.mark.parametrize(
    ("address", "name", "language", "start"),
    [
        ("/manifest.webmanifest", "见道", "zh-Hans", "/"),
        ("/en/manifest.webmanifest", "Seetao", "en", "/en/"),
    ],
)
def test_manifest_names_the_site_and_icons_of_the_size_they_claim(
    client: Client, address: str, name: str, language: str, start: str
) -> None:
    value = json.loads(client.get(address).content)

    assert (value["name"], value["lang"], value["start_url"]) == (name, language, start)
    for icon in value["icons"]:
        path = finders.find(icon["src"].removeprefix(settings.STATIC_URL))
        assert isinstance(path, str)
        if icon["sizes"] != "any":
            with PIL.Image.open(path) as image:
                assert f"{image.width}x{image.height}" == icon["sizes"]
                assert icon["type"] == image.get_format_mimetype()
    assert {icon["sizes"] for icon in value["icons"]} >= {"192x192", "512x512"}
    assert any(icon.get("purpose") == "maskable" for icon in value["icons"])


def test_favicon_is_an_icon_of_three_sizes(client: Client) -> None:
    with PIL.Image.open(BytesIO(client.get("/favicon.ico").content)) as icon:
        assert icon.format == "ICO"
        assert set(icon.info["sizes"]) == {(16, 16), (32, 32), (48, 48)}


def test_llms_txt_leads_to_columns_feeds_and_twins_of_the_newest(
    client: Client, cast: Cast
) -> None:
    articles = publish_many(cast, NEWEST + 2)
    chinese = publish(cast, make_content(title="桥[通车]了"), language="zh")

    text = client.get("/llms.txt").content.decode()

    assert re.match(r"# Seetao", text)
    addresses = re.findall(r"\]\((.*?)\)", text)
    assert all(client.get(each).status_code == 200 for each in addresses)
    assert f"http://testserver/details/{articles[NEWEST - 1].number}.md" in addresses
    assert f"http://testserver/details/{articles[NEWEST].number}.md" not in addresses
    assert f"- [桥\\[通车\\]了](http://testserver/details/{chinese.number}.md)" in text
    for address in ("/en/list/7.html", "/list/7.html", "/feed/feed.json", "/en/feed/feed.json"):
        assert f"http://testserver{address}" in addresses


def test_llms_txt_forgets_a_withdrawn_article(client: Client, cast: Cast) -> None:
    article = publish(cast, make_content(title="A secret"))
    assert "A secret" in client.get("/llms.txt").content.decode()

    set_row(article, public_state=PublicState.WITHDRAWN)

    text = client.get("/llms.txt").content.decode()
    assert "A secret" not in text
    assert "list/7" not in text


@pytest.mark.parametrize("amount", [1, NEWEST + 1])
def test_llms_txt_needs_four_queries(
    client: Client, cast: Cast, django_assert_num_queries: Queries, amount: int
) -> None:
    publish_many(cast, amount)

    with django_assert_num_queries(4):  # columns and articles, in both languages
        client.get("/llms.txt")


def test_pages_name_the_file_that_says_what_to_fetch_ahead(client: Client, cast: Cast) -> None:
    article = publish(cast)

    for address in ("/", "/en/", article.get_absolute_url(), cast.column.address("en")):
        assert client.get(address).headers["Speculation-Rules"] == '"/speculation-rules.json"'
    for address in ("/feed/rss.xml", "/robots.txt", "/accounts/sign-in/", "/admin/login/"):
        assert "Speculation-Rules" not in client.get(address).headers


def test_only_articles_are_fetched_ahead(client: Client) -> None:
    response = client.get("/speculation-rules.json")

    assert response.headers["Content-Type"] == "application/speculationrules+json"
    assert response.headers["Cache-Control"] == "public, max-age=86400"
    (rule,) = response.json()["prefetch"]
    assert rule["eagerness"] == "moderate"
    # Never all of the site: a link that signs somebody out, or searches, must be followed.
    assert rule["where"] == {
        "and": [
            {"href_matches": "/details/*.html"},
            {"not": {"href_matches": r"/*\?(.+)"}},
        ]
    }
