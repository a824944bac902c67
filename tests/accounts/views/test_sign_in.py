"""The pages of signing in, signing out and confirming."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from accounts import limits, second_step
from accounts.models import AuthEvent, AuthKind, Device, User, UserSession
from accounts.views import confirm as confirm_page
from tests.accounts.views.signed_in import browser_of, let_time_pass
from tests.factories import PASSWORD, make_article, make_cast, make_staff, make_user

pytestmark = pytest.mark.django_db

SIGN_IN = "/accounts/sign-in/"
SECOND = "/accounts/sign-in/second/"
CONFIRM = "/accounts/confirm/"
PROFILE = "/accounts/profile/"
DESK = "/admin/"
TOKEN = "123456"


@pytest.fixture
def reader() -> User:
    return make_user("reader", email="li@example.org")


@pytest.fixture
def _factor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every account have a second factor whose code is TOKEN."""
    for name in ("accounts.sign_in", "accounts.views.confirm"):
        monkeypatch.setattr(f"{name}.has_second_factor", lambda user: True)
    for module in (second_step, confirm_page):
        monkeypatch.setattr(module, "check_second_factor", lambda user, token, who: token == TOKEN)


def enter(client: Client, user: User, **more: str) -> Any:
    return client.post(SIGN_IN, {"email": user.email, "password": PASSWORD, **more})


def test_the_page_asks_for_an_address_and_a_password(client: Client) -> None:
    response = client.get(SIGN_IN, headers={"accept-language": "en"})

    assert response.status_code == 200
    for part in ('autocomplete="username"', 'autocomplete="current-password"', "noindex"):
        assert part in response.text
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "session" not in response.cookies


def test_a_reader_comes_to_the_profile_and_staff_to_the_desk(reader: User) -> None:
    assert enter(Client(), reader).headers["Location"] == PROFILE
    assert enter(Client(), make_staff("editor")).headers["Location"] == DESK


def test_the_answer_is_303_and_the_browser_is_remembered(client: Client, reader: User) -> None:
    response = enter(client, reader)

    assert response.status_code == 303
    assert response.cookies["device"]["httponly"]
    assert Device.objects.get().user == reader


@pytest.mark.parametrize("onward", ["/accounts/saved/", "/accounts/profile/?a=b#c"])
def test_next_leads_to_pages_of_ours(client: Client, reader: User, onward: str) -> None:
    assert enter(client, reader, next=onward).headers["Location"] == onward


@pytest.mark.parametrize(
    "onward",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "http:evil.example",
        "/a\r\nX: y",
        "/\x00",
        "/" + "a" * 3000,
        "profile/",
        "/admin/",  # where a reader may not go
    ],
)
def test_next_leads_nowhere_else(client: Client, reader: User, onward: str) -> None:
    assert enter(client, reader, next=onward).headers["Location"] == PROFILE


def test_a_wrong_one_keeps_the_address_and_nothing_else(client: Client, reader: User) -> None:
    response = client.post(
        SIGN_IN,
        {"email": reader.email, "password": "not this one", "next": "/accounts/saved/"},
        headers={"accept-language": "en"},
    )

    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert "Error:" in response.text
    assert reader.email in response.text
    assert "/accounts/saved/" in response.text
    assert "not this one" not in response.text


def test_unknown_and_known_addresses_get_the_same_page(reader: User) -> None:
    pages = []
    for address in (reader.email, "no@example.org"):
        response = Client().post(SIGN_IN, {"email": address, "password": "not this one"})
        text = response.text.replace(address, "")
        pages.append([line for line in text.splitlines() if "csrfmiddlewaretoken" not in line])

    assert pages[0] == pages[1]


def test_a_network_that_tries_too_much_gets_429(client: Client, reader: User) -> None:
    for number in range(limits.SIGN_IN_PER_IP.most):
        client.post(SIGN_IN, {"email": f"no-{number}@example.org", "password": "x"})

    response = enter(client, reader)

    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 900


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"email[]": "li@example.org", "password[]": "x"},
        {"email": ["a@example.org", "b@example.org"], "password": ["x", "y"]},
        {"email": "\x00", "password": "\x00"},
        {"email": "a" * 10_000, "password": "p" * 10_000},
        {"email": "\ufffd", "password": "\ufffd", "next": "\ufffd"},
    ],
)
def test_odd_input_is_no_fault_of_ours(client: Client, sent: dict[str, Any], reader: User) -> None:
    for page in (SIGN_IN, SECOND, CONFIRM):
        assert client.post(page, sent).status_code in (200, 303)
    assert browser_of(reader).post(CONFIRM, sent).status_code == 200


