"""Standing pages as readers get them, and the ways that lead to them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles import editorial
from articles.models import Page
from tests.articles.reader.pages import publish, words
from tests.factories import Cast, make_cast, make_page

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
Queries = Callable[[int], Any]


@pytest.fixture
def cast() -> Cast:
    return make_cast(number=7)


def hide(page: Page, cast: Cast) -> None:
    page.is_published = False
    base = editorial.newest_event(page)
    editorial.edit_page(page, actor=cast.chief, reason="Not any more.", base=base)


def page_of(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_each_language_has_its_page_under_one_short_name(client: Client, cast: Cast) -> None:
    make_page(cast, body="<h2>Who</h2><p>We <em>report</em>.</p>")
    make_page(cast, language="zh", title="关于我们", body="<p>我们做报道。</p>")

    english, chinese = page_of(client, "/en/page/about/"), page_of(client, "/page/about/")

    assert '<html lang="en">' in english
    assert "<h1>About us</h1>" in english
    assert "<h2>Who</h2><p>We <em>report</em>.</p>" in english
    assert '<html lang="zh-Hans">' in chinese
    assert "<h1>关于我们</h1>" in chinese
    assert '<meta name="description" content="Who We report.' in english.replace("\n", " ")


def test_versions_name_each_other(client: Client, cast: Cast) -> None:
    make_page(cast)
    make_page(cast, language="zh", title="关于我们")

    for address, other in (
        ("/en/page/about/", "/page/about/"),
        ("/page/about/", "/en/page/about/"),
    ):
        html = page_of(client, address)

        assert f'rel="canonical" href="{SITE}{address}"' in html
        assert f'hreflang="zh-Hans" href="{SITE}/page/about/"' in html
        assert f'hreflang="en" href="{SITE}/en/page/about/"' in html
        assert f'hreflang="x-default" href="{SITE}/en/page/about/"' in html
        assert f'class="switch" href="{other}"' in html
        assert "Not available" not in html


def test_page_without_a_translation_says_so_and_names_none(client: Client, cast: Cast) -> None:
    make_page(cast)
    hide(make_page(cast, language="zh", title="关于我们"), cast)

    html = page_of(client, "/en/page/about/")

    assert "Not available in Chinese" in html
    assert "hreflang=" not in html.partition("<body>")[0]
    assert client.get("/page/about/").status_code == 404


def test_page_that_readers_may_not_have_is_404(client: Client, cast: Cast) -> None:
    page = make_page(cast)
    assert client.get("/en/page/about/").status_code == 200
    hide(page, cast)

    for address in ("/en/page/about/", "/en/page/About/", "/en/page/nothing/", "/page/关于/"):
        response = client.get(address)
        assert response.status_code == 404
        assert b"We report" not in response.content


def test_what_reached_the_table_some_other_way_is_harmless(client: Client, cast: Cast) -> None:
    page = make_page(cast)
    Page.objects.filter(pk=page.pk).update(body="<p>We report.</p><script>x()</script>")

    html = page_of(client, "/en/page/about/")

    assert "<p>We report.</p>" in html
    assert "x()" not in html


def test_published_pages_stand_in_the_foot_of_every_page_in_their_order(
    client: Client, cast: Cast
) -> None:
    article = publish(cast)
    make_page(cast, "privacy", title="Privacy", order=2)
    make_page(cast, "about", title="About us", order=1)
    hide(make_page(cast, "secret", title="A secret"), cast)
    make_page(cast, language="zh", title="关于我们")

    for address in ("/en/", "/en/list/7.html", article.get_absolute_url(), "/en/page/about/"):
        foot = page_of(client, address).partition('<footer class="colophon"')[2]

        linked = re.findall(r'href="(/(?:en/)?page/[^"]*)"', foot)
        assert linked == ["/en/page/about/", "/en/page/privacy/"]
        assert "关于我们" not in foot
        assert "A secret" not in foot
    assert 'href="/en/page/about/" aria-current="page"' in page_of(client, "/en/page/about/")
    assert 'href="/page/about/"' in page_of(client, "/")


@pytest.mark.parametrize("amount", [1, 12])
def test_page_needs_two_queries_however_many_there_are(
    client: Client, cast: Cast, django_assert_num_queries: Queries, amount: int
) -> None:
    for number in range(amount):
        make_page(cast, f"page-{number}")

    with django_assert_num_queries(2):  # the page in both languages, what stands around it
        client.get("/en/page/page-0/")


def test_pages_are_in_the_sitemap_with_their_moment_and_versions(
    client: Client, cast: Cast
) -> None:
    page = make_page(cast)
    make_page(cast, language="zh", title="关于我们")
    make_page(cast, "privacy")
    hide(make_page(cast, "secret"), cast)

    xml = client.get("/sitemap-lists.xml").content.decode()

    entries = {match[1]: match[0] for match in re.finditer(r"<url><loc>(.*?)</loc>.*", xml)}
    moment = page.changed_at.astimezone().isoformat()[:10]
    assert f"<lastmod>{moment}" in entries[f"{SITE}/en/page/about/"]
    assert entries[f"{SITE}/en/page/about/"].count("hreflang=") == 3
    assert entries[f"{SITE}/page/about/"].count("hreflang=") == 3
    assert "hreflang=" not in entries[f"{SITE}/en/page/privacy/"]
    assert "secret" not in xml


def test_llms_txt_names_pages(client: Client, cast: Cast) -> None:
    make_page(cast)
    hide(make_page(cast, "secret"), cast)

    text = client.get("/llms.txt").content.decode()

    assert f"- [About us]({SITE}/en/page/about/)" in text
    assert "secret" not in text


def test_articles_name_the_principles_that_there_are(client: Client, cast: Cast) -> None:
    article = publish(cast)

    def publisher() -> dict[str, Any]:
        html = client.get(article.get_absolute_url()).content.decode()
        block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
        assert block is not None
        found: dict[str, Any] = json.loads(block[1])["@graph"][0]["publisher"]
        return found

    before = publisher()
    ethics = make_page(cast, "ethics", title="Ethics")
    make_page(cast, "corrections-policy", title="Corrections policy")
    during = publisher()
    hide(ethics, cast)

    assert "publishingPrinciples" not in before
    assert before["correctionsPolicy"] == f"{SITE}/en/corrections/"
    assert during["publishingPrinciples"] == f"{SITE}/en/page/ethics/"
    assert during["correctionsPolicy"] == f"{SITE}/en/page/corrections-policy/"
    assert "publishingPrinciples" not in publisher()


def test_page_says_when_its_words_changed_last(client: Client, cast: Cast) -> None:
    make_page(cast)

    assert re.search(
        r"Last changed: \d+ [A-Z][a-z]+ \d{4}, \d\d:\d\d", words(client.get("/en/page/about/"))
    )
