"""The second factor lets its owner in once a code, and guessing nowhere."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from accounts import limits, second_factor
from accounts.counters import take
from accounts.models import (
    Authenticator,
    AuthEvent,
    AuthKind,
    AuthOutcome,
    Device,
    RecoveryCode,
    User,
)
from accounts.recovery_codes import codes_left
from accounts.second_factor import check_second_factor
from accounts.totp import STEP_SECONDS, fitting_step
from tests.accounts.authenticators import Telephone
from tests.accounts.people import somebody, together, work
from tests.factories import make_user

pytestmark = pytest.mark.django_db

STEP = timedelta(seconds=STEP_SECONDS)


@pytest.fixture
def user() -> User:
    return make_user("reader", email="li@example.org")


@pytest.fixture
def telephone(user: User) -> Telephone:
    return Telephone(user)


def at_home(user: User) -> Any:
    """Return a browser that the account knows."""
    now = timezone.now()
    device = Device.objects.create(
        user=user,
        token_mac=secrets.token_hex(32),
        created_at=now,
        last_seen_at=now,
        expires_at=now + limits.KEEP_DEVICES,
    )
    return somebody(device=device)


def reasons(user: User, kind: AuthKind = AuthKind.SECOND_FACTOR) -> list[str]:
    """Return what was recorded of the account, in order."""
    events = AuthEvent.objects.filter(user=user, kind=kind).order_by("pk")
    return [f"{event.outcome} {event.reason}".strip() for event in events]


def test_present_code_is_good_and_recorded(user: User, telephone: Telephone) -> None:
    who = somebody()
    assert check_second_factor(user, telephone.token(who.at), who)
    assert reasons(user) == ["done"]


def test_code_is_good_once(user: User, telephone: Telephone) -> None:
    who = somebody()
    token = telephone.token(who.at)
    assert check_second_factor(user, token, who)
    assert not check_second_factor(user, token, who)
    assert reasons(user) == ["done", "failed replayed"]


def test_older_code_is_worthless_after_a_newer_one(user: User, telephone: Telephone) -> None:
    who = somebody()
    assert check_second_factor(user, telephone.token(who.at, 1), who)
    assert not check_second_factor(user, telephone.token(who.at), who)
    later = somebody(later=2 * STEP)
    assert check_second_factor(user, telephone.token(later.at), later)


def test_wrong_code_and_code_of_somebody_else_fail(user: User, telephone: Telephone) -> None:
    who = somebody()
    other = Telephone(make_user("other"))
    while other.token(who.at) in {telephone.token(who.at, drift) for drift in (-1, 0, 1)}:
        other = Telephone(make_user("other"))
    assert not check_second_factor(user, telephone.wrong(who.at), who)
    assert not check_second_factor(user, other.token(who.at), who)
    assert not check_second_factor(user, other.sheet[0], who)
    assert reasons(user) == ["failed wrong"] * 2
    assert reasons(user, AuthKind.RECOVERY_CODE) == ["failed wrong"]


@pytest.mark.parametrize("hostile", ["", "\x00", "\ud800" * 6, "1" * 10_000, "１２３", "'; --"])
def test_hostile_text_is_refused_and_raises_nothing(
    user: User, telephone: Telephone, hostile: str
) -> None:
    assert not check_second_factor(user, hostile, somebody())


def test_account_without_authenticator_has_no_good_code(user: User) -> None:
    who = somebody()
    assert not check_second_factor(user, "000000", who)
    assert not check_second_factor(user, f"1{'A' * 16}", who)


def test_authenticator_that_was_never_confirmed_counts_for_nothing(
    user: User, telephone: Telephone
) -> None:
    Authenticator.objects.update(confirmed_at=None)
    who = somebody()
    assert not second_factor.has_second_factor(user)
    assert not check_second_factor(user, telephone.token(who.at), who)
    assert not check_second_factor(user, telephone.sheet[0], who)


def test_recovery_code_is_good_once_and_its_owner_is_told(user: User, telephone: Telephone) -> None:
    who = somebody()
    assert check_second_factor(user, telephone.sheet[3].lower().replace("-", " "), who)
    assert not check_second_factor(user, telephone.sheet[3], who)
    assert reasons(user, AuthKind.RECOVERY_CODE) == ["done", "failed wrong"]
    work()
    (letter,) = mail.outbox
    assert letter.to == ["li@example.org"]
    assert "Codes left: 9." in str(letter.body)
    assert telephone.sheet[3] not in str(letter.body)


def test_seed_sealed_for_another_account_opens_nothing(user: User, telephone: Telephone) -> None:
    thief = make_user("thief")
    stolen = Authenticator.objects.get(user=user).sealed_seed
    now = timezone.now()
    Authenticator.objects.create(user=thief, sealed_seed=stolen, created_at=now, confirmed_at=now)
    who = somebody()
    assert not check_second_factor(thief, telephone.token(who.at), who)
    assert reasons(thief) == ["failed unreadable"]


def test_eleventh_guess_in_a_quarter_is_not_looked_at(
    user: User, telephone: Telephone, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = watch(monkeypatch)
    for _ in range(limits.SECOND_FACTOR_PER_ACCOUNT.most):
        who = somebody()
        assert not check_second_factor(user, telephone.wrong(who.at), who)
    who = somebody()
    assert not check_second_factor(user, telephone.token(who.at), who)
    assert len(looked) == limits.SECOND_FACTOR_PER_ACCOUNT.most
    assert reasons(user)[-1] == "refused limit"

    later = somebody(later=limits.SECOND_FACTOR_PER_ACCOUNT.within + STEP)
    assert check_second_factor(user, telephone.token(later.at), later)


def test_owner_is_told_once_that_somebody_guesses(user: User, telephone: Telephone) -> None:
    for _ in range(limits.SECOND_FACTOR_PER_ACCOUNT.most + 3):
        who = somebody()
        check_second_factor(user, telephone.wrong(who.at), who)
    work()
    (letter,) = mail.outbox
    assert "guessing" in letter.subject


def test_right_codes_use_up_no_guesses(user: User, telephone: Telephone) -> None:
    for n in range(limits.SECOND_FACTOR_PER_ACCOUNT.most + 2):
        who = somebody(later=n * STEP)
        assert check_second_factor(user, telephone.token(who.at), who)


def test_strangers_cannot_keep_the_owner_out_of_a_known_device(
    user: User, telephone: Telephone
) -> None:
    for _ in range(limits.SECOND_FACTOR_PER_ACCOUNT.most + 1):
        check_second_factor(user, "no code", somebody())
    home = at_home(user)
    assert check_second_factor(user, telephone.token(home.at), home)


def test_known_device_has_its_limit_too(user: User, telephone: Telephone) -> None:
    home = at_home(user)
    for _ in range(limits.SECOND_FACTOR_PER_DEVICE.most):
        check_second_factor(user, "no code", home)
    assert not check_second_factor(user, telephone.token(home.at), home)


def test_device_of_another_account_is_a_stranger_here(user: User, telephone: Telephone) -> None:
    elsewhere = at_home(make_user("other"))
    for _ in range(limits.SECOND_FACTOR_PER_ACCOUNT.most):
        check_second_factor(user, "no code", somebody())
    assert not check_second_factor(user, telephone.token(elsewhere.at), elsewhere)


def test_day_has_a_ceiling_for_guesses_but_the_sheet_of_paper_still_works(
    user: User, telephone: Telephone
) -> None:
    who = somebody()
    for _ in range(limits.SECOND_FACTOR_PER_ACCOUNT_DAY.most):
        assert take(limits.SECOND_FACTOR_PER_ACCOUNT_DAY, str(user.pk), at=who.at)
    assert not check_second_factor(user, telephone.token(who.at), who)
    assert check_second_factor(user, telephone.sheet[0], who)


def watch(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which codes are compared at all."""
    looked: list[str] = []

    def watched(seed: bytes, token: str, at: Any) -> int | None:
        looked.append(token)
        return fitting_step(seed, token, at)

    monkeypatch.setattr(second_factor, "fitting_step", watched)
    return looked


