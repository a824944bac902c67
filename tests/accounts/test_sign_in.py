"""Signing in: counted before anything is hashed, and given back on success."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import hashers
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest

from accounts import limits
from accounts import sign_in as module
from accounts.counters import take
from accounts.flow.refusals import TooManyFromHere
from accounts.models import AuthEvent, AuthKind, AuthOutcome, Counter, Device, User, UserSession
from accounts.requester import Requester
from accounts.sign_in import NotAccepted, confirm_password, sign_in
from tests.accounts.people import somebody, together
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db

ADDRESS = "li@example.org"
WRONG = "a wrong password"


@pytest.fixture
def owner() -> User:
    return make_user("reader", email=ADDRESS)


@pytest.fixture
def evaluated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was compared with an account's password."""
    seen: list[str] = []
    real = hashers.check_password

    def watched(password: str, *args: Any, **kwargs: Any) -> bool:
        seen.append(password)
        return real(password, *args, **kwargs)

    monkeypatch.setattr("django.contrib.auth.base_user.check_password", watched)
    monkeypatch.setattr(module, "check_password", watched)
    return seen


@pytest.fixture
def spent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was hashed for its time alone."""
    seen: list[str] = []
    monkeypatch.setattr(module, "make_password", seen.append)
    return seen


def request() -> HttpRequest:
    made = HttpRequest()
    made.session = SessionStore()
    return made


def attempt(password: str, who: Requester, address: str = ADDRESS) -> str:
    try:
        sign_in(request(), address, password, who)
    except (NotAccepted, TooManyFromHere) as refusal:
        return type(refusal).__name__
    return "in"


def fail(times: int) -> None:
    """Fail from as many networks, so that no network's limit comes into it."""
    for number in range(times):
        assert attempt(WRONG, somebody(f"198.51.100.{number}")) == "NotAccepted"


def counted() -> int:
    return sum(Counter.objects.values_list("n", flat=True))


def device_of(user: User) -> Device:
    at = somebody().at
    return Device.objects.create(
        user=user,
        token_mac=f"{user.pk:064x}",
        created_at=at,
        last_seen_at=at,
        expires_at=at + limits.KEEP_DEVICES,
    )


def test_the_right_password_signs_in(owner: User) -> None:
    who = somebody()

    assert attempt(PASSWORD, who) == "in"

    assert UserSession.objects.get().user == owner
    event = AuthEvent.objects.get(kind=AuthKind.SIGN_IN)
    assert (event.outcome, event.user, event.network) == (AuthOutcome.DONE, owner, who.network)


def test_success_gives_back_its_own_places_alone(owner: User) -> None:
    fail(3)
    here = somebody("198.51.100.0")

    assert attempt(PASSWORD, here) == "in"

    # Three failures on the account, and one on each of three networks.
    assert sorted(Counter.objects.values_list("n", flat=True)) == [1, 1, 1, 3]


def test_at_the_limit_the_right_password_is_not_even_looked_at(
    owner: User, evaluated: list[str], spent: list[str]
) -> None:
    fail(limits.SIGN_IN_PER_ACCOUNT.most)
    evaluated.clear()

    assert attempt(PASSWORD, somebody()) == "NotAccepted"

    assert evaluated == []
    assert len(spent) == 1  # as long as a wrong one takes
    last = AuthEvent.objects.first()
    assert last is not None
    assert (last.outcome, last.reason) == (AuthOutcome.REFUSED, "limit")


def test_below_the_limit_the_right_password_is_taken(owner: User) -> None:
    fail(limits.SIGN_IN_PER_ACCOUNT.most - 1)

    assert attempt(PASSWORD, somebody()) == "in"


def test_after_a_quarter_of_an_hour_it_goes_on(owner: User) -> None:
    fail(limits.SIGN_IN_PER_ACCOUNT.most)

    later = somebody(later=limits.SIGN_IN_PER_ACCOUNT.within)

    assert attempt(PASSWORD, later) == "in"


def test_strangers_do_not_lock_a_known_device_out(owner: User) -> None:
    who = somebody(device=device_of(owner))
    fail(limits.SIGN_IN_PER_ACCOUNT.most)

    assert attempt(PASSWORD, who) == "in"


def test_a_known_device_has_its_own_limit(owner: User) -> None:
    device = device_of(owner)
    for number in range(limits.SIGN_IN_PER_DEVICE.most):
        assert attempt(WRONG, somebody(f"192.0.2.{number}", device=device)) == "NotAccepted"

    assert attempt(PASSWORD, somebody("192.0.2.99", device=device)) == "NotAccepted"
    assert attempt(PASSWORD, somebody("192.0.2.99")) == "in"  # strangers' places are untouched


def test_anothers_device_is_a_stranger(owner: User) -> None:
    device = device_of(make_user("other"))
    fail(limits.SIGN_IN_PER_ACCOUNT.most)

    assert attempt(PASSWORD, somebody(device=device)) == "NotAccepted"


def test_a_network_hears_openly_that_it_is_too_much(owner: User, evaluated: list[str]) -> None:
    for number in range(limits.SIGN_IN_PER_IP.most):
        attempt(WRONG, somebody(), address=f"nobody-{number}@example.org")

    with pytest.raises(TooManyFromHere) as refusal:
        sign_in(request(), ADDRESS, PASSWORD, somebody())

    assert refusal.value.retry_after <= limits.SIGN_IN_PER_IP.within
    assert evaluated == []
    assert attempt(PASSWORD, somebody("203.0.113.1")) == "in"


