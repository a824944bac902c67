"""Every number of accounts, with its source. docs/security-accounts.md puts them together.

A number can be set otherwise by `ACCOUNTS_LIMITS` in the settings, under its name here; a
limit there is its `most`. `accounts.checks` refuses values that would break what they are for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings

_set: Mapping[str, Any] = getattr(settings, "ACCOUNTS_LIMITS", {})


@dataclass(frozen=True)
class Limit:
    """At most `most` times within `within`, counted from the first time; `name` keys counters."""

    name: str
    most: int
    within: timedelta


def _limit(name: str, most: int, within: timedelta) -> Limit:
    return Limit(name, _set.get(name, most), within)


HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

# --- Codes ----------------------------------------------------------------------------------

CODE_DIGITS: int = _set.get("CODE_DIGITS", 8)
# ASVS 5.0, 6.5.4 wants 20 bits: 6 digits have 19.9, 8 have 26.6.

CODE_LIFETIME: timedelta = _set.get("CODE_LIFETIME", timedelta(minutes=10))
# From sending. The most that ASVS 5.0, 6.5.5 and NIST SP 800-63B-4 (out of band) allow.

GUESSES: int = _set.get("GUESSES", 5)  # a challenge; Kratos takes 5, allauth 3

VERIFIED_LIFETIME = CODE_LIFETIME
# Who gave the right code has as long again to find a password that is good enough.

UNSENT_LIFETIME = timedelta(minutes=15)
# How long a challenge waits for its mail: all tries of `mail.tasks` end within 8 minutes.

KEEP_CHALLENGES = DAY  # then they are deleted, with the addresses in them

# --- Asking for codes -----------------------------------------------------------------------

RESEND_COOLDOWN = _limit("RESEND_COOLDOWN", 1, timedelta(seconds=60))
# For a browser and address together, and for an address by whomever.

SEND_PER_ADDRESS_HOUR = _limit("SEND_PER_ADDRESS_HOUR", 5, HOUR)
SEND_PER_ADDRESS_DAY = _limit("SEND_PER_ADDRESS_DAY", 10, DAY)
# Strangers together: a mailbox is not flooded.

SEND_PER_DEVICE = _limit("SEND_PER_DEVICE", 5, HOUR)
# A known device has a bucket of its own: strangers can't keep the owner from his code.

SEND_PER_IP = _limit("SEND_PER_IP", 20, HOUR)
# Told honestly (429): it depends on who asks alone. Generous, for many behind one address.

# --- Guessing codes -------------------------------------------------------------------------

CONFIRM_PER_IP = _limit("CONFIRM_PER_IP", 60, timedelta(minutes=10))

FAILED_PER_ACCOUNT = _limit("FAILED_PER_ACCOUNT", 25, DAY)
# Over all challenges of an address, strangers together. NIST's ceiling is 100 in a row.

FAILED_PER_DEVICE = _limit("FAILED_PER_DEVICE", 25, DAY)

BREAKER = _limit("BREAKER", 2_000, HOUR)
# Failed guesses on the whole site; beyond, strangers' guesses fail unseen. At this rate all
# day, 8 digits give 5 · 10⁻⁴ takeovers a day.

# --- Signing in -----------------------------------------------------------------------------

SIGN_IN_PER_ACCOUNT = _limit("SIGN_IN_PER_ACCOUNT", 10, timedelta(minutes=15))
SIGN_IN_PER_IP = _limit("SIGN_IN_PER_IP", 30, timedelta(minutes=15))
SIGN_IN_PER_DEVICE = _limit("SIGN_IN_PER_DEVICE", 10, timedelta(minutes=15))
SECOND_FACTOR_PER_ACCOUNT = _limit("SECOND_FACTOR_PER_ACCOUNT", 10, timedelta(minutes=15))
SECOND_FACTOR_PER_DEVICE = _limit("SECOND_FACTOR_PER_DEVICE", 10, timedelta(minutes=15))
SECOND_FACTOR_PER_ACCOUNT_DAY = _limit("SECOND_FACTOR_PER_ACCOUNT_DAY", 25, DAY)
# Whoever guesses here has the password already. Of 10⁶ codes three are good at a time: 25 a day
# give 3 % a year, the 960 a day that a quarter of an hour's 10 add up to would give two thirds.

SETTING_UP = timedelta(minutes=30)  # from showing a QR code to the authenticator's first code

KEEP_DEVICES = timedelta(days=180)

# --- Passwords ------------------------------------------------------------------------------

PASSWORD_READERS: int = _set.get("PASSWORD_READERS", 12)
PASSWORD_STAFF: int = _set.get("PASSWORD_STAFF", 15)
# NIST SP 800-63B-4 wants 15 where nothing else is asked for, 8 beside a second factor. For
# readers we stay below it, deliberately: they risk a list of saved articles.

PASSWORD_MOST = 256  # characters; NIST wants at least 64 taken; more would be work for nothing

# --- Sessions -------------------------------------------------------------------------------

READER_SESSION = timedelta(days=14)
STAFF_IDLE = timedelta(minutes=60)
STAFF_SESSION = timedelta(hours=10)
FRESH = timedelta(minutes=10)  # how long a password counts as just given, before dangerous acts

# --- Afterwards -----------------------------------------------------------------------------

UNDO_LIFETIME = timedelta(hours=72)  # for the owner of an address that was changed
INVITATION_LIFETIME = timedelta(days=7)
KEEP_EVENTS = timedelta(days=180)
ALERT = _limit("ALERT", 1, HOUR)  # a kind: one mail tells as much as a hundred

UNKNOWN_NAMES = sorted(name for name in _set if name not in globals())
"""What `ACCOUNTS_LIMITS` names and nothing here is called."""
