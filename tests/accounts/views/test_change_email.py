"""A new address: by a code that was mailed there, in the browser that asked."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts import limits
from accounts.models import Challenge, User
from tests.accounts.people import newest_code, work, wrong
from tests.accounts.views.signed_in import browser_of, let_time_pass
from tests.factories import make_user

pytestmark = pytest.mark.django_db

PAGE = reverse("accounts:change-email")
PROFILE = reverse("accounts:profile")
NEW = "New@Example.org"


@pytest.fixture
def user() -> User:
    return make_user("reader", email="old@example.org")


@pytest.fixture
def client(user: User) -> Client:
    return browser_of(user)


def asked(client: Client, address: str = NEW) -> str:
    """Ask for a code, and return the address of the page for it."""
    response = client.post(PAGE, {"email": address})
    assert response.status_code == 303, response.content.decode()
    work()
    return response.headers["Location"]


def address_of(user: User) -> str:
    user.refresh_from_db()
    return user.email_canonical


def test_code_from_the_new_mailbox_changes_the_address(user: User, client: Client) -> None:
    elsewhere = browser_of(user)
    page = asked(client)
    assert [letter.to for letter in mail.outbox] == [["new@example.org"]]

    response = client.post(page, {"code": newest_code()})
    work()

    assert (response.status_code, response.headers["Location"]) == (303, PROFILE)
    assert address_of(user) == "new@example.org"
    assert client.get(PROFILE).status_code == 200
    assert elsewhere.get(PROFILE).status_code == 302
    assert {letter.to[0] for letter in mail.outbox[1:]} == {"old@example.org", "new@example.org"}


def test_nothing_changes_before_the_code(user: User, client: Client) -> None:
    page = asked(client)
    assert client.get(page).status_code == 200
    assert address_of(user) == "old@example.org"


def test_wrong_code_says_one_sentence_and_how_many_tries_are_left(
    user: User, client: Client
) -> None:
    page = asked(client)
    guess = wrong(newest_code())

    for left in range(limits.GUESSES - 1, 0, -1):
        shown = client.post(page, {"code": guess}).content.decode()
        assert "The code is incorrect or has expired." in shown
        assert f"{left} more time" in shown
        assert guess not in shown
    client.post(page, {"code": guess})
    client.post(page, {"code": newest_code()})

    assert address_of(user) == "old@example.org"


def test_spaces_hyphens_and_full_width_digits_are_fine(user: User, client: Client) -> None:
    page = asked(client)
    code = newest_code().translate({ord("0") + n: ord("０") + n for n in range(10)})
    client.post(page, {"code": f" {code[:4]} - {code[4:]} "})
    assert address_of(user) == "new@example.org"


def test_another_browser_or_account_can_not_use_the_code(user: User, client: Client) -> None:
    page = asked(client)
    code = newest_code()
    other = make_user("other")

    strangers = browser_of(user)
    same_browser = browser_of(other)
    same_browser.cookies["browser"] = client.cookies["browser"].value
    for browser in (strangers, same_browser):
        browser.post(page, {"code": code})

    assert address_of(user) == "old@example.org"
    assert address_of(other) == other.email_canonical


def test_address_with_an_account_looks_the_same_and_is_told_by_mail(
    user: User, client: Client
) -> None:
    make_user("other", email="new@example.org")
    page = asked(client)
    assert client.get(page).status_code == 200
    assert [letter.to for letter in mail.outbox] == [["new@example.org"]]
    assert "already" in mail.outbox[0].subject


@pytest.mark.parametrize("typed", ["old@example.org", " OLD@Example.ORG "])
def test_own_address_is_no_new_one(client: Client, typed: str) -> None:
    response = client.post(PAGE, {"email": typed})
    assert "This is the address that you have." in response.content.decode()
    assert not Challenge.objects.exists()


@pytest.mark.parametrize(
    "typed", ["", "no address", "x@\x00example.org", "a" * 10_000, ["a@b.example", "c"]]
)
def test_nonsense_opens_no_challenge_for_it(client: Client, typed: Any) -> None:
    response = client.post(PAGE, {"email": typed})
    assert response.status_code == 200
    assert "Error:" in response.content.decode()
    assert not Challenge.objects.exists()


@pytest.mark.parametrize("typed", ["", "x\x00", "1" * 10_000, ["1", "2"], "٣" * 8])
def test_nonsense_instead_of_a_code_changes_nothing(user: User, client: Client, typed: Any) -> None:
    page = asked(client)
    assert client.post(page, {"code": typed}).status_code == 200
    assert address_of(user) == "old@example.org"


def test_second_code_ends_the_first(user: User, client: Client) -> None:
    page = asked(client)
    first = newest_code()

    again = client.post(f"{page}again/")
    assert again.headers["Location"] == page  # within its minute: the same code is good
    Challenge.objects.update(expires_at="2020-01-01T00:00Z")

    shown = client.post(page, {"code": first}).content.decode()
    assert "Ask for a new code below." in shown
    assert address_of(user) == "old@example.org"


def test_page_of_an_unknown_challenge_is_not_found(client: Client) -> None:
    page = reverse("accounts:change-email-code", args=[uuid4()])
    assert client.get(page).status_code == 404


def test_old_password_entry_is_asked_for_again_before_asking(user: User, client: Client) -> None:
    let_time_pass(user)
    response = client.post(PAGE, {"email": NEW})
    assert response.headers["Location"].startswith(reverse("accounts:confirm"))
    assert not Challenge.objects.exists()


def test_visitor_is_led_to_the_sign_in_page() -> None:
    code_page = reverse("accounts:change-email-code", args=[uuid4()])
    for page in (PAGE, code_page, f"{code_page}again/"):
        location = Client().post(page, {"email": NEW, "code": "1"}).headers["Location"]
        assert location.startswith(reverse("accounts:sign-in"))
