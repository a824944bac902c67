"""A start with numbers or settings that would break accounts is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from accounts import limits
from accounts.checks import check_numbers, check_settings


def test_numbers_as_they_stand_are_sound() -> None:
    assert check_numbers(None) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CODE_DIGITS", 6),
        ("CODE_DIGITS", 13),
        ("CODE_LIFETIME", timedelta(minutes=11)),
        ("CODE_LIFETIME", timedelta(0)),
        ("GUESSES", 11),
        ("GUESSES", 0),
        ("PASSWORD_READERS", 7),
        ("PASSWORD_STAFF", 14),
        ("BREAKER", limits.Limit("BREAKER", 0, limits.HOUR)),
        ("UNKNOWN_NAMES", ["CODE_LENGTH"]),
    ],
)
def test_number_outside_its_bounds_is_refused(
    name: str, value: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, name, value)
    assert len(check_numbers(None)) == 1


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("PASSWORD_HASHERS", ["django.contrib.auth.hashers.PBKDF2PasswordHasher"], 11),
        ("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend", 12),
        ("EMAIL_HOST", "mail.example.org", 13),
        ("SESSION_ENGINE", "django.contrib.sessions.backends.cache", 14),
        ("CSRF_COOKIE_NAME", "csrf", 15),
    ],
)
def test_unsafe_setting_is_refused(name: str, value: Any, number: int, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["accounts.hashers.TunedArgon2Hasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    assert check_settings(None) == []
    setattr(settings, name, value)
    assert [each.id for each in check_settings(None)] == [f"accounts.E{number:03}"]


def test_requests_in_one_transaction_are_refused(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setitem(settings.DATABASES["default"], "ATOMIC_REQUESTS", True)
    assert "accounts.E010" in {each.id for each in check_settings(None)}
