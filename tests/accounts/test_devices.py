"""Known browsers: a signed random token in a cookie, its keyed hash in a row."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from pytest_django import Settings

from accounts import limits
from accounts.devices import (
    clear_expired_devices,
    cookie_name,
    end_device,
    known_device,
    remember_device,
)
from accounts.models import AuthEvent, AuthKind, Device, User
from tests.accounts.people import somebody
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return make_user("reader")


def remembered(user: User, request: HttpRequest | None = None) -> HttpRequest:
    """Return what the browser sends next, after signing in."""
    request = request or HttpRequest()
    response = HttpResponse()
    remember_device(request, response, user, somebody(device=known_device(request)))
    after = HttpRequest()
    after.COOKIES[cookie_name()] = response.cookies[cookie_name()].value
    return after


def test_a_remembered_browser_is_known(owner: User) -> None:
    request = remembered(owner)

    device = known_device(request)

    assert device is not None
    assert (device.user, device.label) == (owner, "Firefox, Linux")


def test_the_cookie_is_for_half_a_year_and_out_of_reach_of_scripts(
    owner: User, settings: Settings
) -> None:
    settings.SESSION_COOKIE_SECURE = True
    response = HttpResponse()

    remember_device(HttpRequest(), response, owner, somebody())

    cookie = response.cookies["__Host-device"]
    assert cookie["max-age"] == 180 * 24 * 60 * 60
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"
    assert (cookie["path"], cookie["domain"]) == ("/", "")


def test_the_row_does_not_hold_the_token(owner: User) -> None:
    request = remembered(owner)

    token = request.COOKIES[cookie_name()].split(":")[0]

    assert token not in str(Device.objects.values_list().get())


def test_signing_in_again_keeps_the_device_and_its_token(owner: User) -> None:
    first = remembered(owner)
    Device.objects.update(expires_at=timezone.now() + timedelta(days=1))

    second = remembered(owner, first)

    device = Device.objects.get()
    assert known_device(first) == known_device(second) == device
    assert device.expires_at > timezone.now() + timedelta(days=179)


def test_the_browser_of_another_gets_a_device_of_its_own(owner: User) -> None:
    first = remembered(owner)

    second = remembered(make_user("other"), first)

    assert Device.objects.count() == 2
    assert known_device(first) != known_device(second)
    assert first.COOKIES != second.COOKIES


@pytest.mark.parametrize("cookie", ["", "x", "x:y:z", "\x00", "é", "a" * 10_000, ":" * 50])
def test_a_forged_cookie_is_nobodys(cookie: str, owner: User) -> None:
    request = remembered(owner)
    request.COOKIES[cookie_name()] = cookie

    assert known_device(request) is None


def test_a_cookie_of_another_signature_is_nobodys(owner: User, settings: Settings) -> None:
    request = remembered(owner)
    settings.SECRET_KEY = "another key for tests: abcdefghijklmnopqrstuvwxyz 0123456789"

    assert known_device(request) is None


def test_a_device_survives_a_change_of_both_keys(owner: User, settings: Settings) -> None:
    request = remembered(owner)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key for tests: abcdefghijklmnopqrstuvwxyz 0123456789"
    settings.ACCOUNTS_CODE_PEPPER_FALLBACKS = [settings.ACCOUNTS_CODE_PEPPER]
    settings.ACCOUNTS_CODE_PEPPER = "another pepper"

    again = remembered(owner, request)

    settings.SECRET_KEY_FALLBACKS = settings.ACCOUNTS_CODE_PEPPER_FALLBACKS = []
    assert known_device(again) == Device.objects.get()


def test_an_expired_device_is_not_known(owner: User) -> None:
    request = remembered(owner)
    Device.objects.update(expires_at=timezone.now())

    assert known_device(request) is None
    assert clear_expired_devices(timezone.now()) == 1


def test_a_forgotten_device_is_not_known(owner: User) -> None:
    request = remembered(owner)

    assert end_device(owner, Device.objects.get().pk, somebody())

    assert known_device(request) is None
    assert AuthEvent.objects.get().kind == AuthKind.DEVICE_ENDED


def test_nobody_forgets_the_device_of_another(owner: User) -> None:
    request = remembered(owner)

    assert not end_device(make_user("other"), Device.objects.get().pk, somebody())

    assert known_device(request) is not None


def test_devices_are_kept_for_180_days() -> None:
    assert timedelta(days=180) == limits.KEEP_DEVICES
