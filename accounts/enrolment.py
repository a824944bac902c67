"""Setting up an authenticator, replacing it, taking it away; and new recovery codes.

Until its owner has shown a code of it, an authenticator exists in his session alone: a sealed
seed, shown as a QR code. Nothing half made stands in the tables, and the former one stays good.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.utils import timezone

from accounts import limits
from accounts.ending import end_sessions
from accounts.events import Kind, Outcome, record
from accounts.flow.refusals import Refusal
from accounts.mail.tasks import send_letter
from accounts.models import Authenticator, RecoveryCode, User, UserSession
from accounts.recovery_codes import NewCode, new_codes, replace_codes
from accounts.requester import Requester
from accounts.sealing import seal, unseal
from accounts.second_factor import SEED, is_required
from accounts.totp import fitting_step, new_seed, parse_token

_KEY = "authenticator"  # in the session


class NotFitting(Refusal):
    """What was typed is no present code of the authenticator that is being set up."""


class AlreadySetUp(Refusal):
    """Another tab, or a second click, was first."""


class FactorRequired(Refusal):
    """Who works at the desk can replace his second factor, not do without one."""


@dataclass(frozen=True)
class Pending:
    """An authenticator that is being set up."""

    sealed: str
    seed: bytes


def begin(session: SessionBase, user: User, at: datetime) -> None:
    """Make a seed, unless one is waiting already: two tabs show the same."""
    if pending(session, user, at) is None:
        session[_KEY] = {"seed": seal(new_seed(), SEED, user.pk), "at": at.isoformat()}


def pending(session: SessionBase, user: User, at: datetime) -> Pending | None:
    """Return what is being set up in this session; None where it never began or waited too long."""
    kept = session.get(_KEY)
    if kept is None or at - datetime.fromisoformat(kept["at"]) >= limits.SETTING_UP:
        return None
    seed = unseal(kept["seed"], SEED, user.pk)
    return None if seed is None else Pending(kept["seed"], seed)


def enrol(
    session: SessionBase, user: User, waiting: Pending, typed: str, who: Requester
) -> list[str]:
    """Make the waiting authenticator the account's own; return its recovery codes, in clear.

    They exist nowhere else: show them now. All other sessions of the account end. Raises
    NotFitting or AlreadySetUp; call it outside a transaction.
    """
    token = parse_token(typed)
    step = fitting_step(waiting.seed, token, who.at) if token else None
    if step is None:
        record(Kind.SECOND_FACTOR, Outcome.FAILED, who=who, user=user, reason="set-up")
        raise NotFitting
    codes = new_codes()  # before the transaction: it takes its time
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        former = Authenticator.objects.filter(user=user).first()
        if former is not None and former.sealed_seed == waiting.sealed:
            raise AlreadySetUp
        Authenticator.objects.update_or_create(
            user=user,
            defaults={
                "sealed_seed": waiting.sealed,
                "last_step": step,
                "created_at": who.at,
                "confirmed_at": who.at,
            },
        )
        key = session.session_key or ""
        end_sessions(user, keep_session=key)
        UserSession.objects.filter(session_key=key).update(second_factor_at=who.at)
        _new_sheet(user, codes, who, "replaced" if former else "set-up")
    session.pop(_KEY, None)
    return [code.shown for code in codes]


def renew_recovery_codes(user: User, who: Requester) -> list[str]:
    """Return a new sheet of recovery codes, in clear; the old one ends."""
    codes = new_codes()
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        _new_sheet(user, codes, who, "codes")
    return [code.shown for code in codes]


def remove_second_factor(user: User, who: Requester | None, *, keep_session: str = "") -> bool:
    """Take the authenticator and its recovery codes away, and end all sessions but one.

    False where there was none. Raises FactorRequired for who works at the desk, except where
    `who` is None: whoever runs the server lets those in again who have lost everything.
    """
    if is_required(user) and who is not None:
        raise FactorRequired
    with transaction.atomic():
        RecoveryCode.objects.filter(user=user).delete()
        if not Authenticator.objects.filter(user=user).delete()[0]:
            return False
        end_sessions(user, keep_session=keep_session)
        _changed(user, who, "removed" if who else "removed-by-server")
    return True


def _new_sheet(user: User, codes: tuple[NewCode, ...], who: Requester, change: str) -> None:
    replace_codes(user, codes, who.at)
    _changed(user, who, change)


def _changed(user: User, who: Requester | None, change: str) -> None:
    record(Kind.SECOND_FACTOR, Outcome.DONE, who=who, user=user, reason=change)
    at = who.at if who else timezone.now()
    facts = {"time": at.isoformat(), "client": who.client if who else "", "change": change}
    send_letter.enqueue("second_factor_changed", user.pk, facts)
