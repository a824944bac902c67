"""An article's Markdown twin tells what its page tells, and goes when it goes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from articles.content import Content, Paragraph, Related
from articles.models import PublicState
from tests.articles.reader.pages import MORNING, publish, set_row
from tests.factories import Cast, make_cast, make_keyword, make_person

pytestmark = pytest.mark.django_db

Queries = Callable[[int], Any]

ABOUT = [
    "- <http://testserver/details/276749.html>",
    "- Seetao 2024-04-01 08:00+08:00",
    "- Updated: 2024-04-02 08:00+08:00",
    "- By Li Xiao",
    "- [News](http://testserver/en/list/7.html)",
    "- [中文](http://testserver/details/5.html)",
]


@pytest.fixture
def cast() -> Cast:
    return make_cast(number=7, name_zh="要闻", name_en="News")


def content() -> Content:
    return Content(
        title="Rails *and* roads",
        leads=("Trains run.",),
        body=(
            Paragraph("p1", '<p>Full <strong>text</strong>, <a href="/list/7.html">here</a>.</p>'),
        ),
        source="Seetao",
        author=make_person("Li Xiao").pk,
        keywords=(make_keyword("railway").pk,),
        related=(
            Related(title="A bare title"),
            Related(title="Else", address="https://a.example/"),
        ),
        credit_line="editor/Zhou",
        copyright="All rights.",
    )


def test_twin_tells_all_that_the_page_tells(client: Client, cast: Cast) -> None:
    story = uuid4()
    publish(cast, language="zh", number=5, story=story)
    article = publish(cast, content(), number=276749, story=story)
    set_row(article, updated_at=MORNING + timedelta(days=1))

    response = client.get("/details/276749.md")

    assert response.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert response.headers["Link"] == '<http://testserver/details/276749.html>; rel="canonical"'
    assert response.headers["Content-Language"] == "en"
    assert response.headers["Cache-Control"].startswith("public")
    assert response.content.decode() == "\n\n".join(
        [
            "# Rails \\*and\\* roads",
            "**Trains run.**",
            "\n".join(ABOUT),
            "Full **text**, [here](<http://testserver/list/7.html>).",
            "## Keywords",
            "- [railway](<http://testserver/en/keyword/railway/>)",
            "## Related articles",
            "- A bare title\n- [Else](<https://a.example/>)",
            "editor/Zhou",
            "All rights.\n",
        ]
    )


@pytest.mark.parametrize(
    ("gone", "status"),
    [
        ({"public_state": PublicState.WITHDRAWN}, 404),
        ({"public_state": PublicState.KILLED, "public_text": "Gone."}, 410),
    ],
    ids=["withdrawn", "killed"],
)
def test_twin_goes_with_its_article(
    client: Client, cast: Cast, gone: dict[str, str], status: int
) -> None:
    article = publish(cast, content(), number=8)

    set_row(article, **gone)

    response = client.get("/details/8.md")
    assert response.status_code == status
    assert "Full" not in response.content.decode()


def test_bare_article_has_a_twin_too(client: Client, cast: Cast) -> None:
    article = publish(cast, number=8, language="zh")
    set_row(article, body="", leads=[], source="", title="字\n" * 100)

    assert client.get("/details/8.md").content.decode().startswith(f"# {'字 ' * 99}字\n\n- <http")


def test_twin_needs_as_many_queries_as_the_page(
    client: Client, cast: Cast, django_assert_num_queries: Queries
) -> None:
    publish(cast, content(), number=8)

    with django_assert_num_queries(3):  # article, what stands around it, related
        client.get("/details/8.md")
