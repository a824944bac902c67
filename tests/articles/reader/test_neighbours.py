"""From an article to the ones before and after it in its column."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from articles.models import Article, PublicState
from tests.articles.reader.pages import MORNING, publish, publish_many, set_row
from tests.factories import Cast, make_cast, make_content

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast(number=7)


def neighbours(client: Client, article: Article) -> dict[str, str]:
    """Return the neighbours' titles by how the page says that they are related to it."""
    html = client.get(article.get_absolute_url()).content.decode()
    shown = html.partition('<nav class="neighbours"')[2].partition("</nav>")[0]
    return dict(re.findall(r'rel="(prev|next)"\s*>([^<]*)</a>', shown))


def test_article_leads_to_the_one_before_and_the_one_after(client: Client, cast: Cast) -> None:
    newest, middle, oldest = publish_many(cast, 3)

    assert neighbours(client, newest) == {"prev": "Article 2"}
    assert neighbours(client, middle) == {"prev": "Article 3", "next": "Article 1"}
    assert neighbours(client, oldest) == {"next": "Article 2"}


def test_number_decides_between_articles_of_one_minute(client: Client, cast: Cast) -> None:
    publish_many(cast, 3, minutes_apart=0)
    by_number = list(Article.objects.order_by("number"))

    first, middle, last = (neighbours(client, article) for article in by_number)

    titles = [article.title for article in by_number]
    assert first == {"next": titles[1]}
    assert middle == {"prev": titles[0], "next": titles[2]}
    assert last == {"prev": titles[1]}


def test_neighbours_are_of_the_same_column_and_language_and_public(
    client: Client, cast: Cast
) -> None:
    article = publish(cast)
    around = [MORNING - timedelta(hours=1), MORNING + timedelta(hours=1)]
    for moment in around:
        publish(cast, make_content(title="In Chinese"), language="zh", published_at=moment)
        publish(make_cast(), make_content(title="Elsewhere"), published_at=moment)
        gone = publish(cast, make_content(title="Withdrawn"), published_at=moment)
        set_row(gone, public_state=PublicState.WITHDRAWN)
        over = publish(cast, make_content(title="Expired"), published_at=moment)
        set_row(over, expires_at=now() - timedelta(minutes=1))
    future = publish(cast, make_content(title="Not yet"))
    set_row(future, published_at=now() + timedelta(hours=1))

    assert neighbours(client, article) == {}
    assert 'class="neighbours"' not in client.get(article.get_absolute_url()).content.decode()
