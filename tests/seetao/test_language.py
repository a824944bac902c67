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
def test_stranger_at_the_desk_gets_what_the_browser_asks_for(asked: str, language: str) -> None:
    response = answer("/admin/login/", asked=asked)

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
