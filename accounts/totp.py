"""One-time codes of an authenticator: RFC 6238 as every authenticator speaks it.

Its defaults (SHA-1, 6 digits, 30 seconds) are no choice of ours: widespread programs ignore
anything else that a QR code asks for. SHA-1 is not weak here: HMAC does not rest on collisions.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

from accounts.code import parse_digits

SEED_BYTES = 20  # RFC 4226, section 4: 160 bits are recommended
DIGITS = 6
STEP_SECONDS = 30
DRIFT = 1  # steps to either side: RFC 6238, section 5.2, allows one for delay and wrong clocks
_GROUP = 4


def new_seed() -> bytes:
    """Return a random seed."""
    return secrets.token_bytes(SEED_BYTES)


def parse_token(typed: str) -> str | None:
    """Return the code in what a person typed or pasted, or None where there is none."""
    return parse_digits(typed, DIGITS)


def step_at(at: datetime) -> int:
    """Return the number of the time step that `at` falls into."""
    return int(at.timestamp()) // STEP_SECONDS


def token_of(seed: bytes, step: int) -> str:
    """Return the code of one time step."""
    # SHA-1 is the standard's, see above.
    return HOTP(seed, DIGITS, SHA1()).generate(step).decode()  # noqa: S303


def fitting_step(seed: bytes, token: str, at: datetime) -> int | None:
    """Return the newest time step around `at` whose code is `token`, or None."""
    now = step_at(at)
    steps = [step for step in range(now + DRIFT, now - DRIFT - 1, -1) if step >= 0]
    # All of them are computed: the time must not tell which one it was.
    fits = [hmac.compare_digest(token_of(seed, step), token) for step in steps]
    return next((step for step, fit in zip(steps, fits, strict=True) if fit), None)


def typed_seed(seed: bytes) -> str:
    """Return the seed as a person types it into an authenticator: base32 in groups of four."""
    text = _base32(seed)
    return " ".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))


def address_of(seed: bytes, issuer: str, account: str) -> str:
    """Return the otpauth address that authenticators read from a QR code.

    The issuer stands in it twice: older programs read the label, newer ones the parameter.
    """
    label = f"{quote(issuer, safe='')}:{quote(account, safe='@')}"
    facts = {
        "secret": _base32(seed),
        "issuer": issuer,
        "algorithm": "SHA1",
        "digits": DIGITS,
        "period": STEP_SECONDS,
    }
    return f"otpauth://totp/{label}?{urlencode(facts, quote_via=quote)}"


def _base32(seed: bytes) -> str:
    return base64.b32encode(seed).decode().rstrip("=")
