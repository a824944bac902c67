"""Kept text: whatever stops a save, the words that were sent are on the page that says so.

Where it is known whose they are, they are stored for him as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.csrf import csrf_failure as django_csrf_failure

from accounts.models import User
from articles import editorial
from articles.admin.content_form import ContentForm
from articles.admin.verb_form import VerbForm
from articles.admin.whole_number import REVISION_DIGITS, whole_number
from articles.editorial import TooManyKept
from articles.models import Article, Autosave

MOST_ROWS = 30
CHARACTERS_A_ROW = 70  # about what a textarea shows in a line
PLACE = ("column", "language", "kind")
"""What a form that begins an article asks besides its words."""

STORED = "stored"
"""The field of a form with the key of the text that it stored."""


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


def texts_to_keep(posted: Mapping[str, str]) -> dict[str, str]:
    """Return the words of an article's form, of its buttons, and where it was to be begun."""
    names = (*ContentForm.base_fields, *VerbForm.base_fields, *PLACE)
    return {name: posted[name] for name in names if name in posted}


def has_text(request: HttpRequest) -> bool:
    """Whether a request brings words of an article's form."""
    return request.method == "POST" and "verb" in request.POST


def keep_posted(
    request: HttpRequest,
    article: int | None,
    why: str | Promise,
    *,
    texts: Mapping[str, str] | None = None,
    base: int | None = None,
) -> Autosave | None:
    """Store what was sent under the person's kept texts, and return it.

    `article` is a key. Nothing is stored for people whose work it never was to write, nor what
    says nothing.
    """
    user = request.user
    stored = texts_to_keep(request.POST.dict() if texts is None else texts)
    words = [text for name, text in stored.items() if name not in PLACE and text.strip()]
    if not (isinstance(user, User) and words and _writes(user)):
        return None
    if base is None:
        base = whole_number(request.POST.get("base", ""), REVISION_DIGITS)
    if article is None:
        base = None
    try:
        kept = editorial.keep(user, article, base=base, texts=stored, why=str(why))
    except TooManyKept:
        return None
    forget_saved(request)
    return kept


def forget_saved(request: HttpRequest, *, kept: bool = False) -> None:
    """Forget what this form stored while it was open: its words are in a safer place now.

    Also the text that was kept of it, with `kept`: when all of that is saved as well.
    """
    key = whole_number(request.POST.get(STORED, ""))
    if key is not None and isinstance(request.user, User):
        editorial.forget_text(request.user, key, kept=kept)


def keep_text(request: HttpRequest, message: str | Promise, *, status: int = 403) -> HttpResponse:
    """Answer with the reason and everything that was sent, to be copied.

    It is stored too, or the page has a button for that: for who has to sign in again before.
    """
    stored = keep_posted(request, article_of(request), message)
    return _show(request, message, stored, status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is old: after a new sign-in in another window, for example.

    Outside the desk the answer is Django's own. The words are stored only where the browser says
    that a page of ours sent them.
    """
    if not request.path.startswith(reverse("admin:index")):
        return django_csrf_failure(request, reason=reason)
    message = _("This page was older than your present sign-in, so nothing was accepted from it.")
    stored = None
    if has_text(request) and _is_own_page(request):
        stored = keep_posted(request, article_of(request), message)
    return _show(request, message, stored, 403)


def _show(
    request: HttpRequest, message: str | Promise, stored: Autosave | None, status: int
) -> HttpResponse:
    from articles.admin.site import site

    posted = request.POST.dict()
    article = article_of(request)
    context = {
        **site.each_context(request),
        "title": _("Nothing was saved"),
        "message": message,
        "kept": kept_fields(posted),
        "stored": stored,
        "sent": sorted(texts_to_keep(posted).items()),
        "article_key": article or "",
        "base": posted.get("base", ""),
    }
    return render(request, "admin/kept_text.html", context, status=status)


def _writes(user: User) -> bool:
    """Whether it is somebody of the desk, or was: what others send is no work that got lost."""
    return user.is_active and (user.is_staff or user.revisions.exists())


def article_of(request: HttpRequest) -> int | None:
    """Return the key of the article whose form was sent, if there is such an article."""
    try:
        found = resolve(request.path_info)
    except Resolver404:
        return None
    if (found.url_name or "").startswith("articles_article_"):
        key = str(found.kwargs.get("object_id", ""))
    else:
        key = request.POST.get("article", "")
    number = whole_number(key)
    if number is None or not Article.objects.filter(pk=number).exists():
        return None
    return number


def _is_own_page(request: HttpRequest) -> bool:
    origin = urlsplit(request.headers.get("Origin", ""))
    return bool(origin.netloc) and origin.netloc == request.get_host()
