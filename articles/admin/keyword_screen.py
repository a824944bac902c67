"""The page of a keyword: its names, what takes it over, and what was done to it."""

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
from articles.admin.article_history import verb_label
from articles.admin.keyword_form import KeywordForm, MergeForm
from articles.admin.whole_number import REVISION_DIGITS, whole_number
from articles.editorial import Refused, Stale, Verb
from articles.models import Event, Keyword, KeywordAlias, KeywordUse
from articles.reader.navigation import keywords_with_page
from articles.text.keys import name_key

BAD_REQUEST = 400
FORBIDDEN = 403
CONFLICT = 409

MOST_EVENTS: Final = 50  # shown, the newest first; the log has all of them


@dataclass
class KeywordScreen:
    """One keyword at the desk."""

    request: HttpRequest
    user: User
    keyword: Keyword

    def pressed(self) -> HttpResponse:
        """Save or merge; whatever stops it, what was written stays on the page."""
        sent = self.request.POST.dict()
        base = whole_number(sent.get("base", ""), REVISION_DIGITS)
        verb = sent.get("verb")
        if verb == Verb.EDIT_KEYWORD and base is not None:
            return self._edit(self._form(sent), base)
        if verb == Verb.MERGE_KEYWORD and base is not None:
            return self._merge(MergeForm(self.keyword.language, sent), base)
        errors = [_("The form came without its button.")]
        return self.response(BAD_REQUEST, self._form(sent), errors=errors)

    def response(
        self,
        status: int = 200,
        form: KeywordForm | None = None,
        merge_form: MergeForm | None = None,
        errors: Iterable[str] = (),
    ) -> HttpResponse:
        """Return the page."""
        from articles.admin.site import site

        keyword = self.keyword
        form = form or self._form()
        answer = editorial.can(self.user, Verb.EDIT_KEYWORD, keyword)
        has_page = keywords_with_page(now()).filter(pk=keyword.pk).exists()
        context: dict[str, Any] = {
            **site.each_context(self.request),
            "title": str(keyword),
            "opts": Keyword._meta,
            "keyword": keyword,
            "address": keyword.get_absolute_url() if has_page else "",
            "articles": KeywordUse.objects.filter(tag=keyword).count(),
            "former": list(keyword.former_slugs.order_by("slug")),
            "merged": list(keyword.merged.order_by("name")),
            "form": form,
            "merge_form": merge_form or MergeForm(keyword.language),
            "base": editorial.newest_event(keyword),
            "refusal": "" if answer else str(answer),
            "errors": list(errors),
            "events": [self._shown(event, form) for event in self._events()],
            "most": MOST_EVENTS,
        }
        return render(self.request, "admin/articles/keyword/keyword.html", context, status=status)

    def _form(self, posted: dict[str, str] | None = None) -> KeywordForm:
        facts = editorial.keyword_facts(self.keyword)
        return KeywordForm(facts, self.keyword.language, posted)

    def _edit(self, form: KeywordForm, base: int) -> HttpResponse:
        if not form.is_valid():
            return self.response(200, form, errors=[_unmended()])
        try:
            with transaction.atomic():
                event = editorial.edit_keyword(
                    self.keyword,
                    form.facts(),
                    actor=self.user,
                    reason=form.cleaned_data["reason"],
                    base=base,
                )
        except Stale:
            return self.response(CONFLICT, form, errors=[_changed_meanwhile()])
        except Refused as refusal:
            return self.response(FORBIDDEN, form, errors=[str(refusal)])
        if event is None:
            said = _("Nothing had changed, so nothing was written.")
        else:
            said = _("Saved: readers have it.")
        messages.success(self.request, said)
        return HttpResponseRedirect(_address(self.keyword))

    def _merge(self, form: MergeForm, base: int) -> HttpResponse:
        if not form.is_valid():
            return self.response(200, merge_form=form, errors=[_unmended()])
        into = self._named(form.cleaned_data["into"])
        if into is None:
            form.add_error("into", _("There is no keyword of this name in this language."))
            return self.response(200, merge_form=form, errors=[_unmended()])
        try:
            with transaction.atomic():
                event = editorial.merge_keyword(
                    self.keyword,
                    into,
                    actor=self.user,
                    reason=form.cleaned_data["reason"],
                    base=base,
                )
        except Stale:
            return self.response(CONFLICT, merge_form=form, errors=[_changed_meanwhile()])
        except Refused as refusal:
            return self.response(FORBIDDEN, merge_form=form, errors=[str(refusal)])
        said = _("Merged: “%(name)s” took over %(count)s articles.")
        messages.success(self.request, said % {"name": into, "count": event.data["articles"]})
        return HttpResponseRedirect(_address(into))

    def _named(self, name: str) -> Keyword | None:
        aliases = KeywordAlias.objects.filter(
            language=self.keyword.language, name_key=name_key(name)
        )
        alias = aliases.select_related("keyword").first()
        return alias.keyword if alias else None

    def _events(self) -> Iterable[Event]:
        return Event.objects.filter(keyword=self.keyword).order_by("-number")[:MOST_EVENTS]

    def _shown(self, event: Event, form: KeywordForm) -> dict[str, Any]:
        return {"event": event, "fields": form.labels(event.data) or [verb_label(event.verb)]}


def _address(keyword: Keyword) -> str:
    return reverse("admin:articles_keyword_change", args=[keyword.pk])


def _unmended() -> str:
    return _("Nothing was saved: mend what is marked below.")


def _changed_meanwhile() -> str:
    return _(
        "Somebody else changed this keyword while you were writing; nothing of yours was saved. "
        "Your words stand below: compare them with the history, and save again."
    )
