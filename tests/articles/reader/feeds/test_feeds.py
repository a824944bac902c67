"""Feeds: what they must hold by their standards, whose articles they hold, and in which words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import PIL.Image
import pytest
from django.test import Client
from django.utils.timezone import now

from articles.content import Content, Figure, Paragraph
from articles.media.intake import take_in
from articles.models import Image, Keyword, Notice, PublicState
from articles.reader.feeds.entries import LENGTH
from tests.articles.reader.pages import MORNING, publish, publish_many, set_row
from tests.factories import Cast, make_cast, make_column, make_content, make_keyword, make_person

pytestmark = pytest.mark.django_db

FORMS = ("rss.xml", "atom.xml", "feed.json")
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")

Queries = Callable[[int], Any]


@pytest.fixture
def cast() -> Cast:
    return make_cast(number=7, name_zh="要闻", name_en="News")


def make_image(shade: int = 40) -> Image:
    file = BytesIO()
    PIL.Image.new("RGB", (60, 40), (shade, shade, shade)).save(file, "PNG")
    return take_in(file.getvalue(), alt_en="A bridge")


def rss(client: Client, address: str = "/en/feed/rss.xml") -> ElementTree.Element:
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    channel = ElementTree.fromstring(response.content).find("channel")  # noqa: S314 # our own
    assert channel is not None
    return channel


def atom(client: Client, address: str = "/en/feed/atom.xml") -> ElementTree.Element:
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314 # our own


def json_feed(client: Client, address: str = "/en/feed/feed.json") -> dict[str, Any]:
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/feed+json; charset=utf-8"
    value: dict[str, Any] = json.loads(response.content)
    return value


def said(element: ElementTree.Element | None) -> str:
    assert element is not None
    return element.text or ""


def everything(cast: Cast) -> Content:
    keyword = make_keyword("railway")
    return Content(
        title="Rails & <roads> ]]> done",
        leads=("Trains run.",),
        body=(
            Paragraph("p1", "<p>Full <strong>text</strong> &amp; more.</p>"),
            Paragraph("p2", '<p><a href="/details/1.html">ours</a> <a href="#p1">here</a></p>'),
        ),
        keywords=(keyword.pk,),
        author=make_person("Li Xiao").pk,
        cover=Figure(image=make_image().pk),
        figures=(Figure(image=make_image(90).pk, caption="The second"),),
        credit_line="editor/Zhou",
        copyright="All rights.",
    )


def test_rss_has_what_the_standard_asks_for(client: Client, cast: Cast) -> None:
    article = publish(cast, everything(cast), number=276749)
    set_row(article, updated_at=MORNING + timedelta(days=1))

    channel = rss(client)

    assert said(channel.find("title")) == "Seetao"
    assert said(channel.find("link")) == "http://testserver/en/"
    assert said(channel.find("description"))
    assert said(channel.find("language")) == "en"
    assert parsedate_to_datetime(said(channel.find("lastBuildDate"))) == MORNING + timedelta(days=1)
    own = channel.find(f"{ATOM}link")
    assert own is not None
    assert own.attrib == {"rel": "self", "href": "http://testserver/en/feed/rss.xml"}
    (item,) = channel.findall("item")
    assert said(item.find("title")) == "Rails & <roads> ]]> done"
    assert said(item.find("link")) == "http://testserver/details/276749.html"
    guid = item.find("guid")
    assert guid is not None
    assert (guid.text, guid.attrib) == (said(item.find("link")), {"isPermaLink": "true"})
    assert parsedate_to_datetime(said(item.find("pubDate"))) == MORNING
    assert said(item.find("description")) == "Trains run."
    assert said(item.find(CREATOR)) == "Li Xiao"
    assert [each.text for each in item.findall("category")] == ["News", "railway"]
    names = [each.tag for each in item]
    assert names.index("description") < names.index(CONTENT)


def test_weekdays_of_rss_are_english_ones_and_right(client: Client, cast: Cast) -> None:
    publish(cast, language="zh", published_at=MORNING)

    said_then = said(rss(client, "/feed/rss.xml").find("item/pubDate"))

    assert said_then == "Mon, 01 Apr 2024 00:00:00 +0000"


def test_atom_has_what_the_standard_asks_for(client: Client, cast: Cast) -> None:
    article = publish(cast, everything(cast), number=276749)
    set_row(article, updated_at=MORNING + timedelta(days=1))

    feed = atom(client)

    assert feed.tag == f"{ATOM}feed"
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "en"
    assert said(feed.find(f"{ATOM}title")) == "Seetao"
    assert said(feed.find(f"{ATOM}id")) == "http://testserver/en/feed/atom.xml"
    assert said(feed.find(f"{ATOM}author/{ATOM}name")) == "Seetao"
    links = {each.attrib["rel"]: each.attrib["href"] for each in feed.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://testserver/en/",
        "self": "http://testserver/en/feed/atom.xml",
    }
    (entry,) = feed.findall(f"{ATOM}entry")
    assert said(entry.find(f"{ATOM}title")) == "Rails & <roads> ]]> done"
    assert said(entry.find(f"{ATOM}id")) == "http://testserver/details/276749.html"
    assert said(entry.find(f"{ATOM}author/{ATOM}name")) == "Li Xiao"
    for name, moment in (("published", MORNING), ("updated", MORNING + timedelta(days=1))):
        text = said(entry.find(ATOM + name))
        assert RFC_3339.fullmatch(text)
        assert datetime.fromisoformat(text) == moment
    content = entry.find(f"{ATOM}content")
    assert content is not None
    assert content.attrib == {"type": "html"}
    assert datetime.fromisoformat(said(feed.find(f"{ATOM}updated"))) == MORNING + timedelta(days=1)


def test_json_feed_has_the_fields_of_version_1_1(client: Client, cast: Cast) -> None:
    article = publish(cast, everything(cast), number=276749)
    set_row(article, updated_at=MORNING + timedelta(days=1))

    feed = json_feed(client)

    (item,) = feed.pop("items")
    icon = feed.pop("icon")
    assert icon.startswith("http://testserver/static/")
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Seetao",
        "home_page_url": "http://testserver/en/",
        "feed_url": "http://testserver/en/feed/feed.json",
        "description": "News on the Belt and Road and overseas construction",
        "authors": [{"name": "Seetao", "url": "http://testserver/en/"}],
        "language": "en",
    }
    assert "Full <strong>text</strong> &amp; more." in item.pop("content_html")
    assert item.pop("image").startswith("http://testserver/media/images/")
    assert item == {
        "id": "http://testserver/details/276749.html",
        "url": "http://testserver/details/276749.html",
        "title": "Rails & <roads> ]]> done",
        "summary": "Trains run.",
        "date_published": "2024-04-01T08:00:00+08:00",
        "date_modified": "2024-04-02T08:00:00+08:00",
        "tags": ["News", "railway"],
        "authors": [{"name": "Li Xiao"}],
    }


def test_all_forms_give_the_same_full_text(client: Client, cast: Cast) -> None:
    article = publish(cast, everything(cast), number=276749)
    article.refresh_from_db()
    revision = article.live
    assert revision is not None
    Notice.objects.create(
        article=article,
        kind="correction",
        text="It was 9 < 10.",
        revision_from=revision,
        revision_to=revision,
        at=MORNING,
    )

    full = said(rss(client).find(f"item/{CONTENT}"))

    assert full == said(atom(client).find(f"{ATOM}entry/{ATOM}content"))
    assert full == json_feed(client)["items"][0]["content_html"]
    for part in (
        "<strong>Trains run.</strong>",
        "It was 9 &lt; 10.",
        "Full <strong>text</strong> &amp; more.",
        'alt="A bridge"',
        "The second",
        "editor/Zhou",
        "All rights.",
    ):
        assert part in full
    assert '<a href="http://testserver/details/1.html"' in full
    assert '<a href="http://testserver/details/276749.html#p1"' in full
    for address in re.findall(r'(?:src|href)="([^"]*)"', full):
        assert urlsplit(address).netloc == "testserver"
    for forbidden in ("<script", "style=", "onclick", "class="):
        assert forbidden not in full


def test_chinese_feed_speaks_chinese(client: Client, cast: Cast) -> None:
    keyword = make_keyword("一带一路", "zh")
    publish(
        cast, make_content(title="桥通车了", body=("正文",), keywords=(keyword.pk,)), language="zh"
    )

    channel = rss(client, "/feed/rss.xml")
    feed = json_feed(client, "/list/7/feed/feed.json")

    assert said(channel.find("title")) == "见道"
    assert said(channel.find("language")) == "zh-cn"
    assert said(channel.find("item/title")) == "桥通车了"
    assert "<p>正文</p>" in said(channel.find(f"item/{CONTENT}"))
    assert (feed["title"], feed["language"]) == ("要闻 | 见道", "zh-Hans")
    assert feed["items"][0]["tags"] == ["要闻", "一带一路"]
    keyword_feed = atom(client, f"{keyword.get_absolute_url()}feed/atom.xml")
    assert said(keyword_feed.find(f"{ATOM}title")) == "一带一路 | 见道"
    own = keyword_feed.find(f"{ATOM}link[@rel='self']")
    assert own is not None
    assert own.attrib["href"] == f"http://testserver{keyword.get_absolute_url()}feed/atom.xml"


@pytest.mark.parametrize("form", FORMS)
def test_odd_content_stays_readable_in_every_form(client: Client, cast: Cast, form: str) -> None:
    keyword = make_keyword("railway")
    plain = publish(cast, make_content(title="字" * 200, keywords=(keyword.pk,)))
    set_row(plain, body="")
    odd = publish(cast, published_at=MORNING - timedelta(hours=1))
    set_row(
        odd, title="Bad\x0b\x1f \ufffe]]>", leads=["\x0clead & <b>"], body="<p>\x08x]]>\ud7ff</p>"
    )
    Keyword.objects.filter(pk=keyword.pk).update(name="rail\x02way")

    for address in ("/en/feed/", "/en/list/7/feed/", "/en/keyword/railway/feed/"):
        content = client.get(address + form).content.decode()

        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", content)
        assert "字" * 200 in content
        if form == "feed.json":
            assert json.loads(content)["items"][0]["url"].endswith(plain.get_absolute_url())
        else:
            ElementTree.fromstring(content)  # noqa: S314 # our own


@pytest.mark.parametrize("form", FORMS)
def test_feed_gives_the_newest_of_its_language_column_and_keyword(
    client: Client, cast: Cast, form: str
) -> None:
    keyword = make_keyword("railway")
    wanted = publish_many(cast, LENGTH + 3, keywords=[keyword.pk])
    publish(cast, make_content(title="Of another language"), language="zh")
    elsewhere = publish(make_cast(), make_content(title="Of another column"))

    for address in ("/en/list/7/feed/", "/en/keyword/railway/feed/"):
        content = client.get(address + form).content.decode()

        order = [content.find(f"{each.get_absolute_url()}") for each in wanted[:LENGTH]]
        assert order == sorted(order)
        assert -1 not in order
        assert wanted[LENGTH].get_absolute_url() not in content
        assert "Of another" not in content
    assert elsewhere.get_absolute_url() in client.get(f"/en/feed/{form}").content.decode()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "gone",
    [
        {"public_state": PublicState.WITHDRAWN},
        {"public_state": PublicState.KILLED, "public_text": "Gone."},
        {"expires_at": now()},
        {"published_at": now() + timedelta(days=1)},
    ],
    ids=["withdrawn", "killed", "expired", "scheduled"],
)
def test_article_that_left_the_site_leaves_its_feeds(
    client: Client, cast: Cast, form: str, gone: dict[str, Any]
) -> None:
    keyword = make_keyword("railway")
    article = publish(cast, make_content(title="A secret", keywords=(keyword.pk,)))
    addresses = [f"/en/feed/{form}", f"/en/list/7/feed/{form}", f"/en/keyword/railway/feed/{form}"]
    assert all("A secret" in client.get(each).content.decode() for each in addresses)

    set_row(article, **gone)

    assert [client.get(each).status_code for each in addresses] == [200, 200, 404]
    assert not any("A secret" in client.get(each).content.decode() for each in addresses)


@pytest.mark.parametrize("form", FORMS)
def test_empty_feed_is_the_same_at_every_look(client: Client, form: str) -> None:
    make_column(number=8)

    for address in (f"/feed/{form}", f"/en/list/8/feed/{form}"):
        assert client.get(address).status_code == 200
        assert "1970" in client.get(address).content.decode() or form == "feed.json"
        assert client.get(address).content == client.get(address).content


@pytest.mark.parametrize(
    "address",
    [
        "/en/list/9/feed/rss.xml",
        "/keyword/unknown/feed/rss.xml",
        "/feed/rss",
        "/feed/rss.xml/",
        "/en/feed/other.xml",
    ],
)
def test_unknown_feed_is_404(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("amount", [1, LENGTH + 5])
def test_feed_needs_three_queries_for_few_articles_and_for_many(
    client: Client, cast: Cast, django_assert_num_queries: Queries, amount: int, form: str
) -> None:
    content = everything(cast)
    for number in range(amount):
        publish(cast, content, published_at=MORNING - timedelta(minutes=number))

    for address in ("/en/feed/", "/en/list/7/feed/", "/en/keyword/railway/feed/"):
        with django_assert_num_queries(3):  # articles, keywords and notices, pictures
            client.get(address + form)


@pytest.mark.parametrize("form", FORMS)
def test_feed_may_be_cached_and_is_the_same_for_everybody(
    client: Client, cast: Cast, form: str
) -> None:
    publish(cast)
    signed_in = Client(headers={"accept-language": "fr", "host": "127.0.0.1"})
    signed_in.force_login(cast.chief)

    response = client.get(f"/en/feed/{form}")

    assert response.headers["Cache-Control"].startswith("public")
    assert "Vary" not in response.headers
    assert not response.cookies
    assert response.headers["Content-Language"] == "en"
    assert signed_in.get(f"/en/feed/{form}").content == response.content


def test_time_of_a_feed_is_the_newest_change_in_it(client: Client, cast: Cast) -> None:
    old = publish(cast, published_at=MORNING - timedelta(days=30))
    publish(cast, published_at=MORNING)
    set_row(old, updated_at=MORNING + timedelta(hours=2))

    updated = datetime.fromisoformat(said(atom(client).find(f"{ATOM}updated")))

    assert updated == (MORNING + timedelta(hours=2)).astimezone(UTC)
