"""Erasing one's own account, which nobody does by a slip."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.views.signed_in import browser_of, let_time_pass
from tests.factories import make_staff, make_user

pytestmark = pytest.mark.django_db

PAGE = reverse("accounts:erase")
ADDRESS = "Li@Example.org"


@pytest.fixture
def user() -> User:
    return make_user("reader", email=ADDRESS)


@pytest.fixture
def client(user: User) -> Client:
    return browser_of(user)


def is_there(user: User) -> bool:
    user.refresh_from_db()
    return user.is_active


@pytest.mark.parametrize("typed", [ADDRESS, " li@example.ORG "])
def test_whoever_types_his_address_is_erased_and_signed_out(
    user: User, client: Client, typed: str
) -> None:
    elsewhere = browser_of(user)

    response = client.post(PAGE, {"email": typed})

    assert response.status_code == 303
    assert response.headers["Location"] == reverse("accounts:sign-in")
    assert not is_there(user)
    for browser in (client, elsewhere):
        location = browser.get(reverse("accounts:profile")).headers["Location"]
        assert location.startswith(reverse("accounts:sign-in"))


def test_next_page_says_so(client: Client) -> None:
    response = client.post(PAGE, {"email": ADDRESS}, follow=True)
    assert "Your account is erased." in response.content.decode()


@pytest.mark.parametrize(
    "typed", ["", "other@example.org", "li@example.orge", "yes", "\x00", "x" * 10_000, ["a", "b"]]
)
def test_anything_else_erases_nothing(user: User, client: Client, typed: object) -> None:
    response = client.post(PAGE, {"email": typed})
    assert response.status_code == 200
    assert "Error:" in response.content.decode()
    assert is_there(user)


def test_reading_erases_nothing(user: User, client: Client) -> None:
    assert client.get(PAGE, {"email": ADDRESS}).status_code == 200
    assert is_there(user)


def test_old_password_entry_is_asked_for_again(user: User, client: Client) -> None:
    let_time_pass(user)
    response = client.post(PAGE, {"email": ADDRESS})
    assert response.headers["Location"].startswith(reverse("accounts:confirm"))
    assert is_there(user)


def test_last_administrator_is_told_why_he_can_not_go() -> None:
    last = make_staff("administrator", is_superuser=True)
    client = browser_of(last)

    shown = client.get(PAGE).content.decode()
    refused = client.post(PAGE, {"email": last.email})

    assert "last administrator" in shown
    assert "Erase account for good" not in shown
    assert "last administrator" in refused.content.decode()
    assert is_there(last)


def test_staff_read_what_stays_of_their_work() -> None:
    page = browser_of(make_staff("editor")).get(PAGE).content.decode()
    assert "bylines" in page
