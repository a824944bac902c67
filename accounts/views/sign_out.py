"""Signing out."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.see_other import see_other


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this browser's session; its row goes by Django's signal."""
    logout(request)
    messages.success(request, _("You are signed out."))
    return see_other("accounts:sign-in")
