"""The page that begins an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Language, User
from articles import editorial
from articles.admin.article_page import groups, posted_texts
from articles.admin.content_form import ContentForm
from articles.admin.kept_text import PLACE, forget_saved, has_text, keep_posted, keep_text
from articles.admin.lifting import LIFT, lifted_form
from articles.admin.open_form import BEGINNING
from articles.admin.restoring import text_for_beginning
from articles.admin.verb_form import VerbForm
from articles.content import Content
from articles.editorial import Refused, Verb
from articles.models import Article, Autosave, Column, Kind


class PlaceForm(forms.Form):
    """Where a new article belongs; language and kind are never changed later."""

    column = forms.TypedChoiceField(label=_("Column"), coerce=int)
    language = forms.ChoiceField(
        label=_("Language"),
        choices=Language.choices,
        help_text=_("Can't be changed later."),
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Kind.choices,
        initial=Kind.NEWS,
        help_text=_("Can't be changed later."),
    )

    def __init__(self, columns: list[Column], posted: Mapping[str, str] | None = None) -> None:
        super().__init__(posted, label_suffix="")
        chosen = self.fields["column"]
        assert isinstance(chosen, forms.TypedChoiceField)
        chosen.choices = [(column.pk, str(column)) for column in columns]


def begin_article(request: HttpRequest, user: User) -> HttpResponse:
    """Show the empty form, or create what was written in it."""
    columns = {column.pk: column for column in editorial.columns_where(user, Verb.CREATE)}
    if not columns and has_text(request):
        return keep_text(request, _now("You have no role in any column (any more)."))
    if not columns:
        raise PermissionDenied
    if request.method != "POST":
        place = PlaceForm(list(columns.values()))
        place.initial["language"] = user.language
        stored = text_for_beginning(request, user)
        texts: dict[str, str] = stored.texts if stored else {}
        place.initial.update({name: texts[name] for name in PLACE if name in texts})
        form = ContentForm(start=Content(), language=user.language, user=user, shown=texts)
        return _page(request, place, form, VerbForm(), stored=stored)
    posted = request.POST.dict()
    is_lifting = posted.get("verb") == LIFT
    if is_lifting:
        changed, said = lifted_form(posted)
        posted.update(changed)
        messages.info(request, said)
    language = posted.get("language", "")
    place = PlaceForm(list(columns.values()), posted)
    form = ContentForm(
        start=Content(),
        language=language if language in Language.values else user.language,
        user=user,
        posted=posted_texts(posted),
    )
    note = VerbForm(posted)
    if is_lifting:
        return _page(request, place, form, note)
    # Each is asked, so that each shows its errors.
    if not all([place.is_valid(), form.is_valid(), note.is_valid()]):
        errors = [_now("Nothing was saved: mend what is marked below.")]
        return _page(request, place, form, note, errors)
    try:
        with transaction.atomic():
            article = editorial.create(
                form.content(),
                column=columns[place.cleaned_data["column"]],
                language=place.cleaned_data["language"],
                kind=Kind(place.cleaned_data["kind"]),
                actor=user,
                note=note.cleaned_data["note"],
            )
    except Refused as refusal:
        keep_posted(request, None, str(refusal))
        return _page(request, place, form, note, [str(refusal)], status=403)
    forget_saved(request)
    messages.success(request, _now("Begun as article %(number)s.") % {"number": article.number})
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))


def _page(
    request: HttpRequest,
    place: PlaceForm,
    form: ContentForm,
    verb_form: VerbForm,
    errors: list[str] | None = None,
    status: int = 200,
    stored: Autosave | None = None,
) -> HttpResponse:
    from articles.admin.site import site

    context: dict[str, Any] = {
        **site.each_context(request),
        "title": _("Begin an article"),
        "opts": Article._meta,
        "place": place,
        "groups": groups(form, tells_readers=False),
        "note": verb_form["note"],
        "errors": errors or [],
        "stored": stored,
        "autosave_address": reverse("admin:articles_article_autosave", args=[BEGINNING]),
    }
    return render(request, "admin/articles/article/new.html", context, status=status)
