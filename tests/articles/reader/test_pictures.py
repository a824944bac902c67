"""Readers get each picture small, in the shape of its place, and never a broken one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from articles.content import CENTRE, Figure
from articles.media.intake import take_in
from articles.models import Article, Image
from seetao.work.worker import Worker
from tests.articles.media.pictures import decoded, encoded, pixels
from tests.articles.reader.pages import publish
from tests.factories import Cast, make_cast, make_content

pytestmark = pytest.mark.django_db

Queries = Callable[[int], Any]
MEDIA = "/media/"


@pytest.fixture
def cast() -> Cast:
    return make_cast(number=7)


def illustrated(cast: Cast, *, made: bool = True, focus: int = CENTRE) -> tuple[Article, Image]:
    """Publish an article with a cover and figures; their renditions `made`, or still to do."""
    image, other = (take_in(encoded(pixels(size))) for size in ((700, 500), (200, 100)))
    cover = Figure(image=image.pk, focal_x=focus, focal_y=focus)
    figures = (Figure(image=image.pk), Figure(image=other.pk))
    article = publish(cast, make_content(cover=cover, figures=figures))
    if made:
        Worker([]).drain()
        image.refresh_from_db()
    return article, image


def html(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def addresses(text: str) -> list[str]:
    """All pictures that a page or a feed names, as paths."""
    return re.findall(rf"{MEDIA}([\w./-]+)", text)


def element(page: str) -> str:
    return page.partition("<picture>")[2].partition("</picture>")[0]


def test_until_the_worker_was_there_the_librarys_file_is_shown(cast: Cast) -> None:
    article, image = illustrated(cast, made=False)

    for address in (article.get_absolute_url(), "/en/", "/en/list/7.html"):
        shown = element(html(address))
        assert "<source" not in shown
        assert f'src="{image.file.url}"' in shown
        assert 'width="700"' in shown


def test_browsers_choose_the_smallest_file_that_they_can_read(cast: Cast) -> None:
    article, _image = illustrated(cast)

    shown = element(html(article.get_absolute_url()))

    avif, webp, fallback = re.split(r"<source |<img", shown)[1:]
    assert 'type="image/avif"' in avif
    assert 'type="image/webp"' in webp
    assert [int(each) for each in re.findall(r"(\d+)w", avif)] == [480, 640, 700]
    assert 'sizes="' in avif
    (jpeg,) = addresses(fallback)
    with default_storage.open(jpeg) as file:
        width, height = decoded(file.read()).size
    assert f'width="{width}"' in fallback
    assert f'height="{height}"' in fallback


@pytest.mark.parametrize("path", ["", "/en/", "/en/list/7.html", "/en/feed/atom.xml"])
def test_every_picture_that_is_named_is_there(cast: Cast, path: str) -> None:
    article, _image = illustrated(cast)

    named = addresses(html(path or article.get_absolute_url()))

    assert named
    assert all(name.startswith("r/") and default_storage.exists(name) for name in named)


def test_only_the_cover_hurries(cast: Cast) -> None:
    article, _image = illustrated(cast)

    page = html(article.get_absolute_url())

    assert page.count('fetchpriority="high"') == 1
    assert 'fetchpriority="high"' in element(page)


def test_cards_show_the_cover_cut_to_their_shape(cast: Cast) -> None:
    illustrated(cast)

    assert "16x9-" in element(html("/en/"))
    assert "4x3-" in element(html("/en/list/7.html"))


def test_cards_are_cut_around_the_point_that_the_article_names(cast: Cast) -> None:
    article, image = illustrated(cast, focus=0)
    own = image.renditions["0,0"]["folder"]

    assert own != image.renditions["50,50"]["folder"]
    assert own in element(html("/en/list/7.html"))
    assert f"{own}/1x1-500.jpg" in html(article.get_absolute_url())


def test_search_engines_get_three_shapes_and_networks_the_wide_one(cast: Cast) -> None:
    article, image = illustrated(cast)

    page = html(article.get_absolute_url())

    data = json.loads(page.partition('ld+json">')[2].partition("</script>")[0])
    shapes = [each["url"].rpartition("/")[2] for each in data["@graph"][0]["image"]]
    assert shapes == ["16x9-700.jpg", "4x3-667.jpg", "1x1-500.jpg"]
    (card,) = re.findall(r'og:image" content="([^"]*)"', page)
    assert card == f"http://testserver/media/{image.renditions['50,50']['folder']}/16x9-700.jpg"
    assert 'og:image:height" content="394"' in page


def test_feeds_and_the_twin_name_a_jpeg(cast: Cast) -> None:
    article, _image = illustrated(cast)

    feed = html("/en/feed/feed.json")
    twin = html(article.get_absolute_url().replace(".html", ".md"))

    for text in (feed, twin):
        assert len(addresses(text)) >= 3
        assert all(re.search(r"/whole-[27]00\.jpg$", name) for name in addresses(text))
    assert "http://testserver/media/r/" in twin


def test_renditions_cost_no_query(cast: Cast, django_assert_num_queries: Queries) -> None:
    article, _image = illustrated(cast)

    with django_assert_num_queries(4):
        html(article.get_absolute_url())
    with django_assert_num_queries(3):
        html("/en/list/7.html")
