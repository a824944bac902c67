"""Headers that every answer carries."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from seetao.headers import HeadersMiddleware


def test_every_answer_is_kept_out_of_caches(client: Client) -> None:
    headers = client.get("/healthz").headers

    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.django_db
def test_pages_close_features_and_files_need_not(client: Client) -> None:
    assert "camera=()" in client.get("/nowhere").headers["Permissions-Policy"]
    assert "Permissions-Policy" not in client.get("/robots.txt").headers


def test_policy_allows_nothing_inline_and_no_other_origin(client: Client) -> None:
    policy = client.get("/healthz").headers["Content-Security-Policy"]
    directives = {each.strip() for each in policy.split(";")}

    assert directives >= {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"}
    assert "unsafe" not in policy
    assert "nonce" not in policy


def test_view_that_says_how_long_it_may_be_cached_is_left_alone(rf: RequestFactory) -> None:
    def cached(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Cache-Control": "public, max-age=30"})

    response = HeadersMiddleware(cached)(rf.get("/"))

    assert response.headers["Cache-Control"] == "public, max-age=30"


@pytest.mark.parametrize(
    ("address", "policy"),
    [
        ("/static/card.png", "cross-origin"),
        ("/media/images/a.avif", "cross-origin"),
        ("/", "same-origin"),
        ("/accounts/second-factor/qr.svg", "same-origin"),
    ],
)
def test_pictures_may_stand_in_feed_readers_and_pages_only_here(
    rf: RequestFactory, address: str, policy: str
) -> None:
    response = HeadersMiddleware(lambda request: HttpResponse())(rf.get(address))

    assert response.headers["Cross-Origin-Resource-Policy"] == policy


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz", "/nowhere"])
def test_public_answer_sets_no_cookie(client: Client, address: str) -> None:
    assert not client.get(address).cookies
