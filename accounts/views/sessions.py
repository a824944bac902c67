"""Ending what is open elsewhere: a session, all others, a known browser."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.devices import end_device
from accounts.models import User
from accounts.requester import requester_of
from accounts.see_other import see_other
from accounts.sessions import end_other_sessions, end_session, session_of

LONGEST_KEY = 18  # digits: within what both databases count up to


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """End what the button names, and lead back to the profile, which shows the list."""
    if request.method == "POST":
        user = request.user
        assert isinstance(user, User)  # login_required saw to it
        if (key := _number(request.POST.get("session", ""))) is not None:
            return _end_session(request, user, key)
        if (device := _uuid(request.POST.get("device", ""))) is not None:
            if end_device(user, device, requester_of(request)):
                messages.success(request, _("This browser is forgotten."))
        elif request.POST.get("others"):
            end_other_sessions(request, user, requester_of(request))
            messages.success(request, _("You are signed out everywhere else."))
    return see_other("accounts:profile")


def _end_session(request: HttpRequest, user: User, key: int) -> HttpResponse:
    this = session_of(request)
    if this is not None and this.pk == key:
        logout(request)
        return see_other("accounts:sign-in")
    # Gone already is as good: it ran out, or the button was pressed twice.
    end_session(user, key, requester_of(request))
    messages.success(request, _("You are signed out there."))
    return see_other("accounts:profile")


def _number(text: str) -> int | None:
    is_key = text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY
    return int(text) if is_key else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
