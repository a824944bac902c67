"""Where somebody goes after signing in."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import User

PARAMETER = "next"
DESK = "/admin/"
_MOST = 2_000  # characters; the longest filter of the desk's lists stays far below


def next_page(request: HttpRequest) -> str:
    """Return where the request's `next` leads: a path of this very host, or nothing at all."""
    wanted = request.POST.get(PARAMETER) or request.GET.get(PARAMETER) or ""
    is_ours = (
        wanted.startswith("/")
        and len(wanted) <= _MOST
        and wanted.isprintable()
        and url_has_allowed_host_and_scheme(
            wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
    )
    return wanted if is_ours else ""


def home_of(user: User) -> str:
    """Return where somebody goes who did not say: staff to the desk, readers to their profile."""
    return DESK if user.is_staff else reverse("accounts:profile")


def may_go(user: User, path: str) -> bool:
    """Tell whether a page would let the account in; the desk sends strangers back to sign-in."""
    return user.is_staff or not path.startswith(DESK)


def with_next(route: str, path: str, *args: Any) -> str:
    """Return the address of a page that leads on to `path` afterwards; its route takes `args`."""
    address = reverse(route, args=args)
    return f"{address}?{urlencode({PARAMETER: path})}" if path else address
