"""The keys of accounts: one secret outside the database, and what is derived from it.

`ACCOUNTS_CODE_PEPPER` is that secret. Its predecessors in `ACCOUNTS_CODE_PEPPER_FALLBACKS`
still verify, so that it can be changed without breaking the codes that are on their way.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator

from django.conf import settings


def derived(secret: str, purpose: str) -> bytes:
    """Return 32 bytes for one purpose: HKDF-SHA256 (RFC 5869) with one block of output."""
    pseudorandom = hmac.digest(b"seetao accounts", secret.encode(), "sha256")
    return hmac.digest(pseudorandom, purpose.encode() + b"\x01", "sha256")


def secrets_in_force() -> Iterator[str]:
    """Yield the present secret first, then its predecessors."""
    yield settings.ACCOUNTS_CODE_PEPPER
    yield from settings.ACCOUNTS_CODE_PEPPER_FALLBACKS


def keyed(purpose: str, *parts: str) -> str:
    """Return what stands in the database for `parts`: an HMAC, as 64 hex digits."""
    return _mac(derived(settings.ACCOUNTS_CODE_PEPPER, purpose), parts)


def keyed_all(purpose: str, *parts: str) -> list[str]:
    """Return `keyed` under every secret in force, the present one first: for looking up."""
    return [_mac(derived(secret, purpose), parts) for secret in secrets_in_force()]


def fits(mac: str, purpose: str, *parts: str) -> bool:
    """Tell in constant time whether `mac` was made from `parts` under a secret in force."""
    # No short cut: the answer must not tell by its time which secret it was.
    answers = [hmac.compare_digest(mac, each) for each in keyed_all(purpose, *parts)]
    return any(answers)


def _mac(key: bytes, parts: tuple[str, ...]) -> str:
    # Lengths first, or "ab", "c" would be the same as "a", "bc".
    message = b"".join(
        len(encoded).to_bytes(4, "big") + encoded
        for encoded in (part.encode("utf-8", "surrogatepass") for part in parts)
    )
    return hmac.new(key, message, "sha256").hexdigest()
