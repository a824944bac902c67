"""A new account: an address, then the code that was mailed, a name and a password."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.flow import sign_up as flow
from accounts.forms.mailed_code import SignUpForm
from accounts.next_page import next_page, with_next
from accounts.requester import Requester, requester_of
from accounts.see_other import SeeOther
from accounts.views.mailed_code import Flow, address_page, ask_again, code_page, remembered


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """Ask for the address. The answer is the same whether it has an account or not."""
    who = requester_of(request)
    return remembered(address_page(request, FLOW, who), who)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up_code(request: HttpRequest, challenge: UUID) -> HttpResponse:
    """Take the code, a name and a password, and make the account; nobody is signed in by that."""
    who = requester_of(request)
    return remembered(code_page(request, FLOW, challenge, who), who)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up_again(request: HttpRequest, challenge: UUID) -> HttpResponse:
    """Send another code; looking leads back to the page for the code."""
    who = requester_of(request)
    return remembered(ask_again(request, FLOW, challenge, who), who)


def _confirm(challenge: UUID, form: SignUpForm, who: Requester) -> None:
    given = form.cleaned_data
    # One field: nobody is asked for his name in a language that he does not read.
    name = {f"name_{who.language}": given["name"]}
    flow.confirm(challenge, form.typed_code, given["new_password1"], who, **name)


def _done(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Your account is ready. Sign in with it now."))
    return SeeOther(with_next("accounts:sign-in", next_page(request)))


FLOW = Flow(
    code_route="accounts:sign-up-code",
    address_template="accounts/sign_up.html",
    code_template="accounts/sign_up_code.html",
    form=SignUpForm,
    ask=flow.ask,
    live=flow.live,
    standing=flow.standing,
    confirm=_confirm,
    done=_done,
)
