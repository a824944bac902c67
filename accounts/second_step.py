"""Between the right password and the second factor: a browser in which nobody is signed in yet.

Its session holds whose password it was, since when, and that password's session hash; no
password. Signing in as anybody begins with an empty session, so what was left there helps no one.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth import logout
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from accounts.flow.refusals import Refusal
from accounts.models import User
from accounts.requester import Requester
from accounts.second_factor import check_second_factor
from accounts.sessions import begin_session

LIFETIME = timedelta(minutes=5)  # to find the telephone
_KEY = "second_step"


class WrongSecondFactor(Refusal):
    """A wrong code, one that was used before, or too many tries."""

    def __init__(self) -> None:
        super().__init__("The second factor is wrong.")


def begin_second_step(request: HttpRequest, user: User, who: Requester) -> None:
    """Note that the password of `user` was given in this browser."""
    logout(request)
    request.session.cycle_key()
    request.session.set_expiry(LIFETIME)
    request.session[_KEY] = {
        "user": user.pk,
        "at": who.at.isoformat(),
        "hash": user.get_session_auth_hash(),
    }


def in_second_step(request: HttpRequest, at: datetime) -> User | None:
    """Return whose password this browser gave a moment ago; None after 5 minutes.

    Also None once the password has changed or the account was closed.
    """
    noted = request.session.get(_KEY)
    if not isinstance(noted, dict):
        return None
    if not timedelta(0) <= at - datetime.fromisoformat(noted["at"]) <= LIFETIME:
        return None
    user = User.objects.filter(pk=noted["user"], is_active=True).first()
    if user is None or not constant_time_compare(noted["hash"], user.get_session_auth_hash()):
        return None
    return user


def give_second_factor(request: HttpRequest, token: str, who: Requester) -> User | None:
    """Sign in by the second factor; None where no password was given before.

    Raises WrongSecondFactor.
    """
    user = in_second_step(request, who.at)
    if user is None:
        return None
    if not check_second_factor(user, token, who):
        raise WrongSecondFactor
    begin_session(request, user, who, second_factor=True)
    return user
