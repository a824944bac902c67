"""Another address for an account: asked for, then proved by the code that was mailed there."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.address import canonical_address
from accounts.flow import email_change
from accounts.forms.address import AddressForm
from accounts.forms.code import CodeForm
from accounts.models import User
from accounts.requester import Requester, requester_of
from accounts.see_other import see_other
from accounts.sessions import fresh_required
from accounts.views.mailed_code import Flow, address_page, ask_again, code_page, remembered

PAGE = "accounts/change_email.html"


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@fresh_required
def change_email(request: HttpRequest) -> HttpResponse:
    """Ask for the new address; the answer is the same whether it has an account or not."""
    user, who = _user(request), requester_of(request)
    if request.method == "POST" and _is_own(user, request.POST.get("email", "")):
        form = AddressForm(request.POST)
        form.add_error("email", _("This is the address that you have."))
        return render(request, PAGE, {"form": form})
    return remembered(address_page(request, _flow(request, user), who), who)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_email_code(request: HttpRequest, challenge: UUID) -> HttpResponse:
    """Take the code; this session goes on, all others end, and the old address is told."""
    user, who = _user(request), requester_of(request)
    return remembered(code_page(request, _flow(request, user), challenge, who), who)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_email_again(request: HttpRequest, challenge: UUID) -> HttpResponse:
    """Send another code to the same address; looking leads back to the page for the code."""
    user, who = _user(request), requester_of(request)
    return remembered(ask_again(request, _flow(request, user), challenge, who), who)


def _flow(request: HttpRequest, user: User) -> Flow[CodeForm]:
    def confirm(challenge: UUID, form: CodeForm, who: Requester) -> None:
        key = request.session.session_key or ""
        email_change.confirm(challenge, form.typed_code, who, user=user, keep_session=key)

    return Flow(
        code_route="accounts:change-email-code",
        address_template=PAGE,
        code_template="accounts/change_email_code.html",
        form=CodeForm,
        ask=partial(email_change.ask, user),
        live=email_change.live,
        standing=email_change.standing,
        confirm=confirm,
        done=_done,
    )


def _done(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Your account has the new address."))
    return see_other("accounts:profile")


def _is_own(user: User, typed: str) -> bool:
    try:
        return canonical_address(typed) == user.email_canonical
    except ValidationError:
        return False


def _user(request: HttpRequest) -> User:
    user = request.user
    assert isinstance(user, User)  # the decorators saw to it
    return user
