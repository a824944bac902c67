"""The pages that flows by mailed code share: the address, the code, another code, the end."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import limits
from accounts.flow.challenges import Asked, Standing
from accounts.flow.refusals import Refusal, TooManyFromHere, TooSoon
from accounts.forms.address import AddressForm
from accounts.forms.code import CodeForm
from accounts.next_page import next_page, with_next
from accounts.requester import Requester, remember_browser
from accounts.see_other import SeeOther

Form = TypeVar("Form", bound=CodeForm)


@dataclass(frozen=True)
class Flow(Generic[Form]):
    """One flow: its pages, and the calls that they make."""

    code_route: str  # takes the challenge
    address_template: str  # needs: form (an AddressForm), ended, next
    code_template: str  # needs: form, challenge, standing, wait (seconds), minutes, next
    form: type[Form]
    ask: Callable[[str, Requester], Asked]
    live: Callable[[str, Requester], UUID | None]
    standing: Callable[[UUID, Requester], Standing | None]
    confirm: Callable[[UUID, Form, Requester], object]
    done: Callable[[HttpRequest], HttpResponse]


def address_page(request: HttpRequest, flow: Flow[Any], who: Requester) -> HttpResponse:
    """Show the first page, or take its address and lead to the page for the code."""
    if request.method != "POST":
        return _address_page(request, flow, AddressForm())
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _address_page(request, flow, form)
    address = form.cleaned_data["email"]
    try:
        return to_code_page(request, flow, flow.ask(address, who).challenge)
    except TooSoon as refusal:
        # Pressed twice, or gone back: the code that is on its way already is the one to enter.
        if waiting := flow.live(address, who):
            messages.warning(request, too_soon(refusal.retry_after))
            return to_code_page(request, flow, waiting)
        form.add_error(None, too_soon(refusal.retry_after))
        return refused(_address_page(request, flow, form), refusal.retry_after)
    except TooManyFromHere as refusal:
        form.add_error(None, too_many(refusal.retry_after))
        return refused(_address_page(request, flow, form), refusal.retry_after)


def ask_again(
    request: HttpRequest, flow: Flow[Any], challenge: UUID, who: Requester
) -> HttpResponse:
    """Send another code for the same address, and lead to its page.

    Looking leads back to the present code's page: after an error, this address is what loading
    again and the switch of languages ask for.
    """
    if request.method != "POST":
        return to_code_page(request, flow, challenge)
    standing = flow.standing(challenge, who)
    if standing is None:
        return ended_page(request, flow)
    try:
        asked = flow.ask(standing.address, who)
    except TooSoon as refusal:
        messages.warning(request, too_soon(refusal.retry_after))
        return to_code_page(request, flow, challenge)
    except TooManyFromHere as refusal:
        form = AddressForm({"email": standing.address})
        form.add_error(None, too_many(refusal.retry_after))
        return refused(_address_page(request, flow, form), refusal.retry_after)
    messages.success(request, _("Another code is on its way. The former one is worthless now."))
    return to_code_page(request, flow, asked.challenge)


def code_page(
    request: HttpRequest, flow: Flow[Any], challenge: UUID, who: Requester
) -> HttpResponse:
    """Show the page for a code, or take the code and what comes with it."""
    standing = flow.standing(challenge, who)
    verified = standing is not None and standing.verified
    if request.method != "POST":
        if standing is None:
            return ended_page(request, flow)
        return _code_page(request, flow, challenge, standing, flow.form(verified=verified))
    form = flow.form(request.POST, verified=verified)
    if form.is_valid():
        try:
            flow.confirm(challenge, form, who)
        except TooManyFromHere as refusal:
            if standing is None:  # no address to show
                messages.warning(request, too_many(refusal.retry_after))
                return refused(ended_page(request, flow), refusal.retry_after)
            form.add_error(None, too_many(refusal.retry_after))
            response = _code_page(request, flow, challenge, standing, form)
            return refused(response, refusal.retry_after)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return flow.done(request)
    standing = flow.standing(challenge, who)
    if standing is None:
        return ended_page(request, flow)
    return _code_page(request, flow, challenge, standing, form)


def ended_page(request: HttpRequest, flow: Flow[Any]) -> HttpResponse:
    """Show the first page again, with the reason, where a browser has no such open challenge."""
    response = _address_page(request, flow, AddressForm(), ended=True)
    if request.method != "POST":
        # What was guessed is answered like every wrong code; a page that is no more, as such.
        response.status_code = HTTPStatus.NOT_FOUND
    return response


def to_code_page(request: HttpRequest, flow: Flow[Any], challenge: UUID) -> HttpResponse:
    """Lead to the page for a code, which still knows where its visitor wanted to go."""
    return SeeOther(with_next(flow.code_route, next_page(request), challenge))


def _address_page(
    request: HttpRequest, flow: Flow[Any], form: AddressForm, *, ended: bool = False
) -> HttpResponse:
    context = {"form": form, "ended": ended, "next": next_page(request)}
    return render(request, flow.address_template, context)


def _code_page(
    request: HttpRequest, flow: Flow[Any], challenge: UUID, standing: Standing, form: CodeForm
) -> HttpResponse:
    context = {
        "form": form,
        "challenge": challenge,
        "standing": standing,
        "wait": seconds(standing.resend_after),
        "minutes": limits.CODE_LIFETIME // timedelta(minutes=1),
        "next": next_page(request),
    }
    return render(request, flow.code_template, context)


def remembered(response: HttpResponse, who: Requester) -> HttpResponse:
    """Give the browser its token along with a page of a flow."""
    remember_browser(response, who)
    return response


def refused(response: HttpResponse, retry_after: timedelta) -> HttpResponse:
    """Mark an answer as 429, with the seconds until it is worth trying again."""
    response.status_code = HTTPStatus.TOO_MANY_REQUESTS
    response.headers["Retry-After"] = str(seconds(retry_after))
    return response


def too_many(retry_after: timedelta) -> str:
    """Say that a network address did too much."""
    minutes = math.ceil(retry_after / timedelta(minutes=1))
    return ngettext(
        "Too many attempts came from your network. Try again in %(minutes)d minute.",
        "Too many attempts came from your network. Try again in %(minutes)d minutes.",
        minutes,
    ) % {"minutes": minutes}


def too_soon(retry_after: timedelta) -> str:
    """Say that a code was asked for a moment ago."""
    wait = seconds(retry_after)
    return ngettext(
        "You asked for a code a moment ago. You can ask for another in %(seconds)d second.",
        "You asked for a code a moment ago. You can ask for another in %(seconds)d seconds.",
        wait,
    ) % {"seconds": wait}


def seconds(wait: timedelta) -> int:
    """Return whole seconds, rounded up: who waits them is never too early."""
    return math.ceil(wait.total_seconds())
