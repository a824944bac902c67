"""One's own second factor: how it stands, setting an authenticator up, taking it away."""

from __future__ import annotations

from io import BytesIO

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts import enrolment
from accounts.forms.authenticator import AuthenticatorForm
from accounts.models import Authenticator, User
from accounts.next_page import home_of, next_page, with_next
from accounts.recovery_codes import codes_left
from accounts.requester import requester_of
from accounts.second_factor import has_second_factor, is_required
from accounts.see_other import SeeOther, see_other
from accounts.totp import address_of, typed_seed
from accounts.views.proved import proved_required
from accounts.views.recovery_codes import sheet

ISSUER = "Seetao"
"""What authenticators list the account under; in ASCII, which all of them show."""

FEW = 3
"""So many recovery codes left are a reason to make new ones."""


@require_safe
@proved_required
def second_factor(request: HttpRequest, user: User) -> HttpResponse:
    """Show how it stands, and what can be done."""
    confirmed = Authenticator.objects.filter(user=user, confirmed_at__isnull=False)
    context = {
        "authenticator": confirmed.first(),
        "left": codes_left(user),
        "few": FEW,
        "is_required": is_required(user),
        "next": next_page(request),
        "onward": next_page(request) or home_of(user),
    }
    return render(request, "accounts/second_factor.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@proved_required
def begin_set_up(request: HttpRequest, user: User) -> HttpResponse:
    """Make a seed for an authenticator; a present one stays good until the new one is proved.

    Whoever had to give his password first comes back by GET, to the button.
    """
    if request.method != "POST":
        return SeeOther(with_next("accounts:second-factor", next_page(request)))
    enrolment.begin(request.session, user, timezone.now())
    return SeeOther(with_next("accounts:second-factor-set-up", next_page(request)))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@proved_required
def set_up(request: HttpRequest, user: User) -> HttpResponse:
    """Show the seed, take the first code, and then show the recovery codes, this once."""
    who = requester_of(request)
    waiting = enrolment.pending(request.session, user, who.at)
    if waiting is None:
        return SeeOther(with_next("accounts:second-factor", next_page(request)))
    form = AuthenticatorForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            codes = enrolment.enrol(request.session, user, waiting, form.cleaned_data["token"], who)
        except enrolment.NotFitting:
            form.refuse()
        except enrolment.AlreadySetUp:
            return SeeOther(with_next("accounts:second-factor", next_page(request)))
        else:
            return sheet(request, user, codes, heading=_("Your authenticator is set up"))
    context = {
        "form": form,
        "seed": typed_seed(waiting.seed),
        "address": address_of(waiting.seed, ISSUER, user.email),
        "next": next_page(request),
    }
    return render(request, "accounts/second_factor_set_up.html", context)


@require_safe
@proved_required
def qr_code(request: HttpRequest, user: User) -> HttpResponse:
    """Return the seed that is being set up as a QR code, in black on white in any theme."""
    waiting = enrolment.pending(request.session, user, timezone.now())
    if waiting is None:
        return HttpResponseNotFound()
    drawn = BytesIO()
    segno.make(address_of(waiting.seed, ISSUER, user.email), micro=False).save(
        drawn, kind="svg", dark="#000", light="#fff", border=4, svgclass=None, lineclass=None
    )
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


@require_http_methods(["GET", "HEAD", "POST"])
@proved_required
def remove(request: HttpRequest, user: User) -> HttpResponse:
    """Take the second factor away, once its owner has said so twice."""
    if is_required(user) or not has_second_factor(user):
        return see_other("accounts:second-factor")
    if request.method == "POST":
        key = request.session.session_key or ""
        enrolment.remove_second_factor(user, requester_of(request), keep_session=key)
        messages.success(request, _("Your account has no second factor any more."))
        return see_other("accounts:second-factor")
    return render(request, "accounts/second_factor_remove.html")
