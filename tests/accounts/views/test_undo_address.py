"""The link in the old mailbox: it shows first, and acts by a button."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.flow import email_change
from accounts.models import User
from tests.accounts.flow.test_email_change import LINK
from tests.accounts.people import newest_code, somebody, work
from tests.accounts.views.signed_in import browser_of
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user("reader", email="old@example.org")


@pytest.fixture
def link(user: User) -> str:
    """Change the address, and return the link that went to the old one."""
    who = somebody()
    challenge = email_change.ask(user, "new@example.org", who).challenge
    work()
    email_change.confirm(challenge, newest_code(), who, user=user)
    work()
    found = next(found for letter in mail.outbox if (found := LINK.search(str(letter.body))))
    return found.group()


def address_of(user: User) -> str:
    user.refresh_from_db()
    return user.email


def test_opening_the_link_changes_nothing(user: User, link: str) -> None:
    for method in ("get", "head"):
        assert getattr(Client(), method)(link).status_code == 200
    assert address_of(user) == "new@example.org"


def test_button_gives_the_address_back_and_leads_to_a_new_password(user: User, link: str) -> None:
    response = Client().post(link)
    assert response.status_code == 303
    assert response.headers["Location"] == reverse("accounts:retrieve-password")
    assert address_of(user) == "old@example.org"


def test_whoever_is_signed_in_to_the_account_is_out(user: User, link: str) -> None:
    thief = browser_of(user)
    assert thief.post(link, follow=True).status_code == 200
    assert "sign-in" in thief.get(reverse("accounts:profile")).headers["Location"]


def test_second_time_says_that_the_link_has_ended(link: str) -> None:
    client = Client(headers={"accept-language": "en"})
    client.post(link)
    for response in (client.post(link), client.get(link)):
        assert response.status_code == 404
        assert "no longer good" in response.content.decode()


def test_address_that_has_an_account_by_now_is_not_taken_from_it(user: User, link: str) -> None:
    make_user("other", email="old@example.org")
    assert Client().post(link).status_code == 404
    assert address_of(user) == "new@example.org"


@pytest.mark.parametrize(
    "token", ["x", "x" * 10_000, "%00", "%ED%A0%80", "%E4%B8%AD", "a.b~c", "..%5C"]
)
def test_any_other_token_is_a_page_not_found(user: User, link: str, token: str) -> None:
    start = link.rstrip("/").rpartition("/")[0]
    for method in ("get", "post"):
        assert getattr(Client(), method)(f"{start}/{token}/").status_code == 404
    assert address_of(user) == "new@example.org"


def test_new_address_does_not_stand_on_the_page(link: str) -> None:
    assert "new@example.org" not in Client().get(link).content.decode()
