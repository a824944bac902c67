"""The switch between the two languages of the desk and the account pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Language, User
from accounts.next_page import home_of, next_page, with_next
from accounts.see_other import SeeOther


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Store the language that a signed-in user chose, and lead him back to where he was."""
    person = request.user
    if not isinstance(person, User):
        # Signed out meanwhile: back here by GET would be an error.
        return SeeOther(with_next("accounts:sign-in", next_page(request)))
    chosen = request.POST.get("language", "")
    if chosen not in Language.values:
        return HttpResponseBadRequest(_("Choose Chinese or English."))
    User.objects.filter(pk=person.pk).update(language=chosen)
    return SeeOther(next_page(request) or home_of(person))
