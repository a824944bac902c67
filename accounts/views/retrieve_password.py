"""Retrieving a lost password: an address, then the code that was mailed and a new password."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.flow import retrieval
from accounts.forms.mailed_code import RetrievalForm
from accounts.next_page import next_page, with_next
from accounts.requester import Requester, requester_of
from accounts.see_other import SeeOther
from accounts.views.mailed_code import Flow, address_page, ask_again, code_page, remembered


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def retrieve_password(request: HttpRequest) -> HttpResponse:
    """Ask for the address. The answer is the same whether it has an account or not."""
    who = requester_of(request)
    return remembered(address_page(request, FLOW, who), who)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def retrieve_password_code(request: HttpRequest, challenge: UUID) -> HttpResponse:
    """Take the code and a new password; nobody is signed in by that."""
    who = requester_of(request)
    return remembered(code_page(request, FLOW, challenge, who), who)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def retrieve_password_again(request: HttpRequest, challenge: UUID) -> HttpResponse:
    """Send another code; looking leads back to the page for the code."""
    who = requester_of(request)
    return remembered(ask_again(request, FLOW, challenge, who), who)


def _confirm(challenge: UUID, form: RetrievalForm, who: Requester) -> None:
    given = form.cleaned_data
    retrieval.confirm(
        challenge, form.typed_code, given["new_password1"], who, given.get("second_factor", "")
    )


def _done(request: HttpRequest) -> HttpResponse:
    logout(request)  # whoever was signed in here; the account's own sessions have ended
    rotate_token(request)
    messages.success(request, _("Your password is changed. Sign in with the new one."))
    return SeeOther(with_next("accounts:sign-in", next_page(request)))


FLOW = Flow(
    code_route="accounts:retrieve-password-code",
    address_template="accounts/retrieve_password.html",
    code_template="accounts/retrieve_password_code.html",
    form=RetrievalForm,
    ask=retrieval.ask,
    live=retrieval.live,
    standing=retrieval.standing,
    confirm=_confirm,
    done=_done,
)
