"""What a page asks of the database does not grow with what it shows."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import uuid4

import PIL.Image
import pytest
from django.test import Client

from articles.content import Figure, Related
from articles.media.intake import take_in
from articles.models import Image
from tests.articles.reader.pages import publish, publish_many
from tests.factories import Cast, make_cast, make_content, make_keyword, make_person

pytestmark = pytest.mark.django_db

Queries = Callable[[int], Any]


@pytest.fixture
def cast() -> Cast:
    return make_cast(number=7)


def make_image(shade: int) -> Image:
    file = BytesIO()
    PIL.Image.new("RGB", (9, 6), (shade, shade, shade)).save(file, "PNG")
    return take_in(file.getvalue())


def test_bare_article_needs_three_queries(
    client: Client, cast: Cast, django_assert_num_queries: Queries
) -> None:
    address = publish(cast).get_absolute_url()

    with django_assert_num_queries(3):  # article, columns and keywords, related
        client.get(address)


@pytest.mark.parametrize("amount", [1, 12])
def test_article_with_everything_needs_four_queries(
    client: Client, cast: Cast, django_assert_num_queries: Queries, amount: int
) -> None:
    images = [make_image(20 * number) for number in range(amount)]
    targets = publish_many(cast, amount)
    story = uuid4()
    publish(cast, language="zh", story=story)
    content = make_content(
        keywords=tuple(make_keyword(f"keyword {number}").pk for number in range(amount)),
        related=(
            *(Related(target=target.pk) for target in targets),
            *(Related(title=f"Title {number}") for number in range(amount)),
        ),
        cover=Figure(image=images[0].pk),
        figures=tuple(Figure(image=image.pk) for image in images),
        author=make_person("Author").pk,
        column_editor=make_person("Editor").pk,
    )
    address = publish(cast, content, story=story).get_absolute_url()

    with django_assert_num_queries(4):  # the same three, pictures
        client.get(address)


@pytest.mark.parametrize("amount", [1, 45])
def test_lists_need_as_many_queries_for_few_articles_as_for_many(
    client: Client, cast: Cast, django_assert_num_queries: Queries, amount: int
) -> None:
    articles = publish_many(cast, amount + 1, keywords=[make_keyword("railway").pk])
    before = articles[0].number

    with django_assert_num_queries(4):  # articles, what editors chose, each column's, columns
        client.get("/en/")
    with django_assert_num_queries(3):  # column, articles, columns
        client.get("/en/list/7.html")
    with django_assert_num_queries(4):  # column, the article's time, articles, columns
        client.get(f"/en/list/7.html?before={before}")
    with django_assert_num_queries(4):  # keyword, counterpart, articles, columns
        client.get("/en/keyword/railway/")
    with django_assert_num_queries(5):  # and the article's time
        client.get(f"/en/keyword/railway/?before={before}")


def test_lists_leave_the_bodies_in_the_database(
    client: Client, cast: Cast, django_assert_num_queries: Queries
) -> None:
    publish_many(cast, 3)

    with django_assert_num_queries(4) as captured:
        client.get("/en/")

    assert not any('"body"' in query["sql"] for query in captured.captured_queries)


def test_gone_article_needs_three_queries(
    client: Client, cast: Cast, django_assert_num_queries: Queries
) -> None:
    # Readers' one, whether it ever was, and whether it is an old address of another.
    with django_assert_num_queries(3):
        client.get("/details/999999.html")
