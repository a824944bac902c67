"""Signing in: the one way, whatever page asks. Reserve first, then hash, give back on success.

Whoever may not be counted any more is not evaluated. He hears what a wrong password hears, after
as long a time: so nobody learns when guessing has stopped to be of use, nor that somebody else
has been guessing at the same address. What that costs us is bounded by the network's limit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth import authenticate
from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts import limits
from accounts.address import canonical_address
from accounts.counters import Taken, ends_at, refund, take
from accounts.events import Kind, Outcome, record
from accounts.flow.refusals import Refusal, TooManyFromHere
from accounts.models import User
from accounts.requester import Requester
from accounts.second_factor import has_second_factor
from accounts.second_step import begin_second_step
from accounts.sessions import begin_session

_NO_PASSWORD = "none that anybody has"  # noqa: S105 - it is hashed for its time alone


class NotAccepted(Refusal):
    """A wrong address, a wrong password, a closed account, or a limit: all the same outside."""

    def __init__(self) -> None:
        super().__init__("The address or the password is not correct.")


@dataclass(frozen=True)
class Signed:
    """How it went on after the right password."""

    user: User
    needs_second_factor: bool
    """Nobody is signed in yet: the second page asks for it."""


def sign_in(request: HttpRequest, address: str, password: str, who: Requester) -> Signed:
    """Sign in by an address as typed. Raises NotAccepted, or TooManyFromHere for the network.

    Runs outside transactions: a count stays, whatever fails afterwards.
    """
    here = take(limits.SIGN_IN_PER_IP, who.bucket, at=who.at)
    if here is None:
        raise TooManyFromHere(_wait(who))
    try:
        canonical = canonical_address(address)
    except ValidationError as error:
        _spend_a_hash()
        raise NotAccepted from error
    reserved = _reserve(canonical, who)
    if reserved is None:
        _spend_a_hash()
        record(Kind.SIGN_IN, Outcome.REFUSED, who=who, address=canonical, reason="limit")
        raise NotAccepted
    user = _authenticated(request, canonical, password)
    if user is None:
        record(Kind.SIGN_IN, Outcome.FAILED, who=who, address=canonical, reason="wrong")
        raise NotAccepted
    # Its own places alone: the failures of others, from here too, stay counted.
    refund(here, reserved)
    if has_second_factor(user):
        begin_second_step(request, user, who)
        return Signed(user, needs_second_factor=True)
    begin_session(request, user, who, second_factor=False)
    return Signed(user, needs_second_factor=False)


def confirm_password(user: User, password: str, who: Requester) -> bool:
    """Tell whether somebody who is signed in gave his password; never raises.

    Counted apart from sign-in, on the account: a stranger, who has no session, can't use it up.
    """
    reserved = take(limits.SIGN_IN_PER_DEVICE, "signed-in", str(user.pk), at=who.at)
    if reserved is None or not _is_possible(password):
        _spend_a_hash()
        right = False
    else:
        # Not the account's own method: it may hash anew, which would end this session.
        right = check_password(password, user.password)
    if right:
        refund(reserved)
        return True
    record(
        Kind.REAUTHENTICATION,
        Outcome.FAILED if reserved else Outcome.REFUSED,
        who=who,
        user=user,
        reason="wrong" if reserved else "limit",
    )
    return False


def _reserve(canonical: str, who: Requester) -> Taken | None:
    """Count a failure ahead; a known device of the account has a place of its own for it."""
    if who.device and who.device.user.email_canonical == canonical:
        return take(limits.SIGN_IN_PER_DEVICE, str(who.device.pk), at=who.at)
    return take(limits.SIGN_IN_PER_ACCOUNT, canonical, at=who.at)


def _authenticated(request: HttpRequest, canonical: str, password: str) -> User | None:
    if not _is_possible(password):
        _spend_a_hash()
        return None
    user = authenticate(request, username=canonical, password=password)
    return user if isinstance(user, User) else None


def _is_possible(password: str) -> bool:
    """Tell whether an account could have such a password."""
    if len(password) > limits.PASSWORD_MOST:
        return False
    try:
        password.encode()
    except UnicodeEncodeError:
        return False
    return True


def _spend_a_hash() -> None:
    make_password(_NO_PASSWORD)


def _wait(who: Requester) -> timedelta:
    end = ends_at(limits.SIGN_IN_PER_IP, who.bucket)
    return max(end - who.at, timedelta(seconds=1)) if end else timedelta(seconds=1)
