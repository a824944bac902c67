"""Which language a page speaks."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from accounts.models import User
from seetao.language import LanguageMiddleware


def spoken(request: HttpRequest) -> HttpResponse:
    return HttpResponse(translation.get_language())


def answer(address: str, *, asked: str = "", user: object = None) -> HttpResponse:
    request = RequestFactory().get(address, headers={"accept-language": asked})
    request.user = user or AnonymousUser()  # type: ignore[assignment]
    return LanguageMiddleware(spoken)(request)


@pytest.mark.parametrize(
    ("address", "language"),
    [("/", "zh-hans"), ("/en/", "en"), ("/en/list/1.html", "en"), ("/english/", "zh-hans")],
)
def test_public_page_speaks_its_addresss_language_whatever_the_browser_asks(
    address: str, language: str
) -> None:
    for asked in ("en", "zh-CN", "fr"):
        response = answer(address, asked=asked)

        assert response.content.decode() == language
        assert response.headers["Content-Language"] == language
        assert "Vary" not in response.headers


def test_public_page_never_looks_at_the_user() -> None:
    request = RequestFactory().get("/")  # has no user at all

    assert LanguageMiddleware(spoken)(request).content == b"zh-hans"


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("en-GB,en;q=0.9", "en"),
        ("zh-TW,en;q=0.9", "zh-hans"),
        ("fr,en;q=0.5,zh;q=0.4", "en"),
        ("fr", "zh-hans"),
        ("", "zh-hans"),
        ("%%%;q=x", "zh-hans"),
    ],
)
def test_stranger_at_the_door_gets_what_the_browser_asks_for(asked: str, language: str) -> None:
    response = answer("/accounts/sign-in/", asked=asked)

    assert response.content.decode() == language
    assert "Accept-Language" in response.headers["Vary"]


@pytest.mark.parametrize(("chosen", "language"), [("zh", "zh-hans"), ("en", "en")])
def test_signed_in_user_gets_the_language_of_the_profile(chosen: str, language: str) -> None:
    response = answer("/accounts/profile/", asked="fr", user=User(language=chosen))

    assert response.content.decode() == language


def test_language_of_a_request_does_not_outlive_it() -> None:
    before = translation.get_language()

    answer("/")

    assert translation.get_language() == before


def test_visitor_of_account_pages_keeps_the_language_that_he_chose() -> None:
    choosing = answer("/accounts/sign-up/?language=en", asked="zh-CN")
    request = RequestFactory().get("/accounts/sign-up/", headers={"accept-language": "zh-CN"})
    request.user = AnonymousUser()
    request.COOKIES["language"] = choosing.cookies["language"].value

    later = LanguageMiddleware(spoken)(request)

    assert (choosing.content, later.content) == (b"en", b"en")
    assert choosing.cookies["language"]["path"] == "/accounts/"
    assert not later.cookies


@pytest.mark.parametrize("address", ["/accounts/sign-up/?language=fr", "/?language=en"])
def test_no_other_choice_is_kept_and_none_on_public_pages(address: str) -> None:
    response = answer(address, asked="zh-CN")

    assert response.content == b"zh-hans"
    assert not response.cookies
