"""Retrieving a lost password; until the mailed code exists, the page says whom to write to."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def retrieve_password(request: HttpRequest) -> HttpResponse:
    """Say whom to write to."""
    return render(request, "accounts/retrieve_password.html", {"contact": settings.CONTACT_EMAIL})
