"""The profile: who somebody is, and where he is signed in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.devices import devices_of
from accounts.forms.profile import ProfileForm
from accounts.models import User
from accounts.profile import change_profile
from accounts.requester import requester_of
from accounts.second_factor import has_second_factor
from accounts.see_other import see_other
from accounts.sessions import session_of, sessions_of
from seetao.language import DJANGO_LANGUAGE

MOST = 50
"""Sessions and devices that the page shows; the button that ends all others needs no list."""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Show it all, and take new names, another language and another time zone."""
    user = request.user
    assert isinstance(user, User)  # login_required saw to it
    if request.method != "POST":
        return _page(request, user, ProfileForm(instance=user))
    # A copy: a refused form must not change whom the rest of the page speaks of.
    form = ProfileForm(request.POST, instance=User.objects.get(pk=user.pk))
    if not form.is_valid():
        return _page(request, user, form)
    changed = change_profile(user, form.cleaned_data, requester_of(request))
    # In the language that the next page will speak.
    with translation.override(DJANGO_LANGUAGE[form.cleaned_data["language"]]):
        messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
    return see_other("accounts:profile")


def _page(request: HttpRequest, user: User, form: ProfileForm) -> HttpResponse:
    now = timezone.now()
    sessions = list(sessions_of(user, now)[: MOST + 1])
    who = requester_of(request)
    context = {
        "form": form,
        "person": user,
        "sessions": sessions[:MOST],
        "are_more": len(sessions) > MOST,
        "this_session": session_of(request),
        "devices": devices_of(user, now)[:MOST],
        "this_device": who.device if who.knows(user) else None,
        "has_second_factor": has_second_factor(user),
    }
    return render(request, "accounts/profile.html", context)
