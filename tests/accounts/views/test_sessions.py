"""Ending sessions and forgetting browsers from the profile."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import limits
from accounts.events import Kind
from accounts.models import AuthEvent, Device, User, UserSession
from tests.accounts.views.signed_in import browser_of
from tests.factories import make_user

pytestmark = pytest.mark.django_db

PAGE = reverse("accounts:sessions")
PROFILE = reverse("accounts:profile")


@pytest.fixture
def user() -> User:
    return make_user("reader")


@pytest.fixture
def client(user: User) -> Client:
    return browser_of(user)


def session_of(client: Client) -> UserSession:
    return UserSession.objects.get(session_key=client.session.session_key)


def is_signed_in(client: Client) -> bool:
    return client.get(PROFILE).status_code == 200


def make_device(user: User) -> Device:
    now = timezone.now()
    return Device.objects.create(
        user=user,
        token_mac=f"of {user.pk}",
        created_at=now,
        last_seen_at=now,
        expires_at=now + limits.DAY,
    )


def test_signing_out_there_leaves_this_session_alone(user: User, client: Client) -> None:
    elsewhere = browser_of(user)

    response = client.post(PAGE, {"session": session_of(elsewhere).pk})

    assert (response.status_code, response.headers["Location"]) == (303, PROFILE)
    assert not is_signed_in(elsewhere)
    assert is_signed_in(client)
    assert AuthEvent.objects.filter(kind=Kind.SESSION_ENDED, user=user).count() == 1


def test_nobody_ends_the_session_or_device_of_another(user: User, client: Client) -> None:
    other = make_user("other")
    others = browser_of(other)
    device = make_device(other)

    client.post(PAGE, {"session": session_of(others).pk})
    client.post(PAGE, {"device": str(device.pk)})

    assert is_signed_in(others)
    assert Device.objects.filter(pk=device.pk).exists()


def test_ending_this_session_is_signing_out(client: Client) -> None:
    response = client.post(PAGE, {"session": session_of(client).pk})
    assert response.headers["Location"] == reverse("accounts:sign-in")
    assert not Session.objects.exists()
    assert not is_signed_in(client)


def test_all_others_end_at_once(user: User, client: Client) -> None:
    elsewhere = [browser_of(user) for _ in range(3)]

    client.post(PAGE, {"others": "1"})

    assert not any(is_signed_in(each) for each in elsewhere)
    assert is_signed_in(client)
    assert UserSession.objects.filter(user=user).count() == 1


def test_browser_is_forgotten(user: User, client: Client) -> None:
    device = make_device(user)
    client.post(PAGE, {"device": str(device.pk)})
    assert not Device.objects.exists()
    assert AuthEvent.objects.filter(kind=Kind.DEVICE_ENDED, user=user).count() == 1


@pytest.mark.parametrize("name", ["session", "device", "others", "else"])
@pytest.mark.parametrize(
    "value", ["", "0", "-1", "9" * 40, "٣", "1e3", "a\x00b", "x" * 10_000, ["1", "2"]]
)
def test_nonsense_ends_nothing(user: User, client: Client, name: str, value: object) -> None:
    make_device(user)
    response = client.post(PAGE, {name: value})
    assert response.status_code == 303
    assert is_signed_in(client)
    assert Device.objects.count() == 1


def test_reading_ends_nothing(user: User, client: Client) -> None:
    elsewhere = browser_of(user)
    client.get(f"{PAGE}?session={session_of(elsewhere).pk}&others=1")
    assert is_signed_in(elsewhere)


def test_visitor_is_led_to_the_sign_in_page() -> None:
    response = Client().post(PAGE, {"others": "1"})
    assert "sign-in" in response.headers["Location"]
