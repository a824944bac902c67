"""Sealing: what we must read again later is encrypted, so that a stolen dump does not tell it.

AES-256-GCM under a key of `accounts.keys`, which is not in the database. Purpose and owner are
sealed in as well: nobody can move what is sealed from one account's row to another's.
"""

from __future__ import annotations

import base64
import binascii
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from accounts.keys import derived, secrets_in_force

_VERSION = "1."
_NONCE_BYTES = 12  # NIST SP 800-38D, 8.2.2: random ones are good for 2³² sealings under a key


def seal(plain: bytes, purpose: str, owner: int) -> str:
    """Return `plain`, sealed under the present secret, as text."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    key = derived(next(secrets_in_force()), f"seal {purpose}")
    sealed = nonce + AESGCM(key).encrypt(nonce, plain, _bound(purpose, owner))
    return _VERSION + base64.urlsafe_b64encode(sealed).decode()


def unseal(sealed: str, purpose: str, owner: int) -> bytes | None:
    """Return what was sealed; None for what is another's, was changed, or has lost its secret."""
    raw = _raw(sealed)
    for secret in secrets_in_force():
        if (plain := _opened(raw, secret, purpose, owner)) is not None:
            return plain
    return None


def is_sealed_anew(sealed: str, purpose: str, owner: int) -> bool:
    """Tell whether it was sealed under the present secret, so that no former one is needed."""
    return _opened(_raw(sealed), next(secrets_in_force()), purpose, owner) is not None


def _raw(sealed: str) -> bytes:
    if not sealed.startswith(_VERSION):
        return b""
    try:
        return base64.urlsafe_b64decode(sealed.removeprefix(_VERSION).encode())
    except (UnicodeEncodeError, binascii.Error):
        return b""


def _opened(raw: bytes, secret: str, purpose: str, owner: int) -> bytes | None:
    nonce, rest = raw[:_NONCE_BYTES], raw[_NONCE_BYTES:]
    key = derived(secret, f"seal {purpose}")
    try:
        return AESGCM(key).decrypt(nonce, rest, _bound(purpose, owner))
    except (InvalidTag, ValueError):  # ValueError: a nonce or a rest that is too short
        return None


def _bound(purpose: str, owner: int) -> bytes:
    return f"{_VERSION}{purpose}/{owner}".encode()
