"""Old addresses: each leads readers to an article in one step, and to nothing they may not see."""

from __future__ import annotations

import pytest
from django.test import Client

from articles import editorial
from articles.editorial import Refused
from articles.models import Article, Event, PublicState, Redirect
from tests.articles.reader.pages import publish, set_row
from tests.factories import Cast, head_number, make_article, make_cast

pytestmark = pytest.mark.django_db

OLD = "/news/show.asp?id=5"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def article(cast: Cast) -> Article:
    return publish(cast)


def set_addresses(article: Article, cast: Cast, *addresses: str) -> Event | None:
    return editorial.set_addresses(
        article, addresses, actor=cast.editor, revision=head_number(article)
    )


def leads_to(client: Client, address: str) -> str | None:
    response = client.get(address)
    return response["Location"] if response.status_code == 301 else None


def test_readers_are_led_on_in_one_step_whatever_the_method_of_looking(
    client: Client, cast: Cast, article: Article
) -> None:
    event = set_addresses(
        article, cast, f"  http://www.old.example{OLD} ", "/新闻/5.html", "/en-old", ""
    )

    assert event is not None
    assert event.data["addresses"] == [[], ["/en-old", OLD, "/新闻/5.html"]]
    for address in (OLD, "/新闻/5.html", "/%E6%96%B0%E9%97%BB/5.html", "/en-old"):
        assert leads_to(client, address) == article.get_absolute_url(), address
    assert client.head(OLD).status_code == 301
    assert client.get(OLD).headers["Cache-Control"] == "public, max-age=3600"
    for other in ("/news/show.asp?id=6", "/news/show.asp", "/en-old/", "/\0", f"/{'x' * 600}"):
        assert client.get(other).status_code == 404, other


def test_nothing_leads_to_what_readers_may_not_see(
    client: Client, cast: Cast, article: Article
) -> None:
    set_addresses(article, cast, OLD)
    set_row(article, public_state=PublicState.WITHDRAWN)

    assert client.get(OLD).status_code == 404
    with pytest.raises(Refused, match="Readers have never had it"):
        set_addresses(make_article(cast), cast, "/draft")


def test_an_unknown_address_costs_one_query(
    client: Client, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    client.get("/nowhere")
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert client.get("/nowhere").status_code == 404


def test_the_number_of_an_article_that_never_was_may_lead_to_another(
    client: Client, cast: Cast, article: Article
) -> None:
    set_addresses(article, cast, "/details/77.html")

    assert leads_to(client, "/details/77.html") == article.get_absolute_url()


def test_what_leads_somewhere_already_or_nowhere_is_refused(cast: Cast, article: Article) -> None:
    other = publish(cast)
    set_addresses(other, cast, OLD)
    for address, rule in (
        (OLD, "taken"),
        (other.get_absolute_url(), "taken"),
        ("/", "taken"),
        ("/en", "taken"),
        ("/list/1.html", "taken"),
        ("/admin/x", "taken"),
        ("https://evil.example", "address"),
        ("news", "address"),
        ("/with space", "address"),
        ("/nul\0", "address"),
        ("/" + "x" * 500, "address"),
        ("http://[broken", "address"),
        ("https://old.example//x", "address"),
    ):
        with pytest.raises(Refused) as refused:
            set_addresses(article, cast, "/fine", address)
        assert refused.value.answer.rule == rule, address
    with pytest.raises(Refused, match="at most 50"):
        set_addresses(article, cast, *(f"/old/{number}" for number in range(51)))
    assert list(Redirect.objects.values_list("address", flat=True)) == [OLD]


def test_what_is_left_out_leads_nowhere_and_the_same_again_is_nothing(
    client: Client, cast: Cast, article: Article
) -> None:
    set_addresses(article, cast, "/one", "/two")

    assert set_addresses(article, cast, "/two", "/one", "/one") is None
    event = set_addresses(article, cast, "/two")

    assert event is not None
    assert event.data["addresses"] == [["/one", "/two"], ["/two"]]
    assert leads_to(client, "/one") is None
