"""The limits of sessions, kept at the moment somebody asks who is signed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from asgiref.sync import sync_to_async
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from accounts.events import Kind, Outcome, record
from accounts.models import User, UserSession
from accounts.requester import requester_of
from accounts.sessions import remember, remembered

SEEN_EVERY = timedelta(minutes=1)
"""How often a session's last use is written down; so staff are out after 59 to 60 idle minutes."""


class LimitsMiddleware:
    """Follows Django's AuthenticationMiddleware; reads nothing until a view asks for the user.

    So public pages stay free of sessions. One query more than Django's two, where it is asked.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        def limited() -> User | AnonymousUser:
            return user_within_limits(request, timezone.now())

        request.user = SimpleLazyObject(limited)  # type: ignore[assignment]
        request.auser = sync_to_async(limited)
        response = self.get_response(request)
        follow_key(request)
        return response


def user_within_limits(request: HttpRequest, at: datetime) -> User | AnonymousUser:
    """Return who is signed in; nobody once the session is over, or was ended elsewhere."""
    key = request.session.session_key
    user = get_user(request)
    if not isinstance(user, User):
        return AnonymousUser()
    row = UserSession.objects.live(at).filter(session_key=key, user=user).first()
    if row is None:
        _end(request, user)
        return AnonymousUser()
    if row.last_seen_at <= at - SEEN_EVERY:
        UserSession.objects.filter(pk=row.pk, last_seen_at__lt=at).update(last_seen_at=at)
    remember(request, row)
    return user


def follow_key(request: HttpRequest) -> None:
    """Let the row follow its session under a new key.

    Django changes the key when a password changes, and after a change of SECRET_KEY.
    """
    row = remembered(request)
    key = request.session.session_key
    if row and key and key != row.session_key:
        UserSession.objects.filter(pk=row.pk).update(session_key=key)


def _end(request: HttpRequest, user: User) -> None:
    key = request.session.session_key
    if UserSession.objects.filter(session_key=key).delete()[0]:
        record(
            Kind.SESSION_ENDED,
            Outcome.DONE,
            who=requester_of(request),
            user=user,
            reason="time",
        )
    request.session.flush()
