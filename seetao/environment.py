"""Settings read from the environment, with every problem told at once and in plain words."""

import hmac
import os
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY = 50  # characters; Django's own check security.W009 asks the same of SECRET_KEY


class Environment:
    """Reads values and remembers what is wrong with them, until `refuse_problems` is called.

    A reading method that finds a problem returns something usable, so that one start names
    all problems rather than the first.
    """

    def __init__(self, values: Mapping[str, str] = os.environ) -> None:
        self._values = values
        self._problems: list[str] = []

    def problem(self, sentence: str) -> None:
        """Remember a problem; `sentence` names the setting, what was found and what to do."""
        self._problems.append(sentence)

    def refuse_problems(self) -> None:
        """Raise ImproperlyConfigured with all problems, one a line; silent where there is none."""
        if self._problems:
            raise ImproperlyConfigured("\n".join(self._problems))

    def text(self, name: str, default: str = "") -> str:
        """Return the value without spaces around it, or `default` where it is unset or empty."""
        return self._values.get(name, "").strip() or default

    def words(self, name: str) -> list[str]:
        """Return the values between commas; an empty list where there is none."""
        return [word.strip() for word in self.text(name).split(",") if word.strip()]

    def required(self, name: str, why: str) -> str:
        """Return the value; its absence is a problem. `why` says what to set it to."""
        value = self.text(name)
        if not value:
            self.problem(f"{name} is missing: {why}")
        return value

    def boolean(self, name: str, *, default: bool) -> bool:
        """Return true for "true" and false for "false", in any case; all else is a problem."""
        value = self.text(name)
        if value.lower() in ("true", "false"):
            return value.lower() == "true"
        if value:
            self.problem(f"{name} is '{value}': write 'true' or 'false'.")
        return default

    def whole_number(self, name: str, *, default: int, least: int) -> int:
        """Return an integer that is at least `least`."""
        value = self.text(name)
        if not value:
            return default
        # isdecimal() alone would take the digits of other scripts.
        if not (value.isascii() and value.isdecimal()) or int(value) < least:
            self.problem(f"{name} is '{value}': write a whole number from {least} up.")
            return default
        return int(value)

    def key(self, name: str, why: str) -> str:
        """Return a secret; one that is missing or too short to be one is a problem."""
        value = self.required(name, why)
        if value and (len(value) < SHORTEST_KEY or len(set(value)) < 5):
            self.problem(
                f"{name} has {len(value)} characters, {len(set(value))} of them different: "
                f"write at least {SHORTEST_KEY} random ones."
            )
        return value

    def site(self, name: str, default: str, *, secure: bool) -> str:
        """Return an origin such as https://example.org, without a path or a slash at its end."""
        value = self.text(name, default)
        if not value:
            self.problem(f"{name} is missing: write the site's address, 'https://example.org'.")
            return value
        parts = urlsplit(value)
        schemes = ("https",) if secure else ("https", "http")
        if parts.scheme not in schemes or not parts.netloc or parts.path.strip("/") or parts.query:
            self.problem(
                f"{name} is '{value}': write {' or '.join(schemes)}:// and a host, without a path."
            )
        return value.rstrip("/")

    def hosts(self, name: str, default: str) -> list[str]:
        """Return host names; a lone * would let any request say whose site this is."""
        value = self.text(name, default)
        hosts = [host.strip() for host in value.split(",") if host.strip()]
        if not hosts:
            self.problem(f"{name} is missing: write the site's host names, divided by commas.")
        if "*" in hosts:
            self.problem(f"{name} is '{value}': name the hosts, '*' lets anybody choose one.")
        return hosts

    def zone(self, name: str, default: str) -> str:
        """Return the name of a time zone that this machine knows."""
        value = self.text(name, default)
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.problem(f"{name} is '{value}': write a time zone such as 'Asia/Shanghai'.")
            return default
        return value

    def database(self, name: str, default: str) -> dict[str, object]:
        """Return Django's settings for the database at an address sqlite:// or postgres://."""
        value = self.text(name, default)
        schemes = ("sqlite", "postgres", "postgresql")
        if urlsplit(value).scheme not in schemes:
            # The address may hold a password: only what stands before :// is repeated.
            self.problem(
                f"{name} begins with '{value.partition('://')[0][:20]}': write "
                "'postgres://user:password@host:5432/name' or 'sqlite:////folder/file.sqlite3'."
            )
            value = default or "sqlite://:memory:"
        return dict(environ.Env.db_url_config(value))

    def cache(self, name: str, default: str) -> dict[str, object]:
        """Return Django's settings for the cache at an address such as redis://host:6379/1."""
        value = self._with_scheme(name, default, environ.Env.CACHE_SCHEMES)
        return dict(environ.Env.cache_url_config(value))

    def mail(self, name: str, default: str) -> dict[str, object]:
        """Return Django's EMAIL_… settings for an address such as smtp+tls://user:pw@host:587."""
        value = self._with_scheme(name, default, environ.Env.EMAIL_SCHEMES)
        return dict(environ.Env.email_url_config(value))

    def _with_scheme(self, name: str, default: str, schemes: Collection[str]) -> str:
        value = self.text(name, default)
        scheme = value.partition("://")[0]
        if scheme in schemes:
            return value
        known = ", ".join(sorted(schemes))
        self.problem(f"{name} begins with '{scheme[:20]}': write one of {known}, and ://.")
        return default


def derived_key(secret: str, purpose: str) -> str:
    """Return a key of 32 bytes, as hex, for one purpose: HKDF-SHA256 (RFC 5869), one block."""
    pseudorandom = hmac.digest(b"seetao", secret.encode(), "sha256")
    return hmac.digest(pseudorandom, purpose.encode() + b"\x01", "sha256").hex()
