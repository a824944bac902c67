"""Browsers in which somebody signed in before."""

from __future__ import annotations

from django.http import HttpRequest

from accounts.models import Device


def known_device(request: HttpRequest) -> Device | None:
    """Return the device whose cookie the request bears."""
    return None
