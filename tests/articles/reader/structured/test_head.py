"""What an article's head says to programs, and that it says what the page says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from uuid import uuid4

import PIL.Image
import pytest
from django.test import Client

from articles.content import Figure
from articles.media.intake import take_in
from articles.models import Notice
from articles.reader.structured.script import data_block
from tests.articles.reader.pages import MORNING, publish, set_row
from tests.factories import (
    Cast,
    make_cast,
    make_column,
    make_content,
    make_keyword,
    make_person,
)

pytestmark = pytest.mark.django_db

SITE = "http://testserver"

Queries = Callable[[int], Any]


class _Head(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.metas: list[tuple[str, str]] = []
        self.links: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = facts.get("property") or facts.get("name", "")
            self.metas.append((name, facts.get("content", "")))
        elif tag == "link":
            self.links.append(facts)


@pytest.fixture
def cast() -> Cast:
    return make_cast(number=7, name_zh="要闻", name_en="News")


def head(client: Client, address: str) -> _Head:
    reader = _Head()
    reader.feed(client.get(address).content.decode())
    return reader


def blocks(client: Client, address: str) -> list[Any]:
    html = client.get(address).content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return [json.loads(each) for each in found]


def graph(client: Client, address: str) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Return the article, the breadcrumb and Baidu's times."""
    first, times = blocks(client, address)
    assert first["@context"] == "https://schema.org"
    article, breadcrumb = first["@graph"]
    return article, breadcrumb, times


def full(client: Client, cast: Cast) -> str:
    """Publish an article with everything, and return its address."""
    file = BytesIO()
    PIL.Image.new("RGB", (120, 80), "navy").save(file, "PNG")
    cover = take_in(file.getvalue(), alt_en="A bridge", credit="Zhou")
    story = uuid4()
    publish(cast, language="zh", number=5, story=story)
    content = make_content(
        title="Rails & roads",
        leads=("Trains run.",),
        keywords=(make_keyword("railway").pk,),
        author=make_person("Li Xiao").pk,
        column_editor=make_person("Zhou Yingwen").pk,
        copyright="All rights.",
        cover=Figure(image=cover.pk),
        reading_minutes_override=13,
    )
    article = publish(cast, content, number=276749, story=story)
    article.refresh_from_db()
    set_row(article, updated_at=MORNING + timedelta(days=1))
    assert article.live is not None
    Notice.objects.create(
        article=article,
        kind="correction",
        text="It was 9.",
        revision_from=article.live,
        revision_to=article.live,
        at=MORNING + timedelta(days=1),
    )
    return article.get_absolute_url()


def test_article_is_described_in_full(client: Client, cast: Cast) -> None:
    article, _breadcrumb, _times = graph(client, full(client, cast))

    publisher = article.pop("publisher")
    (image,) = article.pop("image")
    address = f"{SITE}/details/276749.html"
    assert article == {
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": "Rails & roads",
        "description": "Trains run.",
        "datePublished": "2024-04-01T08:00:00+08:00",
        "dateModified": "2024-04-02T08:00:00+08:00",
        "inLanguage": "en",
        "articleSection": "News",
        "keywords": ["railway"],
        "wordCount": 6,
        "timeRequired": "PT13M",
        "isAccessibleForFree": True,
        "author": [
            {"@type": "Person", "name": "Li Xiao", "url": f"{SITE}/en/editor/li-xiao/"},
        ],
        "editor": {
            "@type": "Person",
            "name": "Zhou Yingwen",
            "url": f"{SITE}/en/editor/zhou-yingwen/",
        },
        "copyrightNotice": "All rights.",
        "correction": [
            {
                "@type": "CorrectionComment",
                "name": "correction",
                "text": "It was 9.",
                "datePublished": "2024-04-02T08:00:00+08:00",
            }
        ],
        "workTranslation": {
            "@type": "NewsArticle",
            "@id": f"{SITE}/details/5.html",
            "url": f"{SITE}/details/5.html",
            "inLanguage": "zh-Hans",
        },
    }
    assert (publisher["@type"], publisher["name"]) == ("NewsMediaOrganization", "Seetao")
    assert publisher["url"] == f"{SITE}/en/"
    assert publisher["correctionsPolicy"] == f"{SITE}/en/corrections/"
    assert publisher["logo"]["url"].startswith(f"{SITE}/static/")
    assert (image["width"], image["height"], image["creditText"]) == ("120 px", "80 px", "Zhou")
    assert image["url"].startswith(f"{SITE}/media/images/")


