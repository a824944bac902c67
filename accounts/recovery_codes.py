"""Recovery codes: ten on a sheet of paper, each good once when the authenticator is lost.

80 random bits each, hashed like passwords. The first character says which of the ten it is; so
one hash is computed for a guess, not ten.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from accounts.code import LONGEST_INPUT, without_decoration
from accounts.models import RecoveryCode, User

SLOTS = 10
SECRET_LENGTH = 16  # characters of 5 bits: 80 bits, four times what ASVS 5.0, 6.5.4 wants
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
_MISREAD = str.maketrans("ILO", "110")
_GROUP = 4


@dataclass(frozen=True)
class NewCode:
    """A code before it is stored: what is shown once, and what stays."""

    slot: int
    shown: str
    hash: str


def new_codes() -> tuple[NewCode, ...]:
    """Make a sheet. It takes ten password hashes' time: call it outside a transaction."""
    codes = []
    for slot in range(1, SLOTS + 1):
        secret = "".join(secrets.choice(ALPHABET) for _ in range(SECRET_LENGTH))
        codes.append(NewCode(slot, shown(slot, secret), make_password(secret)))
    return tuple(codes)


def shown(slot: int, secret: str) -> str:
    """Return a code as it is printed: slot and secret, "3-ABCD-EFGH-JKMN-PQRS"."""
    groups = [secret[start : start + _GROUP] for start in range(0, len(secret), _GROUP)]
    return "-".join([ALPHABET[slot], *groups])


def parse_recovery_code(typed: str) -> tuple[int, str] | None:
    """Return slot and secret in what a person typed, or None where that is no such code.

    Small letters, full-width ones, spaces and hyphens are as good, and so are O for 0 and I or L
    for 1, which are not in the alphabet. Nothing raises.
    """
    if len(typed) > LONGEST_INPUT:  # before any work on it
        return None
    plain = without_decoration(unicodedata.normalize("NFKC", typed)).upper().translate(_MISREAD)
    if len(plain) != 1 + SECRET_LENGTH or any(sign not in ALPHABET for sign in plain):
        return None
    slot = ALPHABET.index(plain[0])
    return (slot, plain[1:]) if 1 <= slot <= SLOTS else None


@transaction.atomic
def replace_codes(user: User, codes: Sequence[NewCode], at: datetime) -> None:
    """Store a new sheet; all codes of the old one end, used or not."""
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, slot=code.slot, hash=code.hash, created_at=at) for code in codes
    )


def matching_code(user: User, slot: int, secret: str) -> RecoveryCode | None:
    """Return the unused code that was typed, or None. It takes a password hash's time."""
    found = RecoveryCode.objects.filter(user=user, slot=slot, used_at=None).first()
    return found if found and check_password(secret, found.hash) else None


def use_up(code: RecoveryCode, at: datetime) -> bool:
    """Use a code up; of many at once, one is told that it was there to be used."""
    # By its key: a sheet that was replaced meanwhile has other rows.
    return RecoveryCode.objects.filter(pk=code.pk, used_at=None).update(used_at=at) == 1


def codes_left(user: User) -> int:
    """Return how many codes of the sheet were not used yet."""
    return RecoveryCode.objects.filter(user=user, used_at=None).count()