@pytest.mark.django_db(transaction=True)
class TestRaces:
    """Many at once, on real connections."""

    def test_of_two_hundred_guesses_ten_are_looked_at(
        self, user: User, telephone: Telephone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        looked = watch(monkeypatch)
        guess = telephone.wrong(timezone.now())
        good: list[bool] = []
        together(200, lambda n: good.append(check_second_factor(user, guess, somebody())))
        assert good == [False] * 200
        assert len(looked) == limits.SECOND_FACTOR_PER_ACCOUNT.most

    def test_of_twenty_uses_of_one_code_one_wins(self, user: User, telephone: Telephone) -> None:
        home = at_home(user)
        token = telephone.token(home.at)
        good: list[bool] = []
        together(20, lambda n: good.append(check_second_factor(user, token, home)))
        assert sorted(good) == [False] * 19 + [True]

    def test_of_eight_uses_of_one_recovery_code_one_wins(
        self, user: User, telephone: Telephone
    ) -> None:
        good: list[bool] = []
        sheet = telephone.sheet[0]
        together(8, lambda n: good.append(check_second_factor(user, sheet, somebody())), threads=8)
        assert sorted(good) == [False] * 7 + [True]
        assert codes_left(user) == 9
        used = AuthEvent.objects.filter(kind=AuthKind.RECOVERY_CODE, outcome=AuthOutcome.DONE)
        assert used.count() == 1
        assert RecoveryCode.objects.exclude(used_at=None).get().slot == 1
