"""The binding of a code to its challenge: what the worker writes and the flow compares."""

from __future__ import annotations

from accounts.keys import fits, keyed
from accounts.models import Challenge

_VERSION = "1"
_PURPOSE = "code"


def code_mac(challenge: Challenge, code: str) -> str:
    """Return what stands in the row for `code`.

    The account's present address and password hash are in it: once either changes, every code
    that is still under way is worth nothing.
    """
    return keyed(_PURPOSE, *_bound(challenge), code)


def code_fits(challenge: Challenge, code: str | None) -> bool:
    """Tell whether `code` is the challenge's; never for a decoy or before the mail was made."""
    # Computed for all of them, so that the time says nothing.
    fit = fits(challenge.code_mac or "0" * 64, _PURPOSE, *_bound(challenge), code or "")
    return fit and bool(code) and bool(challenge.code_mac) and not challenge.decoy


def _bound(challenge: Challenge) -> tuple[str, ...]:
    user = challenge.user
    return (
        _VERSION,
        challenge.purpose,
        challenge.pk.hex,
        str(user.pk) if user else "",
        challenge.address,
        user.email_canonical if user else "",
        user.password if user else "",
    )
