"""Sessions with their owners: begun, listed, ended, and how fresh the password of one is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth import login, logout
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from accounts import limits
from accounts.ending import end_sessions
from accounts.events import Kind, Outcome, record
from accounts.mail.tasks import send_letter
from accounts.models import Device, User, UserSession
from accounts.next_page import with_next
from accounts.requester import Requester, requester_of
from accounts.see_other import SeeOther

_ROW = "_user_session"

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def begin_session(request: HttpRequest, user: User, who: Requester, *, second_factor: bool) -> None:
    """Sign somebody in whose password, and second factor where it says so, were right.

    Nothing of what the browser's session held before goes on. The owner is told when the browser
    is not a known one, except of the first sign-in ever.
    """
    is_first = user.last_login is None
    with transaction.atomic():
        logout(request)
        login(request, user)
        row = remembered(request)
        assert row is not None  # `index_session` made it
        row.second_factor_at = who.at if second_factor else None
        row.save(update_fields=["second_factor_at"])
        record(Kind.SIGN_IN, Outcome.DONE, who=who, user=user)
        if not is_first and not who.knows(user):
            send_letter.enqueue(
                "new_sign_in", user.pk, {"time": who.at.isoformat(), "client": who.client}
            )


def use_device(request: HttpRequest, device: Device) -> None:
    """Note which known browser the request's session, just begun, is in."""
    row = remembered(request)
    if row is not None:
        row.device = device
        row.save(update_fields=["device"])


def session_of(request: HttpRequest) -> UserSession | None:
    """Return the row of the request's session, loaded with its user; None where nobody is in."""
    return remembered(request) if request.user.is_authenticated else None


def sessions_of(user: User, at: datetime) -> QuerySet[UserSession]:
    """Return the sessions that the account has open at `at`, the last used first."""
    return UserSession.objects.live(at).filter(user=user).select_related("device")


@transaction.atomic
def end_session(user: User, key: int, who: Requester | None = None) -> bool:
    """End one session of the account; tell whether it was there.

    `key` is the row's primary key: Django's own session key must stand on no page.
    """
    row = UserSession.objects.filter(user=user, pk=key).first()
    if row is None or not UserSession.objects.filter(pk=row.pk).delete()[0]:
        return False
    Session.objects.filter(session_key=row.session_key).delete()
    record(Kind.SESSION_ENDED, Outcome.DONE, who=who, user=user)
    return True


@transaction.atomic
def end_other_sessions(request: HttpRequest, user: User, who: Requester) -> int:
    """End all sessions of the account but the request's own; return how many."""
    ended = end_sessions(user, keep_session=request.session.session_key or "")
    if ended:
        record(Kind.SESSION_ENDED, Outcome.DONE, who=who, user=user, reason="others")
    return ended


def clear_ended_sessions(at: datetime) -> int:
    """Delete rows of sessions that are over at `at`, with Django's own; return how many."""
    over = UserSession.objects.exclude(pk__in=UserSession.objects.live(at).values("pk"))
    keys = list(over.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    return UserSession.objects.filter(session_key__in=keys).delete()[0]


# --- Freshness ------------------------------------------------------------------------------


def is_fresh(request: HttpRequest) -> bool:
    """Tell whether the password was given in this session within `limits.FRESH`."""
    row = session_of(request)
    return row is not None and row.authenticated_at > timezone.now() - limits.FRESH


def mark_fresh(request: HttpRequest, at: datetime, *, second_factor: bool) -> None:
    """Note that the password, and perhaps the second factor, was given in this session."""
    row = session_of(request)
    if row is None:
        return
    row.authenticated_at = at
    if second_factor:
        row.second_factor_at = at
    row.save(update_fields=["authenticated_at", "second_factor_at"])


def fresh_required(view: View[P]) -> View[P]:
    """Ask whoever is signed in for the password again, unless he gave it a moment ago.

    Afterwards he comes back to the same address by GET: what a form brought is asked anew.
    """

    @wraps(view)
    def fresh(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        door = "accounts:confirm" if request.user.is_authenticated else "accounts:sign-in"
        return SeeOther(with_next(door, request.get_full_path()))

    return fresh


# --- Hooks: every way in makes a row, every way out takes it away ---------------------------------


def index_session(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Answer `user_logged_in`."""
    who = requester_of(request)
    row, _made = UserSession.objects.update_or_create(
        session_key=request.session.session_key or "",
        defaults={
            "user": user,
            "device": None,
            "client": who.client,
            "network": who.network,
            "created_at": who.at,
            "last_seen_at": who.at,
            "authenticated_at": who.at,
            "second_factor_at": None,
        },
    )
    remember(request, row)


def forget_session(sender: Any, request: HttpRequest, user: User | None, **kwargs: Any) -> None:
    """Answer `user_logged_out`."""
    key = request.session.session_key
    if user and key and UserSession.objects.filter(session_key=key).delete()[0]:
        record(Kind.SIGN_OUT, Outcome.DONE, who=requester_of(request), user=user)
    remember(request, None)


def remember(request: HttpRequest, row: UserSession | None) -> None:
    """Keep the row with the request: it is read once."""
    setattr(request, _ROW, row)


def remembered(request: HttpRequest) -> UserSession | None:
    """Return what `remember` kept; to ask who is in, take `session_of`."""
    row: UserSession | None = getattr(request, _ROW, None)
    return row
