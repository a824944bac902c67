"""Links that pass an article on."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from articles.reader.share import ways_to_share
from tests.articles.reader.pages import publish
from tests.factories import make_cast, make_content

TITLE = "桥通车了 & “50%”？ a+b #1"
ADDRESS = "https://example.org/details/7.html"


def test_every_way_takes_title_and_address_along_unharmed() -> None:
    ways = ways_to_share(TITLE, ADDRESS)

    asked = {name: parse_qs(urlsplit(way).query) for name, way in ways._asdict().items()}
    assert asked == {
        "mail": {"subject": [TITLE], "body": [f"{TITLE}\r\n{ADDRESS}"]},
        "weibo": {"url": [ADDRESS], "title": [TITLE]},
        "linkedin": {"url": [ADDRESS]},
        "x": {"text": [TITLE], "url": [ADDRESS]},
    }
    assert all(way.isascii() for way in ways)
    assert not any("+" in way for way in ways)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_offers_the_ways_as_links_that_tell_nobody_where_one_came_from(
    client: Client, language: str
) -> None:
    article = publish(make_cast(), make_content(title=TITLE), language=language, number=7)

    html = " ".join(client.get(article.get_absolute_url()).content.decode().split())

    ways = ways_to_share(TITLE, "http://testserver/details/7.html")
    for way in ways[1:]:
        shown = way.replace("&", "&amp;")
        assert f'href="{shown}" rel="noopener noreferrer nofollow"' in html
    assert f'href="{ways.mail.replace("&", "&amp;")}"' in html
