"""A new password for somebody who is signed in and knows the old one."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import password_change
from accounts.flow.refusals import WeakPassword
from accounts.forms.change_password import ChangePasswordForm
from accounts.models import User
from accounts.requester import requester_of
from accounts.see_other import see_other
from accounts.sign_in import confirm_password


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_password(request: HttpRequest) -> HttpResponse:
    """Change it; this session goes on, all others end."""
    user = request.user
    assert isinstance(user, User)  # login_required saw to it
    form = ChangePasswordForm(user, request.POST if request.method == "POST" else None)
    if form.is_valid() and _changed(request, user, form):
        messages.success(
            request, _("Your password is changed. You are signed out everywhere else.")
        )
        return see_other("accounts:profile")
    return render(request, "accounts/change_password.html", {"form": form, "person": user})


def _changed(request: HttpRequest, user: User, form: ChangePasswordForm) -> bool:
    who = requester_of(request)
    if not confirm_password(user, form.cleaned_data["old_password"], who):
        form.refuse_old_password()
        return False
    key = request.session.session_key or ""
    try:
        password_change.change_password(
            user, form.cleaned_data["new_password1"], who, keep_session=key
        )
    except WeakPassword as refusal:
        form.refuse_password(refusal.problems)
        return False
    update_session_auth_hash(request, user)
    return True
