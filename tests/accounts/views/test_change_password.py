"""A new password: by the old one, with everything else ended."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts import limits
from accounts.models import AuthEvent, User
from tests.accounts.people import GOOD_PASSWORD, work
from tests.accounts.views.signed_in import browser_of
from tests.factories import PASSWORD, make_staff, make_user

pytestmark = pytest.mark.django_db

PAGE = reverse("accounts:change-password")
PROFILE = reverse("accounts:profile")


@pytest.fixture
def user() -> User:
    return make_user("reader")


@pytest.fixture
def client(user: User) -> Client:
    return browser_of(user)


def typed(old: str = PASSWORD, new: str = GOOD_PASSWORD, again: str | None = None) -> Any:
    return {
        "old_password": old,
        "new_password1": new,
        "new_password2": new if again is None else again,
    }


def is_signed_in(client: Client) -> bool:
    return client.get(PROFILE).status_code == 200


def test_password_changes_and_this_browser_alone_stays_signed_in(
    user: User, client: Client, mailoutbox: list[Any]
) -> None:
    elsewhere = browser_of(user)

    response = client.post(PAGE, typed())
    work()

    assert (response.status_code, response.headers["Location"]) == (303, PROFILE)
    user.refresh_from_db()
    assert user.check_password(GOOD_PASSWORD)
    assert is_signed_in(client)
    assert is_signed_in(client)  # its row followed the session under its new key
    assert not is_signed_in(elsewhere)
    assert [letter.to for letter in mailoutbox] == [[user.email]]


def test_wrong_old_password_changes_nothing(user: User, client: Client) -> None:
    response = client.post(PAGE, typed(old="not the right one"))
    assert response.status_code == 200
    assert "Error:" in response.content.decode()
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_after_too_many_wrong_ones_not_even_the_right_one_is_looked_at(
    user: User, client: Client
) -> None:
    for _ in range(limits.SIGN_IN_PER_DEVICE.most):
        client.post(PAGE, typed(old="not the right one"))
    response = client.post(PAGE, typed())
    assert response.status_code == 200
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_weak_password_is_told_only_with_the_right_old_one(user: User, client: Client) -> None:
    right = client.post(PAGE, typed(new="short"))
    wrong = client.post(PAGE, typed(old="not the right one", new="short"))
    assert "too short" in right.content.decode()
    assert "too short" not in wrong.content.decode()


@pytest.mark.parametrize(
    "given",
    [
        typed(again="something quite different"),
        typed(new=PASSWORD),
        typed(old=""),
        typed(new="", again=""),
        {},
    ],
)
def test_slips_spend_no_guess(user: User, client: Client, given: Any) -> None:
    before = AuthEvent.objects.count()
    assert client.post(PAGE, given).status_code == 200
    assert AuthEvent.objects.count() == before
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_no_password_comes_back_on_the_page(client: Client) -> None:
    page = client.post(PAGE, typed(old="not the right one")).content.decode()
    assert "not the right one" not in page
    assert GOOD_PASSWORD not in page


@pytest.mark.parametrize("value", ["\x00" * 20, "x" * 10_000, "a" * 300, ["one", "two"]])
def test_nonsense_is_refused(user: User, client: Client, value: Any) -> None:
    for name in ("old_password", "new_password1", "new_password2"):
        assert client.post(PAGE, {**typed(), name: value}).status_code in (200, 303)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_password_managers_learn_whose_password_it_is(user: User, client: Client) -> None:
    page = client.get(PAGE).content.decode()
    assert f'value="{user.email}"' in page
    for kind in ("username", "current-password", "new-password"):
        assert f'autocomplete="{kind}"' in page


def test_staff_hear_of_their_longer_minimum(client: Client) -> None:
    assert f"At least {limits.PASSWORD_READERS} " in client.get(PAGE).content.decode()
    desk = browser_of(make_staff("editor"))
    assert f"At least {limits.PASSWORD_STAFF} " in desk.get(PAGE).content.decode()


def test_visitor_is_led_to_the_sign_in_page() -> None:
    response = Client().post(PAGE, typed())
    assert "sign-in" in response.headers["Location"]
