"""My kept text: what lost a race or a session. Only its owner sees it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from articles import editorial
from articles.admin.access import person
from articles.admin.kept_text import KeptField, article_of, keep_posted, keep_text, kept_fields
from articles.admin.restoring import KEPT
from articles.admin.whole_number import whole_number
from articles.models import Article, Autosave

SHOWN = 200  # of the newest; who has more deletes some


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A kept text with the article it was written in, as far as its owner may know it."""

    stored: Autosave
    article: Article | None

    @property
    def title(self) -> str:
        """Return the title as he had written it."""
        return self.stored.texts.get("title", "").strip() or _now("(no title yet)")

    @property
    def restore_address(self) -> str:
        """Where the text stands in its form again; nothing where he has no way there any more."""
        if self.article is not None:
            page = reverse("admin:articles_article_change", args=[self.article.pk])
        elif self.stored.article_id is None:
            page = reverse("admin:articles_article_add")
        else:
            return ""
        return f"{page}?{KEPT}={self.stored.pk}"

    def fields(self) -> list[KeptField]:
        """Return all that was written."""
        return kept_fields(self.stored.texts)


@require_http_methods(["GET", "HEAD", "POST"])
def list_kept(request: HttpRequest) -> HttpResponse:
    """List a person's kept texts; by POST keep what a page still held when he was signed out."""
    user = person(request)
    if request.method == "POST":
        why = _("You sent it from a page that could not be saved.")
        stored = keep_posted(request, article_of(request), why)
        if stored is None:
            return keep_text(request, _("There was no text to keep."), status=400)
        messages.success(request, _now("Your text is kept."))
        return HttpResponseRedirect(reverse("admin:kept_text", args=[stored.pk]))
    context = {"title": _("My kept text"), "lines": _lines(user)}
    return _page(request, "admin/kept/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def show_kept(request: HttpRequest, key: str) -> HttpResponse:
    """Show one kept text, or delete it by POST. Raises Http404 for what is not his."""
    user = person(request)
    number = whole_number(key)
    if number is None:
        raise Http404
    if request.method == "POST":
        if not editorial.kept_texts(user).filter(pk=number).exists():
            raise Http404
        editorial.forget_text(user, number)
        messages.success(request, _now("The kept text was deleted."))
        return HttpResponseRedirect(reverse("admin:kept"))
    line = next(iter(_lines(user, key=number)), None)
    if line is None:
        raise Http404
    return _page(request, "admin/kept/text.html", {"title": line.title, "line": line})


def _lines(user: User, key: int | None = None) -> list[KeptLine]:
    kept = editorial.kept_texts(user)
    rows = list(kept[:SHOWN] if key is None else kept.filter(pk=key))
    keys = {row.article_id for row in rows if row.article_id is not None}
    known = editorial.readable_by(user).in_bulk(keys) if keys else {}
    return [KeptLine(row, known.get(row.article_id)) for row in rows]


def _page(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    from articles.admin.site import site

    return render(request, template, {**site.each_context(request), **context})
