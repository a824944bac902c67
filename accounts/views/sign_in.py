"""Signing in: an address and a password, then the second factor of whoever has one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.devices import remember_device
from accounts.flow.refusals import TooManyFromHere
from accounts.forms.second_factor import SecondFactorForm
from accounts.forms.sign_in import SignInForm
from accounts.models import User
from accounts.next_page import home_of, may_go, next_page, with_next
from accounts.requester import Requester, requester_of
from accounts.second_step import WrongSecondFactor, give_second_factor, in_second_step
from accounts.see_other import SeeOther
from accounts.sessions import use_device
from accounts.sign_in import NotAccepted
from accounts.sign_in import sign_in as sign_in_by_password
from accounts.views.mailed_code import refused, too_many


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Take an address and a password; the desk's own door leads here too."""
    if request.method != "POST":
        user = request.user
        if isinstance(user, User) and may_go(user, onward := next_page(request) or home_of(user)):
            return redirect(onward)
        return _sign_in_page(request, SignInForm())
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _sign_in_page(request, form)
    who = requester_of(request)
    try:
        given = form.cleaned_data
        signed = sign_in_by_password(request, given["email"], given["password"], who)
    except TooManyFromHere as refusal:
        form.add_error(None, too_many(refusal.retry_after))
        return refused(_sign_in_page(request, form), refusal.retry_after)
    except NotAccepted:
        form.refuse()
        return _sign_in_page(request, form)
    if signed.needs_second_factor:
        return SeeOther(with_next("accounts:sign-in-second", next_page(request)))
    return _signed_in(request, signed.user, who)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_second(request: HttpRequest) -> HttpResponse:
    """Take the second factor of whoever gave his password a moment ago."""
    form = SecondFactorForm(request.POST if request.method == "POST" else None)
    who = requester_of(request)
    if request.method == "POST" and form.is_valid():
        try:
            user = give_second_factor(request, form.cleaned_data["second_factor"], who)
        except WrongSecondFactor:
            form.refuse()
        else:
            return _signed_in(request, user, who) if user else _from_the_start(request)
    elif in_second_step(request, timezone.now()) is None:
        return _from_the_start(request)
    context = {"form": form, "next": next_page(request)}
    return render(request, "accounts/sign_in_second.html", context)


def _sign_in_page(request: HttpRequest, form: SignInForm) -> HttpResponse:
    user, onward = request.user, next_page(request)
    is_stranger = isinstance(user, User) and not may_go(user, onward)
    context = {"form": form, "next": onward, "is_stranger": is_stranger}
    return render(request, "accounts/sign_in.html", context)


def _signed_in(request: HttpRequest, user: User, who: Requester) -> HttpResponse:
    onward = next_page(request)
    response = SeeOther(onward if onward and may_go(user, onward) else home_of(user))
    use_device(request, remember_device(request, response, user, who))
    return response


def _from_the_start(request: HttpRequest) -> HttpResponse:
    if request.user.is_anonymous:
        messages.warning(request, _("That took too long. Please sign in from the start."))
    return SeeOther(with_next("accounts:sign-in", next_page(request)))
