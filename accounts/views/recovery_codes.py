"""One's own recovery codes: how many are left, and a new sheet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.enrolment import renew_recovery_codes
from accounts.models import User
from accounts.next_page import home_of, next_page
from accounts.recovery_codes import codes_left
from accounts.requester import requester_of
from accounts.second_factor import has_second_factor
from accounts.see_other import see_other
from accounts.views.proved import proved_required


@require_http_methods(["GET", "HEAD", "POST"])
@proved_required
def recovery_codes(request: HttpRequest, user: User) -> HttpResponse:
    """Make a new sheet and show it, this once; the old one ends."""
    if not has_second_factor(user):
        return see_other("accounts:second-factor")
    if request.method == "POST":
        codes = renew_recovery_codes(user, requester_of(request))
        return sheet(request, user, codes, heading=_("Your new recovery codes"))
    return render(request, "accounts/recovery_codes.html", {"left": codes_left(user)})


def sheet(request: HttpRequest, user: User, codes: list[str], *, heading: str) -> HttpResponse:
    """Show recovery codes in the answer itself: nowhere else do they exist in clear."""
    context = {
        "heading": heading,
        "codes": codes,
        "account": user.email,
        "onward": next_page(request) or home_of(user),
    }
    return render(request, "accounts/recovery_codes_sheet.html", context)
