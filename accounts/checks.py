"""System checks: numbers and settings that would break what accounts promise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from accounts import limits

LEAST_DIGITS = 7  # ASVS 5.0, 6.5.4: 20 bits; 6 digits have 19.9
MOST_DIGITS = 12  # more is not copied without a slip
LONGEST_LIFETIME = timedelta(minutes=10)  # ASVS 5.0, 6.5.5
MOST_GUESSES = 10  # Kratos takes 5; from 100 on, NIST SP 800-63B-4 calls it broken
LEAST_READERS = 8  # NIST SP 800-63B-4
LEAST_STAFF = 15  # NIST SP 800-63B-4, where a password may stand alone


@register(Tags.security)
def check_numbers(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse numbers outside the bounds of their sources."""
    return list(_wrong_numbers())


def _wrong_numbers() -> Iterator[CheckMessage]:
    for name in limits.UNKNOWN_NAMES:
        yield Error(
            f"ACCOUNTS_LIMITS names {name}, which is no limit.",
            hint="Take it out, or write a name from accounts/limits.py.",
            id="accounts.E002",
        )
    if not LEAST_DIGITS <= limits.CODE_DIGITS <= MOST_DIGITS:
        yield _bounds("CODE_DIGITS", limits.CODE_DIGITS, f"{LEAST_DIGITS} to {MOST_DIGITS}")
    if not timedelta(0) < limits.CODE_LIFETIME <= LONGEST_LIFETIME:
        yield _bounds("CODE_LIFETIME", limits.CODE_LIFETIME, f"up to {LONGEST_LIFETIME}")
    if not 1 <= limits.GUESSES <= MOST_GUESSES:
        yield _bounds("GUESSES", limits.GUESSES, f"1 to {MOST_GUESSES}")
    if not LEAST_READERS <= limits.PASSWORD_READERS <= limits.PASSWORD_MOST:
        yield _bounds("PASSWORD_READERS", limits.PASSWORD_READERS, f"at least {LEAST_READERS}")
    if not LEAST_STAFF <= limits.PASSWORD_STAFF <= limits.PASSWORD_MOST:
        yield _bounds("PASSWORD_STAFF", limits.PASSWORD_STAFF, f"at least {LEAST_STAFF}")
    for limit in vars(limits).values():
        if isinstance(limit, limits.Limit) and limit.most < 1:
            yield _bounds(limit.name, limit.most, "at least 1")


def _bounds(name: str, found: object, wanted: str) -> CheckMessage:
    return Error(
        f"{name} is {found}.",
        hint=f"Write {wanted} in ACCOUNTS_LIMITS; accounts/limits.py says why.",
        id="accounts.E003",
    )


@register(Tags.security, deploy=True)
def check_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse settings under which counting, mailing or hashing would not hold."""
    return [
        Error(sentence, hint=hint, id=f"accounts.E{number:03}")
        for number, is_wrong, sentence, hint in (
            (
                10,
                any(each.get("ATOMIC_REQUESTS") for each in settings.DATABASES.values()),
                "ATOMIC_REQUESTS is on: a failure after a wrong guess would take it back.",
                "Take ATOMIC_REQUESTS out of DATABASES.",
            ),
            (
                11,
                not settings.PASSWORD_HASHERS[0].endswith(("Argon2PasswordHasher", "Argon2Hasher")),
                f"Passwords are hashed by {settings.PASSWORD_HASHERS[0]}.",
                "Put accounts.hashers.TunedArgon2Hasher first in PASSWORD_HASHERS.",
            ),
            (
                12,
                settings.EMAIL_BACKEND != "django.core.mail.backends.smtp.EmailBackend",
                f"Mail goes to {settings.EMAIL_BACKEND}, not to people.",
                "Write EMAIL_URL=smtp+tls://user:password@host:587.",
            ),
            (
                13,
                not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL)
                and settings.EMAIL_HOST not in ("localhost", "127.0.0.1", "::1"),
                f"Codes travel to {settings.EMAIL_HOST} in clear.",
                "Write EMAIL_URL=smtp+tls://… or smtp+ssl://….",
            ),
            (
                14,
                settings.SESSION_ENGINE != "django.contrib.sessions.backends.db",
                f"Sessions live in {settings.SESSION_ENGINE}: they can't be listed and ended.",
                "Set SESSION_ENGINE to django.contrib.sessions.backends.db.",
            ),
            (
                15,
                not all(
                    name.startswith("__Host-")
                    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
                ),
                "Cookies could be set by a neighbour's host.",
                "Begin SESSION_COOKIE_NAME and CSRF_COOKIE_NAME with __Host-.",
            ),
        )
        if is_wrong
    ]
