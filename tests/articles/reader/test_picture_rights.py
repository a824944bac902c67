"""A picture whose rights have ended, or that was removed, is nowhere on the site."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from articles.content import Figure
from articles.media.intake import take_in
from articles.models import Article, Image
from seetao.work.worker import Worker
from tests.articles.media.pictures import encoded, pixels
from tests.articles.reader.pages import publish
from tests.factories import make_cast, make_content

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def image() -> Image:
    made = take_in(encoded(pixels((300, 200))), alt_en="A bridge", credit="Li")
    Worker([]).drain()
    return made


@pytest.fixture
def article(image: Image) -> Article:
    figure = Figure(image=image.pk, caption="The bridge at dawn")
    return publish(make_cast(number=7), make_content(cover=figure, figures=(figure,)))


def everywhere(article: Article) -> dict[str, str]:
    """What all places say that show the article's picture."""
    address = article.get_absolute_url()
    paths = (address, address.replace(".html", ".md"), "/en/", "/en/list/7.html")
    feeds = ("/en/feed/rss.xml", "/en/feed/atom.xml", "/en/feed/feed.json")
    return {path: Client().get(path).content.decode() for path in (*paths, *feeds)}


def end_rights(image: Image, days: int) -> None:
    Image.objects.filter(pk=image.pk).update(rights_until=now() + days * DAY)


@pytest.mark.parametrize("days", [None, 1])
def test_until_then_it_is_shown(article: Article, image: Image, days: int | None) -> None:
    if days:
        end_rights(image, days)

    for path, page in everywhere(article).items():
        assert "/media/r/" in page, path
        assert "no-picture" not in page, path


@pytest.mark.parametrize("is_removed", [False, True])
def test_from_then_on_a_drawing_stands_in_its_place(
    article: Article, image: Image, is_removed: bool
) -> None:
    if is_removed:
        Image.objects.filter(pk=image.pk).update(removed_at=now())
    else:
        end_rights(image, -1)

    for path, page in everywhere(article).items():
        assert "/media/" not in page, path
        assert "no-picture" in page, path
        assert "A bridge" not in page, path
    html = Client().get(article.get_absolute_url()).content.decode()
    assert 'alt="This picture may not be shown any more."' in html
    assert "The bridge at dawn" in html
    assert 'width="300"' in html


def test_programs_get_the_sites_own_card_instead(article: Article, image: Image) -> None:
    end_rights(image, -1)

    html = Client().get(article.get_absolute_url()).content.decode()
    feed = json.loads(Client().get("/en/feed/feed.json").content)

    data = json.loads(html.partition('ld+json">')[2].partition("</script>")[0])
    (picture,) = data["@graph"][0]["image"]
    assert "/static/card" in picture["url"]
    assert f'og:image" content="{picture["url"]}"' in html
    assert "image" not in feed["items"][0]


def test_longer_rights_bring_it_back(article: Article, image: Image) -> None:
    end_rights(image, -1)
    end_rights(image, 1)

    assert "/media/r/" in everywhere(article)["/en/"]
