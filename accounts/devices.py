"""Browsers in which somebody signed in before.

The cookie holds a random token, signed; the row its keyed hash. A browser knows one account: the
one that signed in last.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts import limits
from accounts.keys import keyed, keyed_all
from accounts.models import Device, User

if TYPE_CHECKING:
    from accounts.requester import Requester

TOKEN_BYTES = 32
_PURPOSE = "device"
_SALT = "accounts.device"


def known_device(request: HttpRequest) -> Device | None:
    """Return the device whose cookie the request bears, with its account."""
    token = _token(request)
    if not token:
        return None
    return (
        Device.objects.select_related("user")
        .filter(token_mac__in=keyed_all(_PURPOSE, token), expires_at__gt=timezone.now())
        .first()
    )


def remember_device(
    request: HttpRequest, response: HttpResponse, user: User, who: Requester
) -> Device:
    """Make the browser a known one of `user`, who has just signed in, for another 180 days."""
    device = who.device if who.device and who.knows(user) else Device(user=user, created_at=who.at)
    token = (_token(request) if not device._state.adding else "") or secrets.token_urlsafe(
        TOKEN_BYTES
    )
    device.token_mac = keyed(_PURPOSE, token)  # under the present secret, whatever it was before
    device.label = who.client
    device.last_seen_at = who.at
    device.expires_at = who.at + limits.KEEP_DEVICES
    device.save()
    response.set_signed_cookie(
        cookie_name(),
        token,
        salt=_SALT,
        max_age=limits.KEEP_DEVICES,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return device


def devices_of(user: User, at: datetime) -> QuerySet[Device]:
    """Return the browsers that know the account at `at`, the last used first."""
    return Device.objects.filter(user=user, expires_at__gt=at)


@transaction.atomic
def end_device(user: User, key: UUID, who: Requester | None = None) -> bool:
    """Forget a device of the account; tell whether it was there."""
    from accounts.events import Kind, Outcome, record  # it imports the requester, who imports us

    if not Device.objects.filter(user=user, pk=key).delete()[0]:
        return False
    record(Kind.DEVICE_ENDED, Outcome.DONE, who=who, user=user)
    return True


def clear_expired_devices(at: datetime) -> int:
    """Delete devices that expired before `at`; return how many."""
    return Device.objects.filter(expires_at__lt=at).delete()[0]


def cookie_name() -> str:
    """Return the cookie's name; over TLS no neighbour's host can set it."""
    return "__Host-device" if settings.SESSION_COOKIE_SECURE else "device"


def _token(request: HttpRequest) -> str:
    token = request.get_signed_cookie(
        cookie_name(), default="", salt=_SALT, max_age=limits.KEEP_DEVICES
    )
    return token or ""