def test_bare_article_is_described_with_what_it_has(client: Client, cast: Cast) -> None:
    article = publish(cast, make_content(title="字" * 200), language="zh")

    described, _breadcrumb, _times = graph(client, article.get_absolute_url())

    assert described["headline"] == "字" * 200
    (author,) = described["author"]
    assert author["name"] == "见道"
    assert author.items() < described["publisher"].items()
    assert described["dateModified"] == described["datePublished"]
    assert described["image"][0]["url"].startswith(f"{SITE}/static/card")
    for missing in ("editor", "correction", "keywords", "copyrightNotice", "workTranslation"):
        assert missing not in described


def test_translation_names_the_original(client: Client, cast: Cast) -> None:
    story = uuid4()
    original = publish(cast, language="zh", number=5, story=story)
    original.refresh_from_db()
    translation = publish(cast, number=6, story=story)
    set_row(translation, source_revision=original.live)

    article, _breadcrumb, _times = graph(client, "/details/6.html")

    assert article["translationOfWork"]["url"] == f"{SITE}/details/5.html"
    assert "workTranslation" not in article


def test_breadcrumb_leads_from_home_through_the_columns(client: Client, cast: Cast) -> None:
    cast.column.parent = make_column(number=3, name_en="World")
    cast.column.save()
    _article, breadcrumb, _times = graph(client, full(client, cast))

    assert breadcrumb["@type"] == "BreadcrumbList"
    assert [
        (each["@type"], each["position"], each["name"], each["item"])
        for each in breadcrumb["itemListElement"]
    ] == [
        ("ListItem", 1, "Home", f"{SITE}/en/"),
        ("ListItem", 2, "World", f"{SITE}/en/list/3.html"),
        ("ListItem", 3, "News", f"{SITE}/en/list/7.html"),
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_breadcrumb_says_what_the_page_shows(client: Client, cast: Cast, language: str) -> None:
    address = publish(cast, language=language).get_absolute_url()
    html = client.get(address).content.decode()
    crumbs = html.partition('<nav class="crumbs"')[2].partition("</nav>")[0]
    shown = re.findall(r'<a href="([^"]*)">([^<]*)</a>', crumbs)

    _article, breadcrumb, _times = graph(client, address)

    assert shown == [
        (each["item"].removeprefix(SITE), each["name"]) for each in breadcrumb["itemListElement"]
    ]
    assert len(shown) == 2


def test_baidu_gets_beijings_clock(client: Client, cast: Cast) -> None:
    _article, _breadcrumb, times = graph(client, full(client, cast))

    assert times["@id"] == f"{SITE}/details/276749.html"
    assert (times["pubDate"], times["upDate"]) == ("2024-04-01T08:00:00", "2024-04-02T08:00:00")


def test_data_can_end_neither_its_element_nor_its_line() -> None:
    evil = "</script><!-- & ]]>\u2028\u2029\x00"

    block = data_block({"name": evil})

    inner = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not re.search("[<>&\u2028\u2029\x00]", inner)
    assert json.loads(inner) == {"name": evil}


def test_words_of_an_article_can_not_leave_the_data(client: Client, cast: Cast) -> None:
    article = publish(cast)
    set_row(article, title="</script><script>alert(1)</script>", leads=["<!--<script>"])

    described, _breadcrumb, _times = graph(client, article.get_absolute_url())

    assert described["headline"] == "</script><script>alert(1)</script>"
    assert "<script>" not in client.get(article.get_absolute_url()).content.decode()


def test_networks_get_a_card(client: Client, cast: Cast) -> None:
    metas = head(client, full(client, cast)).metas

    said = dict(metas)
    assert said["og:type"] == "article"
    assert said["og:title"] == "Rails & roads"
    assert said["og:description"] == "Trains run."
    assert said["og:url"] == f"{SITE}/details/276749.html"
    assert said["og:image"].startswith(f"{SITE}/media/images/")
    assert (said["og:image:width"], said["og:image:height"]) == ("120", "80")
    assert said["og:image:alt"] == "A bridge"
    assert (said["og:locale"], said["og:locale:alternate"]) == ("en_US", "zh_CN")
    assert said["article:published_time"] == "2024-04-01T08:00:00+08:00"
    assert said["article:modified_time"] == "2024-04-02T08:00:00+08:00"
    assert said["article:author"] == f"{SITE}/en/editor/li-xiao/"
    assert (said["article:section"], said["article:tag"]) == ("News", "railway")
    assert said["twitter:card"] == "summary_large_image"
    assert "max-image-preview:large" in said["robots"]
    names = [name for name, _content in metas if name.startswith(("og:", "article:p"))]
    assert len(names) == len(set(names))


def test_languages_of_a_story_name_each_other_mutually(client: Client, cast: Cast) -> None:
    found = []
    for address in (full(client, cast), "/details/5.html"):
        links = head(client, address).links
        found.append({each["hreflang"]: each["href"] for each in links if "hreflang" in each})
        (canonical,) = [each["href"] for each in links if each["rel"] == "canonical"]
        assert canonical == SITE + address

    assert found[0] == found[1]
    assert found[0] == {
        "zh-Hans": f"{SITE}/details/5.html",
        "en": f"{SITE}/details/276749.html",
        "x-default": f"{SITE}/details/276749.html",
    }


@pytest.mark.parametrize(
    ("address", "amount"),
    [("/", 3), ("/en/", 3), ("/en/list/7.html", 6), ("/en/keyword/railway/", 6)],
)
def test_page_leads_to_its_feeds_and_to_those_of_the_site(
    client: Client, cast: Cast, address: str, amount: int
) -> None:
    full(client, cast)

    feeds = [each for each in head(client, address).links if "title" in each]

    assert len(feeds) == amount
    assert len({each["title"] for each in feeds}) == amount
    for each in feeds:
        response = client.get(each["href"])
        assert response.status_code == 200
        assert response.headers["Content-Type"].startswith(each["type"])
        assert each["href"].startswith(SITE)


def test_article_leads_to_its_twin_the_manifest_and_icons(client: Client, cast: Cast) -> None:
    links = head(client, full(client, cast)).links

    (twin,) = [each["href"] for each in links if each.get("type") == "text/markdown"]
    assert twin == f"{SITE}/details/276749.md"
    (manifest,) = [each["href"] for each in links if each["rel"] == "manifest"]
    assert client.get(manifest).status_code == 200
    assert next(each["href"] for each in links if each["rel"] == "icon") == "/favicon.ico"
    assert any(each["rel"] == "apple-touch-icon" for each in links)


def test_gone_article_says_nothing_to_programs(client: Client, cast: Cast) -> None:
    address = full(client, cast)
    set_row(publish(cast, number=9), public_state="withdrawn")

    html = client.get("/details/9.html").content.decode()

    assert blocks(client, address)
    assert "ld+json" not in html
    assert "canonical" not in html
    assert "og:" not in unescape(html)


def test_structured_article_needs_no_further_query(
    client: Client, cast: Cast, django_assert_num_queries: Queries
) -> None:
    address = full(client, cast)

    with django_assert_num_queries(3):  # article, what stands around it, related
        client.get(address)
