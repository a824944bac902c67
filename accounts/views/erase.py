"""Erasing one's own account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import erasure
from accounts.forms.erasure import ErasureForm
from accounts.models import User
from accounts.requester import requester_of
from accounts.see_other import see_other
from accounts.sessions import fresh_required


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@fresh_required
def erase(request: HttpRequest) -> HttpResponse:
    """Say what goes and what stays; who types his address goes."""
    user = request.user
    assert isinstance(user, User)  # fresh_required saw to it
    form = ErasureForm(user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            erasure.erase(user, requester_of(request))
        except erasure.LastAdministrator:
            form.add_error(None, _("You are the last administrator. Name another one first."))
        else:
            logout(request)
            rotate_token(request)
            messages.success(request, _("Your account is erased."))
            return see_other("accounts:sign-in")
    context = {"form": form, "person": user, "is_last": erasure.is_last_administrator(user)}
    return render(request, "accounts/erase.html", context)
