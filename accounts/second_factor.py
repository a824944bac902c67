"""The second factor: a code of an authenticator, or a recovery code."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest

from accounts import limits
from accounts.counters import Taken, refund, take
from accounts.events import Kind, Outcome, record
from accounts.mail.tasks import send_letter
from accounts.models import Authenticator, User
from accounts.recovery_codes import codes_left, matching_code, parse_recovery_code, use_up
from accounts.requester import Requester
from accounts.sealing import unseal
from accounts.sessions import session_of
from accounts.totp import fitting_step, parse_token

SEED = "totp"  # what seeds are sealed for


def has_second_factor(user: User) -> bool:
    """Tell whether the account has an authenticator that its owner confirmed."""
    return Authenticator.objects.filter(user=user, confirmed_at__isnull=False).exists()


def is_required(user: User) -> bool:
    """Tell whether the account may not do its work without a second factor."""
    return bool(settings.STAFF_SECOND_FACTOR) and user.is_staff


def satisfied(request: HttpRequest) -> bool:
    """Tell whether the request's session gave all the factors that its account needs.

    Asks nothing more of the database: the session's row came with the user.
    """
    user = request.user
    if not isinstance(user, User) or not is_required(user):
        return True
    session = session_of(request)
    return session is not None and session.second_factor_at is not None


def check_second_factor(user: User, token: str, who: Requester) -> bool:
    """Tell whether `token` is good, and use it up. Call it outside a transaction.

    Counted first: of many parallel guesses only as many are looked at as the limit allows, and
    the answer does not tell a guess that was refused from one that was wrong.
    """
    recovery = parse_recovery_code(token)
    places = _reserve(user, who, is_guessable=recovery is None)
    if places is None:
        record(Kind.SECOND_FACTOR, Outcome.REFUSED, who=who, user=user, reason="limit")
        _warn(user, who)
        return False
    good = _use_recovery_code(user, *recovery, who) if recovery else _use_token(user, token, who)
    if good:
        refund(*places)
    return good


def _reserve(user: User, who: Requester, *, is_guessable: bool) -> list[Taken] | None:
    account = str(user.pk)
    wanted: list[tuple[limits.Limit, str]]
    if who.device is not None and who.knows(user):
        # Strangers can't keep the owner out of his own browser.
        wanted = [(limits.SECOND_FACTOR_PER_DEVICE, str(who.device.pk))]
    else:
        wanted = [(limits.SECOND_FACTOR_PER_ACCOUNT, account)]
        if is_guessable:  # 80 bits are not: the sheet of paper works all day
            wanted.append((limits.SECOND_FACTOR_PER_ACCOUNT_DAY, account))
    places: list[Taken] = []
    for limit, part in wanted:
        place = take(limit, part, at=who.at)
        if place is None:
            refund(*places)
            return None
        places.append(place)
    return places


def _use_token(user: User, typed: str, who: Requester) -> bool:
    found = Authenticator.objects.filter(user=user, confirmed_at__isnull=False).first()
    token = parse_token(typed)
    if found is None or token is None:
        return _failed(user, who, "wrong")
    seed = unseal(found.sealed_seed, SEED, user.pk)
    if seed is None:
        return _failed(user, who, "unreadable")
    step = fitting_step(seed, token, who.at)
    if step is None:
        return _failed(user, who, "wrong")
    # One statement decides: no code counts twice, whoever else sends it in this very moment.
    newer = Authenticator.objects.filter(
        Q(last_step=None) | Q(last_step__lt=step), pk=found.pk, sealed_seed=found.sealed_seed
    )
    if newer.update(last_step=step) != 1:
        return _failed(user, who, "replayed")
    record(Kind.SECOND_FACTOR, Outcome.DONE, who=who, user=user)
    return True


def _use_recovery_code(user: User, slot: int, secret: str, who: Requester) -> bool:
    # Not without an authenticator: its end is the end of the sheet, too.
    code = matching_code(user, slot, secret) if has_second_factor(user) else None
    if code is not None:
        with transaction.atomic():
            if use_up(code, who.at):
                record(Kind.RECOVERY_CODE, Outcome.DONE, who=who, user=user)
                facts = {**_facts(who), "left": str(codes_left(user))}
                send_letter.enqueue("recovery_code_used", user.pk, facts)
                return True
    record(Kind.RECOVERY_CODE, Outcome.FAILED, who=who, user=user, reason="wrong")
    return False


def _failed(user: User, who: Requester, reason: str) -> bool:
    record(Kind.SECOND_FACTOR, Outcome.FAILED, who=who, user=user, reason=reason)
    return False


def _warn(user: User, who: Requester) -> None:
    """Tell the owner, at most once an hour: whoever comes this far has the first factor."""
    if take(limits.ALERT, "second-factor", str(user.pk), at=who.at):
        send_letter.enqueue("second_factor_guessed", user.pk, _facts(who))


def _facts(who: Requester) -> dict[str, str]:
    return {"time": who.at.isoformat(), "client": who.client}
