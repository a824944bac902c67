"""Kept text: whatever stops a save, the words that were sent are on the page that says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.csrf import csrf_failure as django_csrf_failure

from articles.admin.content_form import ContentForm
from articles.admin.verb_form import VerbForm

MOST_ROWS = 30
CHARACTERS_A_ROW = 70  # about what a textarea shows in a line


@dataclass(frozen=True, slots=True)
class KeptField:
    """One field of the form as it was sent."""

    name: str
    label: str
    text: str

    @property
    def rows(self) -> int:
        """Lines that a textarea needs to show it."""
        lines = self.text.split("\n")
        return min(MOST_ROWS, sum(1 + len(line) // CHARACTERS_A_ROW for line in lines))


def kept_fields(posted: Mapping[str, str], names: Iterable[str] | None = None) -> list[KeptField]:
    """Return what was sent in the fields of an article's form, or in those named; not the empty."""
    fields = {**ContentForm.base_fields, **VerbForm.base_fields}
    wanted = fields if names is None else [name for name in fields if name in set(names)]
    return [
        KeptField(name=name, label=str(fields[name].label), text=posted[name])
        for name in wanted
        if posted.get(name, "").strip()
    ]


def has_text(request: HttpRequest) -> bool:
    """Whether a request brings words of an article's form."""
    return request.method == "POST" and "verb" in request.POST


def keep_text(request: HttpRequest, message: str | Promise, *, status: int = 403) -> HttpResponse:
    """Answer with the reason and everything that was sent, to be copied."""
    from articles.admin.site import site

    context = {
        **site.each_context(request),
        "title": _("Nothing was saved"),
        "message": message,
        "kept": kept_fields(request.POST.dict()),
    }
    return render(request, "admin/kept_text.html", context, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is old: after a new sign-in in another window, for example.

    Outside the desk the answer is Django's own.
    """
    if not request.path.startswith(reverse("admin:index")):
        return django_csrf_failure(request, reason=reason)
    return keep_text(
        request,
        _("This page was older than your present sign-in, so nothing was accepted from it."),
    )
