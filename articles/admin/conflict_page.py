"""The page that asks what is to be saved where two people changed the same place."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.admin.conflict import Conflict, saved_meanwhile
from articles.admin.content_form import ContentForm
from articles.admin.verb_form import VerbForm
from articles.models import Article

CONFLICT = 409


def conflict_page(
    request: HttpRequest,
    article: Article,
    conflict: Conflict,
    form: ContentForm,
    verb_form: VerbForm,
    stored: str,
) -> HttpResponse:
    """Show both texts of every place, with all of one's own words in the form that answers.

    `stored` is the key of his kept text, which goes with the form.
    """
    from articles.admin.site import site

    errors = [saved_meanwhile(conflict.head)]
    if any(choice.error for choice in conflict.choices):
        errors = [_("Nothing was saved yet: something is to be picked below.")]
    sent = {**form.data, "note": verb_form.data.get("note", "")}
    clashing = {choice.key.partition("-")[0] for choice in conflict.choices}
    context = {
        **site.each_context(request),
        "title": _("Both of you changed the same place"),
        "opts": Article._meta,
        "article": article,
        "conflict": conflict,
        "errors": errors,
        "sent": [(name, sent[name]) for name in (*form.fields, "note")],
        "clashing": ",".join(sorted(clashing)),
        "stored": stored,
    }
    return render(request, "admin/articles/article/conflict.html", context, status=CONFLICT)
