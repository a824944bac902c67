"""Who touches his own second factor has just given all that the account asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts.models import User
from accounts.next_page import with_next
from accounts.second_factor import has_second_factor
from accounts.see_other import SeeOther
from accounts.sessions import fresh_required, session_of

P = ParamSpec("P")


def proved_required(
    view: Callable[Concatenate[HttpRequest, User, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Ask for password and second factor, unless this session gave them a moment ago.

    Otherwise whoever knows a password alone could put an authenticator of his own in the place
    of the owner's. The view gets the account.
    """

    @wraps(view)
    def proved(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        user, session = request.user, session_of(request)
        assert isinstance(user, User)  # `fresh_required` saw to it
        if has_second_factor(user) and (session is None or session.second_factor_at is None):
            return SeeOther(with_next("accounts:confirm", request.get_full_path()))
        return view(request, user, *args, **kwargs)

    return fresh_required(proved)
