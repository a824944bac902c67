"""Public pages depend on their address alone, and say so to caches."""

from __future__ import annotations

import pytest
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory

from articles.reader.navigation import page_address
from articles.reader.public_page import PersonalAnswer, public_page
from seetao.stylesheet import NAMES, stylesheet
from tests.articles.reader.pages import publish
from tests.factories import make_cast, make_content, make_keyword, make_page

CACHED = "public, max-age=30, stale-while-revalidate=30"


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Words")


@pytest.fixture
def addresses(db: None) -> list[str]:
    """One page of every kind, in both languages."""
    found = ["/", "/en/", "/search/", "/en/search/?q=word", "/search/suggestions?q=word"]
    for language in ("zh", "en"):
        cast = make_cast()
        keyword = make_keyword(f"word {language}", language)
        article = publish(cast, make_content(keywords=(keyword.pk,)), language=language)
        found += [article.get_absolute_url(), cast.column.address(language)]
        found += [keyword.get_absolute_url(), page_address("about", language)]
        make_page(cast, language=language)
    return found


def test_public_pages_may_be_cached_and_set_no_cookie(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        response = client.get(address)

        assert response.status_code == 200, address
        assert response.headers["Cache-Control"] == CACHED
        assert "Vary" not in response.headers
        assert not response.cookies
        assert "csrf" not in response.content.decode()


def test_public_pages_are_the_same_for_everybody(client: Client, addresses: list[str]) -> None:
    signed_in = Client(headers={"accept-language": "fr", "user-agent": "Other"})
    signed_in.force_login(make_cast().chief)
    signed_in.cookies["csrf"] = "a" * 32

    for address in addresses:
        assert signed_in.get(address).content == client.get(address).content


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_public_pages_answer_get_and_head_alone(
    client: Client, addresses: list[str], method: str
) -> None:
    for address in addresses:
        strict = Client(enforce_csrf_checks=True)
        assert getattr(strict, method)(address).status_code == 405
        assert client.head(address).status_code == 200


def test_pages_hold_nothing_from_elsewhere_and_of_scripts_and_styles_only_ours(
    client: Client, addresses: list[str]
) -> None:
    for address in [*addresses, "/nowhere", "/accounts/retrieve-password/"]:
        html = client.get(address).content.decode()
        html = html.replace('<script type="application/ld+json">', "")  # data, never run
        html = html.replace('<script src="/static/reader.js" defer></script>', "")
        for name in NAMES:
            html = html.replace(stylesheet(name), "")

        for forbidden in ("<script", "<style", "style=", "<iframe", 'src="http', "javascript:"):
            assert forbidden not in html, (address, forbidden)


def test_view_that_looks_at_the_session_is_refused(rf: RequestFactory) -> None:
    @public_page
    def curious(request: HttpRequest) -> HttpResponse:
        request.session.get("name")
        return HttpResponse("Words")

    request = rf.get("/")
    SessionMiddleware(plain).process_request(request)

    with pytest.raises(PersonalAnswer, match="session"):
        curious(request)


def test_view_that_sets_a_cookie_is_refused(rf: RequestFactory) -> None:
    @public_page
    def sticky(request: HttpRequest) -> HttpResponse:
        response = HttpResponse("Words")
        response.set_cookie("name", "value")
        return response

    with pytest.raises(PersonalAnswer, match="cookie"):
        sticky(rf.get("/"))


def test_view_that_makes_a_csrf_token_is_refused(rf: RequestFactory) -> None:
    @public_page
    def with_form(request: HttpRequest) -> HttpResponse:
        return HttpResponse(get_token(request))

    with pytest.raises(PersonalAnswer, match="CSRF"):
        with_form(rf.get("/"))


@pytest.mark.parametrize("status", [301, 404, 410, 500])
def test_only_200_may_be_cached(rf: RequestFactory, status: int) -> None:
    @public_page
    def failing(request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=status)

    assert "Cache-Control" not in failing(rf.get("/")).headers


def test_answer_behind_a_password_may_not_be_cached(rf: RequestFactory) -> None:
    guarded = public_page(plain)(rf.get("/", headers={"authorization": "Basic eDp5"}))
    opened = public_page(plain)(rf.get("/"))

    assert "Cache-Control" not in guarded.headers
    assert opened.headers["Cache-Control"] == CACHED
