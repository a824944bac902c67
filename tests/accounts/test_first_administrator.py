"""The first administrator is made on the server, with a password that the desk takes."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from tests.accounts.people import GOOD_PASSWORD

pytestmark = pytest.mark.django_db


def create(email: str = "Boss@Example.org") -> None:
    call_command("createsuperuser", "--noinput", email=email, verbosity=0)


def test_administrator_is_made_with_a_good_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", GOOD_PASSWORD)

    create()

    boss = User.objects.get_by_natural_key("boss@example.org")
    assert boss.check_password(GOOD_PASSWORD)
    assert boss.is_staff
    assert boss.is_superuser


@pytest.mark.parametrize("password", ["twelve chars", "admin888", "boss@example.org", "a" * 300])
def test_password_that_the_desk_would_not_take_is_refused(
    password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", password)

    with pytest.raises(CommandError):
        create()

    assert not User.objects.filter(is_superuser=True).exists()


def test_what_is_no_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", GOOD_PASSWORD)

    with pytest.raises(CommandError):
        create("a@b")


def test_without_a_password_nobody_can_sign_in_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DJANGO_SUPERUSER_PASSWORD", raising=False)

    create()

    assert not User.objects.get_by_natural_key("boss@example.org").has_usable_password()
