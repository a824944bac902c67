"""Authenticators of the tests' people: a telephone that shows codes."""

from __future__ import annotations

from datetime import datetime, timedelta

from accounts.models import Authenticator, User
from accounts.recovery_codes import new_codes, replace_codes
from accounts.sealing import seal
from accounts.second_factor import SEED
from accounts.totp import DIGITS, DRIFT, new_seed, step_at, token_of
from tests.accounts.people import somebody


class Telephone:
    """What its owner carries: the seed, and the sheet of recovery codes."""

    def __init__(self, user: User) -> None:
        at = somebody().at - timedelta(days=1)
        self.seed = new_seed()
        Authenticator.objects.create(
            user=user,
            sealed_seed=seal(self.seed, SEED, user.pk),
            created_at=at,
            confirmed_at=at,
        )
        codes = new_codes()
        replace_codes(user, codes, at)
        self.sheet = [code.shown for code in codes]

    def token(self, at: datetime, drift: int = 0) -> str:
        """Return the code that it shows at a moment, or some steps away from it."""
        return token_of(self.seed, step_at(at) + drift)

    def wrong(self, at: datetime) -> str:
        """Return six digits that it does not show around a moment."""
        shown = {self.token(at, drift) for drift in range(-DRIFT - 1, DRIFT + 2)}
        return next(code for n in range(9) if (code := f"{n:0{DIGITS}d}") not in shown)
