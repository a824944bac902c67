"""Pictures in an article's text: readers get them where the text names them."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.admin.body_text import parse_body
from articles.content import Content, Figure
from articles.editorial import Refused
from articles.models import Image
from tests.articles.reader.pages import publish
from tests.articles.reader.test_article_page import make_image
from tests.factories import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def text_with(*images: Image, words: str = "") -> str:
    places = "".join(
        f'<p>Paragraph {image.pk}.</p><figure data-image="{image.pk}">{words}</figure>'
        for image in images
    )
    return f"{places}<p>The end.</p>"


def content(html: str, *figures: Figure) -> Content:
    return Content(title="Title", body=parse_body(html, ()), figures=figures)


def page(written: Content, cast: Cast) -> str:
    html = Client().get(publish(cast, written).get_absolute_url()).content.decode()
    return html.partition('class="prose"')[2]


def in_order(html: str, *parts: str) -> bool:
    places = [html.index(part) for part in parts]
    return places == sorted(places)


def test_a_picture_stands_where_the_text_names_it_and_others_behind(cast: Cast) -> None:
    first, second = make_image("navy", alt_en="A bridge"), make_image("green", alt_en="A field")
    figures = (Figure(image=first.pk, caption="At dawn"), Figure(image=second.pk, caption="Later"))

    html = page(content(text_with(second), *figures), cast)

    assert in_order(html, "Paragraph", 'alt="A field"', "Later", "The end.", 'alt="A bridge"')
    # They are counted as readers meet them, and each is on the page and on its sheet.
    assert in_order(html, 'id="picture-1"', 'alt="A field"', 'id="picture-2"', 'alt="A bridge"')
    assert html.count(f'src="{second.file.url}"') == 2


def test_a_picture_that_only_the_text_names_becomes_one_of_the_article(cast: Cast) -> None:
    image = make_image(alt_en="A bridge")

    article = publish(cast, content(text_with(image, image)))

    assert article.figures == [{**article.figures[0], "image": image.pk}]
    html = Client().get(article.get_absolute_url()).content.decode()
    assert html.count('id="picture-1"') == 1


def test_words_within_the_place_are_its_caption_where_it_has_none(cast: Cast) -> None:
    image = make_image()
    html = text_with(image, words="<figcaption>In the text &amp; more</figcaption>")

    shown = page(content(html), cast)

    assert shown.count("In the text &amp; more") == 1
    assert "<figure data-image" not in shown


def test_a_picture_that_is_not_in_the_library_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="a picture"):
        publish(cast, content('<p>a</p><figure data-image="7"></figure>'))


def test_markdown_and_feeds_have_the_picture_once_and_no_empty_place(cast: Cast) -> None:
    image = make_image(alt_en="A bridge")
    article = publish(cast, content(text_with(image)))
    address = article.get_absolute_url()

    twin = Client().get(address.replace(".html", ".md")).content.decode()
    feed = Client().get("/en/feed/rss.xml").content.decode()

    assert twin.count("A bridge") == 1
    assert "data-image" not in feed
    assert feed.count("A bridge") == 1


def test_a_picture_in_a_list_leaves_the_page_in_order(cast: Cast) -> None:
    image = make_image(alt_en="A bridge")
    html = f'<ul><li>One<figure data-image="{image.pk}"></figure></li><li>Two</li></ul>'

    shown = page(content(html), cast)

    assert in_order(shown, "<ul><li>One", 'alt="A bridge"', "</li><li>Two</li></ul>")
