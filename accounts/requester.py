"""Who asks: what a flow needs to know of a request, as one value."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from accounts.client import bucket, client_address, client_label, coarse
from accounts.devices import known_device
from accounts.models import Device, User

TOKEN_BYTES = 32
_TOKEN_LENGTH = 43  # characters of 32 bytes in URL-safe base64


@dataclass(frozen=True)
class Requester:
    """One request's sender; `browser` is the raw token of a cookie and is stored nowhere."""

    at: datetime
    address: str
    client: str
    browser: str
    language: str
    device: Device | None = None
    request_id: str = ""

    @property
    def bucket(self) -> str:
        """Whom limits for addresses on the network count."""
        return bucket(self.address)

    @property
    def network(self) -> str:
        """What an event keeps of the address."""
        return coarse(self.address)

    @property
    def browser_hash(self) -> str:
        """What a challenge keeps of the browser."""
        return hashlib.sha256(self.browser.encode()).hexdigest()

    def knows(self, user: User | None) -> bool:
        """Tell whether this browser is a known device of the account."""
        return self.device is not None and user is not None and self.device.user_id == user.pk


def requester_of(request: HttpRequest) -> Requester:
    """Return who sent the request; a browser without our cookie gets a new token."""
    token = request.COOKIES.get(cookie_name(), "")
    if len(token) != _TOKEN_LENGTH or not token.isascii():
        token = secrets.token_urlsafe(TOKEN_BYTES)
    return Requester(
        at=timezone.now(),
        address=client_address(request),
        client=client_label(request.headers.get("User-Agent", "")),
        browser=token,
        language="en" if (get_language() or "").startswith("en") else "zh",
        device=known_device(request),
        request_id=_plain(request.headers.get("X-Request-ID", "")),
    )


def remember_browser(response: HttpResponse, who: Requester) -> None:
    """Give the browser its token, until it is closed."""
    response.set_cookie(
        cookie_name(),
        who.browser,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def cookie_name() -> str:
    """Return the cookie's name; over TLS no neighbour's host can set it."""
    return "__Host-browser" if settings.SESSION_COOKIE_SECURE else "browser"


def _plain(text: str) -> str:
    return text if len(text) <= 32 and text.isascii() and text.isalnum() else ""
