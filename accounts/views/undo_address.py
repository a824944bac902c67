"""The way back from a change of address, by the link in the old mailbox."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.flow import address_undo
from accounts.requester import requester_of
from accounts.see_other import see_other


@require_http_methods(["GET", "HEAD", "POST"])
def undo_address(request: HttpRequest, undo: UUID, token: str) -> HttpResponse:
    """Say what would happen; a button does it, because mail programs open links by themselves."""
    who = requester_of(request)
    if request.method == "POST":
        if address_undo.undo(undo, token, who):
            logout(request)  # whoever was signed in here; the account's own sessions have ended
            rotate_token(request)
            messages.success(
                request, _("The account has its old address back. Now choose a new password.")
            )
            return see_other("accounts:retrieve-password")
    elif found := address_undo.find(undo, token, who):
        return render(request, "accounts/undo_address.html", {"undo": found})
    return render(
        request,
        "accounts/undo_address_ended.html",
        {"contact": settings.CONTACT_EMAIL},
        status=HTTPStatus.NOT_FOUND,
    )
