"""People who are signed in, for the pages that belong to a profile."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client

from accounts import limits
from accounts.models import User, UserSession


def browser_of(user: User, program: str = "Firefox, Linux") -> Client:
    """Return a browser in which the account has just signed in."""
    client = Client()
    client.force_login(user)
    # Django signs in here by a request without headers.
    UserSession.objects.filter(session_key=client.session.session_key).update(client=program)
    return client


def let_time_pass(user: User, time: timedelta = limits.FRESH) -> None:
    """Let it be so long since the account gave its password."""
    for session in UserSession.objects.filter(user=user):
        session.authenticated_at -= time
        session.save()