def test_success_does_not_clear_the_networks_count(owner: User) -> None:
    for number in range(limits.SIGN_IN_PER_IP.most - 1):
        attempt(WRONG, somebody(), address=f"nobody-{number}@example.org")
    assert attempt(PASSWORD, somebody()) == "in"
    assert attempt(WRONG, somebody()) == "NotAccepted"

    assert attempt(PASSWORD, somebody()) == "TooManyFromHere"


@pytest.mark.parametrize(
    "address", ["unknown@example.org", "", "x", "ı@example.org", "a\x00@example.org", "é" * 5000]
)
def test_an_unknown_address_is_answered_like_a_wrong_password(
    address: str, owner: User, spent: list[str]
) -> None:
    assert attempt(PASSWORD, somebody(), address) == "NotAccepted"


def test_any_spelling_of_an_address_shares_one_count(owner: User) -> None:
    fail(limits.SIGN_IN_PER_ACCOUNT.most)

    assert attempt(PASSWORD, somebody(), "LI@EXAMPLE.org") == "NotAccepted"


@pytest.mark.parametrize("password", ["", "\x00", "\ud800", "p" * 10_000, "密码" * 40])
def test_an_odd_password_is_a_wrong_one(password: str, owner: User) -> None:
    assert attempt(password, somebody()) == "NotAccepted"


@pytest.mark.parametrize("state", ["closed", "without a password"])
def test_an_account_that_may_not_is_answered_alike(state: str, owner: User) -> None:
    if state == "closed":
        owner.is_active = False
    else:
        owner.set_unusable_password()
    owner.save()

    assert attempt(PASSWORD, somebody()) == "NotAccepted"

    event = AuthEvent.objects.get()
    assert (event.user, event.reason) == (None, "wrong")


def test_known_and_unknown_addresses_leave_the_same_traces(owner: User) -> None:
    attempt(WRONG, somebody())
    known = (counted(), list(AuthEvent.objects.values_list("kind", "outcome", "reason", "user")))
    Counter.objects.all().delete()

    attempt(WRONG, somebody(), "unknown@example.org")

    newest = AuthEvent.objects.values_list("kind", "outcome", "reason", "user")[0]
    assert (counted(), [newest]) == known


def test_confirming_is_counted_apart_from_strangers(owner: User, evaluated: list[str]) -> None:
    fail(limits.SIGN_IN_PER_ACCOUNT.most)

    assert confirm_password(owner, PASSWORD, somebody())
    for _ in range(limits.SIGN_IN_PER_DEVICE.most):
        assert not confirm_password(owner, WRONG, somebody())
    evaluated.clear()

    assert not confirm_password(owner, PASSWORD, somebody())
    assert evaluated == []


@pytest.mark.parametrize("password", ["", "\x00", "\ud800", "p" * 10_000])
def test_confirming_takes_odd_passwords_for_wrong_ones(password: str, owner: User) -> None:
    assert not confirm_password(owner, password, somebody())


@pytest.mark.django_db(transaction=True)
def test_of_sixty_at_once_after_the_limit_none_is_evaluated(
    owner: User, evaluated: list[str]
) -> None:
    fail(limits.SIGN_IN_PER_ACCOUNT.most)
    evaluated.clear()

    ended = together(
        60, lambda n: sign_in(request(), ADDRESS, PASSWORD, somebody(f"2001:db8:0:{n:x}::1"))
    )

    assert ended == {"NotAccepted": 60}
    assert evaluated == []
    assert not UserSession.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_sixty_wrong_ones_at_once_exactly_ten_are_evaluated(
    owner: User, evaluated: list[str]
) -> None:
    ended = together(
        60, lambda n: sign_in(request(), ADDRESS, WRONG, somebody(f"2001:db8:0:{n:x}::1"))
    )

    assert ended == {"NotAccepted": 60}
    assert len(evaluated) == limits.SIGN_IN_PER_ACCOUNT.most
    assert AuthEvent.objects.filter(reason="wrong").count() == limits.SIGN_IN_PER_ACCOUNT.most
    assert AuthEvent.objects.filter(reason="limit").count() == 50


@pytest.mark.django_db(transaction=True)
def test_of_sixty_from_one_network_exactly_thirty_are_let_through(owner: User) -> None:
    ended = together(
        60,
        lambda n: sign_in(request(), f"nobody-{n}@example.org", WRONG, somebody()),
    )

    assert ended == {"NotAccepted": 30, "TooManyFromHere": 30}


@pytest.mark.django_db(transaction=True)
def test_twenty_right_ones_at_once_leave_no_count_behind(owner: User) -> None:
    ended = together(20, lambda n: sign_in(request(), ADDRESS, PASSWORD, somebody()), threads=5)

    assert ended == {"done": 20}
    assert counted() == 0
    assert UserSession.objects.count() == 20


def test_a_count_stays_whatever_fails_afterwards(
    owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(module, "authenticate", broken)

    with pytest.raises(RuntimeError):
        sign_in(request(), ADDRESS, PASSWORD, somebody())

    assert counted() == 2
    assert take(limits.SIGN_IN_PER_ACCOUNT, ADDRESS, at=somebody().at) is not None
