"""The list, and the page that puts an article on it. Both work without JavaScript.

A public page is the same for everybody, so it can't hold a form: its link leads to `add`, which
asks to sign in first where need be.
"""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.see_other import SeeOther, see_other
from articles.models import Article, SavedArticle
from articles.reader.parameters import only_number
from articles.saved.lists import saved_page


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def saved(request: HttpRequest) -> HttpResponse:
    """Show the reader's list; POST takes the article `remove` off it, and shows it again.

    Both at one address, so that whoever has to sign in first comes back to a page.
    """
    user = _reader(request)
    if request.method == "POST":
        number = only_number(request.POST, "remove")
        if number is None:
            raise Http404("No article is named.")
        SavedArticle.objects.filter(user=user, article__number=number).delete()
        messages.success(request, _("Taken off your list."))
        return SeeOther(request.get_full_path())
    before = only_number(request.GET, "before") or 0
    return render(
        request,
        "saved/list.html",
        {"page": saved_page(user, now(), before=before), "is_first": not before},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add(request: HttpRequest, number: int) -> HttpResponse:
    """Show an article's title and a button; POST puts it on the reader's list."""
    user, at = _reader(request), now()
    article = get_object_or_404(Article.objects.visible(at), number=number)
    if request.method == "POST":
        # Twice is once: the unique constraint decides, also between two windows.
        SavedArticle.objects.get_or_create(user=user, article=article, defaults={"at": at})
        messages.success(request, _("Saved."))
        return see_other("saved:list")
    is_saved = SavedArticle.objects.filter(user=user, article=article).exists()
    return render(request, "saved/add.html", {"article": article, "is_saved": is_saved})


def _reader(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # login_required saw to it
    return request.user
