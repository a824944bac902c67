"""The switch between the two languages of the desk and the account pages."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Language, User

DESK = "/admin/"


@require_POST
@login_required
def language(request: HttpRequest) -> HttpResponse:
    """Store the language that a signed-in user chose, and lead him back to where he was.

    `next` leads to pages of this host alone.
    """
    person = request.user
    assert isinstance(person, User)  # login_required saw to it
    chosen = request.POST.get("language", "")
    if chosen not in Language.values:
        return HttpResponseBadRequest(_("Choose Chinese or English."))
    User.objects.filter(pk=person.pk).update(language=chosen)
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(back if is_ours else DESK)
