"""The password once more, before a dangerous act."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.events import Kind, Outcome, record
from accounts.forms.confirm import ConfirmForm
from accounts.models import User
from accounts.next_page import home_of, next_page, with_next
from accounts.requester import Requester, requester_of
from accounts.second_factor import check_second_factor, has_second_factor
from accounts.see_other import SeeOther
from accounts.sessions import mark_fresh
from accounts.sign_in import confirm_password


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Take the password, and the second factor of whoever has one, and lead on to `next`."""
    user = request.user
    if not isinstance(user, User):
        return SeeOther(with_next("accounts:sign-in", next_page(request)))
    asks = has_second_factor(user)
    posted = request.POST if request.method == "POST" else None
    form = ConfirmForm(posted, asks_second_factor=asks)
    if form.is_valid():
        who = requester_of(request)
        if _is_right(form, user, who):
            mark_fresh(request, who.at, second_factor=asks)
            record(Kind.REAUTHENTICATION, Outcome.DONE, who=who, user=user)
            return SeeOther(next_page(request) or home_of(user))
        form.refuse()
    return render(request, "accounts/confirm.html", {"form": form, "next": next_page(request)})


def _is_right(form: ConfirmForm, user: User, who: Requester) -> bool:
    given = form.cleaned_data
    if not confirm_password(user, given["password"], who):
        return False
    # Only now: a code that was right is used up.
    return "second_factor" not in given or check_second_factor(user, given["second_factor"], who)
