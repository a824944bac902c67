"""Related articles on a page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from articles.content import Related
from articles.models import Article, PublicState, RelatedLink
from tests.articles.reader.pages import publish, set_row, words
from tests.factories import Cast, make_cast, make_content, make_live_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def related_html(client: Client, article: Article) -> str:
    """Return the page's list of related articles, with single spaces."""
    html = client.get(article.get_absolute_url()).content.decode()
    return " ".join(html.partition('class="related"')[2].partition("</aside>")[0].split())


def test_bare_title_becomes_a_link_by_itself_when_its_article_goes_live(
    client: Client, cast: Cast
) -> None:
    article = publish(cast, make_content(related=("Later News", "Another")))
    before = related_html(client, article)

    later = make_live_article(cast, make_content(title="Later news"))

    after = related_html(client, article)
    assert "<a " not in before
    assert "Later News" in before
    assert f'<a href="{later.get_absolute_url()}">Later news</a>' in after
    assert "Another" in after


def test_article_of_the_other_language_is_not_the_one_meant(client: Client, cast: Cast) -> None:
    article = publish(cast, make_content(related=("Same title",)))

    make_live_article(cast, make_content(title="Same title"), language="zh")

    assert "<a " not in related_html(client, article)


def test_found_article_that_leaves_the_site_is_a_plain_title_again(
    client: Client, cast: Cast
) -> None:
    article = publish(cast, make_content(related=("Later news",)))
    later = make_live_article(cast, make_content(title="Later news"))
    set_row(later, public_state=PublicState.WITHDRAWN)

    html = related_html(client, article)

    assert "<a " not in html
    assert "Later news" in html


def test_scheduled_article_is_not_linked_before_its_time(client: Client, cast: Cast) -> None:
    article = publish(cast, make_content(related=("Later news",)))
    make_live_article(cast, make_content(title="Later news"), moment=now() + timedelta(hours=1))

    assert "<a " not in related_html(client, article)


def test_chosen_article_that_leaves_the_site_is_left_out(client: Client, cast: Cast) -> None:
    target = publish(cast, make_content(title="Chosen"))
    links = (Related(target=target.pk), Related(title="Stays"))
    article = publish(cast, make_content(related=links))
    before = related_html(client, article)

    set_row(target, public_state=PublicState.WITHDRAWN)

    after = related_html(client, article)
    assert f'<a href="{target.get_absolute_url()}">Chosen</a>' in before
    assert "Chosen" not in after
    assert "Stays" in after


def test_order_is_the_editors(client: Client, cast: Cast) -> None:
    target = publish(cast, make_content(title="Second"))
    links = (
        Related(title="First"),
        Related(target=target.pk),
        Related(title="Third", address="https://example.org/3"),
        Related(title="Fourth"),
    )
    article = publish(cast, make_content(related=links))

    text = words(client.get(article.get_absolute_url()))

    assert "Related articles First Second Third Fourth" in text


def test_address_elsewhere_is_marked_as_such(client: Client, cast: Cast) -> None:
    link = Related(title="Elsewhere", address="https://example.org/a?b=1&c=2")
    article = publish(cast, make_content(related=(link,)))

    html = related_html(client, article)

    assert 'href="https://example.org/a?b=1&amp;c=2"' in html
    assert 'rel="external noopener noreferrer"' in html


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//example.org/", "data:text/html,x"])
def test_address_that_could_do_harm_is_a_plain_title(
    client: Client, cast: Cast, address: str
) -> None:
    article = publish(cast, make_content(related=("Title",)))
    RelatedLink.objects.filter(article=article).update(address=address)

    html = related_html(client, article)

    assert "Title" in html
    assert "href" not in html


def test_titles_are_text_and_not_markup(client: Client, cast: Cast) -> None:
    article = publish(cast, make_content(related=("<b>Bold</b> & more",)))

    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; more" in related_html(client, article)


def test_article_of_the_other_language_says_its_language(client: Client, cast: Cast) -> None:
    target = publish(cast, make_content(title="桥通车了"), language="zh")
    article = publish(cast, make_content(related=(Related(target=target.pk),)))

    assert '<li lang="zh-Hans"' in related_html(client, article)


def test_page_without_related_articles_has_no_empty_list(client: Client, cast: Cast) -> None:
    assert "Related" not in words(client.get(publish(cast).get_absolute_url()))
