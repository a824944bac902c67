"""Taking one's data along."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from accounts.events import Kind
from accounts.models import AuthEvent, User
from tests.accounts.views.signed_in import browser_of, let_time_pass
from tests.factories import make_user

pytestmark = pytest.mark.django_db

PAGE = reverse("accounts:export")


@pytest.fixture
def user() -> User:
    return make_user("reader", name_zh="李读者")


@pytest.fixture
def client(user: User) -> Client:
    return browser_of(user)


def test_button_hands_the_file_out_and_leaves_an_event(user: User, client: Client) -> None:
    response = client.post(PAGE)

    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert "no-store" in response.headers["Cache-Control"]
    assert json.loads(response.content)["account"]["name_zh"] == "李读者"
    assert "李读者" in response.content.decode()
    assert AuthEvent.objects.filter(kind=Kind.EXPORTED, user=user).count() == 1


def test_reading_the_page_hands_nothing_out(user: User, client: Client) -> None:
    assert user.email not in client.get(PAGE).content.decode()
    assert not AuthEvent.objects.filter(kind=Kind.EXPORTED).exists()


def test_old_password_entry_is_asked_for_again(user: User, client: Client) -> None:
    let_time_pass(user)
    for response in (client.get(PAGE), client.post(PAGE)):
        assert response.status_code == 303
        assert response.headers["Location"].startswith(reverse("accounts:confirm"))
    assert not AuthEvent.objects.filter(kind=Kind.EXPORTED).exists()


def test_visitor_is_led_to_the_sign_in_page() -> None:
    assert Client().post(PAGE).headers["Location"].startswith(reverse("accounts:sign-in"))
