"""The page of a standing page: its form, its preview, and what was done to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import User
from articles import editorial
from articles.admin.standing_page_form import PageForm, typed_body
from articles.admin.whole_number import REVISION_DIGITS, whole_number
from articles.editorial import Refused, Stale, Verb
from articles.models import Event, Page
from articles.reader.navigation import other_language, page_address
from articles.reader.public_page import render_page
from articles.reader.views.page import facts

BAD_REQUEST = 400
FORBIDDEN = 403
CONFLICT = 409

MOST_EVENTS: Final = 50  # shown, the newest first; the log has all of them


@dataclass
class PageScreen:
    """A standing page at the desk, stored or still to be made."""

    request: HttpRequest
    user: User
    page: Page

    def pressed(self) -> HttpResponse:
        """Save or preview what was written; whatever stops it, the words stay in the form."""
        verb = self.request.POST.get("verb", "")
        base = whole_number(self.request.POST.get("base", ""), REVISION_DIGITS)
        form = PageForm(self.page, self.request.POST.dict())
        if verb not in (Verb.EDIT_PAGE, Verb.PREVIEW) or base is None:
            return self.response(BAD_REQUEST, form, [_("The form came without its button.")])
        if not form.is_valid():
            return self.response(200, form, [_("Nothing was saved: mend what is marked below.")])
        if verb == Verb.PREVIEW:
            return self._preview(form.written())
        return self._save(form, base)

    def response(
        self,
        status: int = 200,
        form: PageForm | None = None,
        errors: Iterable[str] = (),
        stored: Page | None = None,
    ) -> HttpResponse:
        """Return the page; `stored` is what somebody else saved while this form was open."""
        from articles.admin.site import site

        form = form or PageForm(self.page)
        answer = editorial.can(self.user, Verb.EDIT_PAGE, self.page)
        is_new = self.page.pk is None
        context: dict[str, Any] = {
            **site.each_context(self.request),
            "title": _("New standing page") if is_new else str(self.page),
            "opts": Page._meta,
            "page": self.page,
            "is_new": is_new,
            "address": "" if is_new else page_address(self.page.slug, self.page.language),
            "form": form,
            "base": editorial.newest_event(self.page),
            "refusal": "" if answer else str(answer),
            "errors": list(errors),
            "stored": stored,
            "stored_body": typed_body(stored.body) if stored else "",
            "events": [] if is_new else [_shown(event, form) for event in _events(self.page)],
            "most": MOST_EVENTS,
        }
        return render(self.request, "admin/articles/page/page.html", context, status=status)

    def _save(self, form: PageForm, base: int) -> HttpResponse:
        page = form.written()
        try:
            with transaction.atomic():
                event = editorial.edit_page(
                    page, actor=self.user, reason=form.cleaned_data["reason"], base=base
                )
        except Stale:
            errors = [
                _(
                    "Somebody else saved this page while you were writing; nothing of yours was "
                    "saved. What is stored now stands below your words: saving again puts yours "
                    "in its place."
                )
            ]
            return self.response(CONFLICT, form, errors, Page.objects.get(pk=page.pk))
        except Refused as refusal:
            return self.response(FORBIDDEN, form, [str(refusal)])
        if event is None:
            messages.success(self.request, _("Nothing had changed, so nothing was written."))
        elif page.is_published:
            messages.success(self.request, _("Saved: readers have it."))
        else:
            messages.success(self.request, _("Saved: readers do not have it."))
        return HttpResponseRedirect(reverse("admin:articles_page_change", args=[page.pk]))

    def _preview(self, page: Page) -> HttpResponse:
        """Show what was written as readers would get it; nothing is stored."""
        page.changed_at = at = now()
        other = other_language(page.language)
        others = Page.objects.filter(slug=page.slug, language=other, is_published=True)
        context = facts(page, page_address(page.slug, other) if others.exists() else "", at)
        return render_page("preview/page.html", context, language=page.language)


def _events(page: Page) -> Iterable[Event]:
    return Event.objects.filter(page=page).order_by("-number")[:MOST_EVENTS]


def _shown(event: Event, form: PageForm) -> dict[str, Any]:
    return {"event": event, "fields": form.labels(event.data)}
