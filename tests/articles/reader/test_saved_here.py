"""The list that a browser keeps for itself."""

import pytest
from django.test import Client

from tests.articles.reader.pages import publish, words
from tests.factories import make_cast


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "other", "said"),
    [
        ("/saved/", "/en/saved/", "显示这份清单需要JavaScript"),
        ("/en/saved/", "/saved/", "this page needs JavaScript"),
    ],
)
def test_page_says_what_it_needs_and_offers_an_account_instead(
    client: Client, address: str, other: str, said: str
) -> None:
    response = client.get(address)

    html = response.content.decode()
    assert said in words(response)
    assert 'href="/accounts/saved/"' in html
    assert f'href="{other}"' in html
    assert 'content="noindex, follow"' in html
    assert 'rel="canonical"' not in html


@pytest.mark.django_db
def test_every_article_leads_to_the_list_of_its_language(client: Client) -> None:
    for language, address in (("zh", "/saved/"), ("en", "/en/saved/")):
        article = publish(make_cast(), language=language)

        assert f'href="{address}"' in client.get(article.get_absolute_url()).content.decode()