def test_surrogates_are_no_fault_of_ours(client: Client) -> None:
    body = "email=%ED%A0%80&password=%ED%A0%80&next=%ED%A0%80"

    response = client.post(SIGN_IN, body, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 200


def test_who_is_in_already_goes_on(reader: User) -> None:
    response = browser_of(reader).get(SIGN_IN, {"next": "/accounts/saved/"})

    assert response.headers["Location"] == "/accounts/saved/"


def test_a_reader_at_the_desks_door_may_take_another_account(reader: User) -> None:
    response = browser_of(reader).get(SIGN_IN, {"next": DESK})

    assert response.status_code == 200
    assert "You are signed in as" in response.text


def test_a_token_is_needed(reader: User) -> None:
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})

    for page in (SIGN_IN, SECOND, CONFIRM, "/accounts/sign-out/"):
        answer = client.post(page, {"email": reader.email, "password": PASSWORD})
        assert answer.status_code == 403
        # As in a second tab, after the first signed in.
        assert "This form has grown old" in answer.text


@pytest.mark.usefixtures("_factor")
def test_with_a_second_factor_the_password_alone_signs_nobody_in(
    client: Client, reader: User
) -> None:
    response = enter(client, reader, next="/accounts/saved/")

    assert response.headers["Location"] == f"{SECOND}?next=%2Faccounts%2Fsaved%2F"
    assert not UserSession.objects.exists()
    assert PASSWORD not in str(dict(client.session))
    assert client.get(PROFILE).status_code in (302, 303)
    wrong = client.post(response.headers["Location"], {"second_factor": "246810"})
    assert wrong.status_code == 200
    assert 'role="alert"' in wrong.text
    assert "246810" not in wrong.text
    assert not UserSession.objects.exists()

    done = client.post(response.headers["Location"], {"second_factor": TOKEN})

    assert done.headers["Location"] == "/accounts/saved/"
    row = UserSession.objects.get()
    assert (row.user, row.second_factor_at is not None) == (reader, True)
    assert row.device == Device.objects.get()


@pytest.mark.usefixtures("_factor")
@pytest.mark.parametrize("change", ["time", "password", "closed"])
def test_the_second_page_ends_with_what_it_stands_on(
    client: Client, reader: User, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(client, reader)
    if change == "time":
        monkeypatch.setattr(second_step, "LIFETIME", timedelta(seconds=-1))
    elif change == "password":
        reader.set_password("another good password")
        reader.save()
    else:
        User.objects.update(is_active=False)

    response = client.post(SECOND, {"second_factor": TOKEN})

    assert response.headers["Location"] == SIGN_IN
    assert not UserSession.objects.exists()


def test_an_aborted_second_step_helps_nobody_else(
    client: Client, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_user("other")
    monkeypatch.setattr("accounts.sign_in.has_second_factor", lambda user: user == reader)
    monkeypatch.setattr(second_step, "check_second_factor", lambda user, token, who: True)
    enter(client, reader)
    enter(client, other)

    response = client.post(SECOND, {"second_factor": TOKEN})

    assert response.headers["Location"] == SIGN_IN
    row = UserSession.objects.get()
    assert (row.user, row.second_factor_at) == (other, None)


def test_staff_without_the_factor_are_led_to_it(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = True
    client = browser_of(make_staff("editor"))

    response = client.get("/admin/articles/article/?q=1")

    assert response.headers["Location"].startswith("/accounts/second-factor/?next=%2Fadmin%2F")


def test_words_of_a_form_are_given_back_where_the_factor_lacks(settings: Settings) -> None:
    cast = make_cast()
    article = make_article(cast)
    settings.STAFF_SECOND_FACTOR = True

    response = browser_of(cast.reporter).post(
        f"/admin/articles/article/{article.pk}/change/", {"verb": "save", "title": "Kept words"}
    )

    assert response.status_code == 403
    assert "Kept words" in response.text


def test_confirming_makes_the_password_fresh(reader: User) -> None:
    client = browser_of(reader)
    let_time_pass(reader)
    asked = client.get("/accounts/export/")
    assert asked.headers["Location"] == f"{CONFIRM}?next=%2Faccounts%2Fexport%2F"

    wrong = client.post(asked.headers["Location"], {"password": "not this one"})
    right = client.post(asked.headers["Location"], {"password": PASSWORD})

    assert wrong.status_code == 200
    assert right.headers["Location"] == "/accounts/export/"
    assert client.get("/accounts/export/").status_code == 200
    kinds = AuthEvent.objects.filter(kind=AuthKind.REAUTHENTICATION).order_by("pk")
    assert list(kinds.values_list("outcome", flat=True)) == ["failed", "done"]


@pytest.mark.usefixtures("_factor")
def test_confirming_asks_for_the_second_factor_of_whoever_has_one(reader: User) -> None:
    client = browser_of(reader)

    assert client.post(CONFIRM, {"password": PASSWORD}).status_code == 200
    assert client.post(CONFIRM, {"password": PASSWORD, "second_factor": "0"}).status_code == 200
    assert client.post(CONFIRM, {"password": PASSWORD, "second_factor": TOKEN}).status_code == 303


def test_a_stranger_who_confirms_is_led_to_sign_in(client: Client) -> None:
    response = client.get(CONFIRM, {"next": "/accounts/export/"})

    assert response.headers["Location"] == f"{SIGN_IN}?next=%2Faccounts%2Fexport%2F"
