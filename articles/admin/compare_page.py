"""Any two revisions side by side; from here one goes back to a revision, or names it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from articles import editorial
from articles.admin.article_history import pin_name, revision_number
from articles.admin.article_page import find_dossier
from articles.admin.content_comparison import amount_between, compare_contents
from articles.admin.content_names import names_in
from articles.admin.kept_text import keep_text
from articles.content import Content
from articles.editorial import Dossier, Refused, Stale, Verb
from articles.models import Article, Revision
from articles.models.pin import LONGEST_NAME
from articles.models.revision import LONGEST_NOTE

FORBIDDEN = 403
CONFLICT = 409

NOTHING = 0
"""Stands for no revision in an address: what follows is compared with an empty article."""


@require_safe
def choose_comparison(request: HttpRequest, user: User, key: str) -> HttpResponse:
    """Lead from the choice on the history page to the page of the comparison."""
    article = find_dossier(user, key, Verb.COMPARE).article
    before = revision_number(request.GET.get("before", ""))
    after = revision_number(request.GET.get("after", ""))
    return HttpResponseRedirect(_address(article, before, after))


def show_comparison(
    request: HttpRequest, user: User, key: str, before: str, after: str
) -> HttpResponse:
    """Compare two revisions of an article that the user may view, or answer a button there."""
    numbers = revision_number(before), revision_number(after)
    try:
        dossier = find_dossier(user, key, Verb.COMPARE)
    except Http404:
        if request.method != "POST" or "verb" not in request.POST:
            raise
        # The same answer whether it exists or not; his own words are all that it shows.
        return keep_text(request, _("You have no role in this article's column (any more)."))
    sides = (_side(dossier.article, number) for number in numbers)
    page = Comparison(request, user, dossier, *sides)
    return page.pressed() if request.method == "POST" else page.response()


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: a revision with its content, or nothing."""

    number: int
    content: Content
    revision: Revision | None = None

    @property
    def name(self) -> str:
        """The name that somebody gave to it."""
        return pin_name(self.revision) if self.revision else ""


@dataclass
class Comparison:
    """The page of two revisions."""

    request: HttpRequest
    user: User
    dossier: Dossier
    before: Side
    after: Side

    @property
    def article(self) -> Article:
        """The article whose revisions they are."""
        return self.dossier.article

    def pressed(self) -> HttpResponse:
        """Answer a button: go back to one of the two, or name it."""
        post = self.request.POST
        number, note, name = (post.get(field, "") for field in ("revision", "note", "name"))
        if number not in self._numbers():
            return self._unknown_button()
        match post.get("verb"):
            case Verb.REVERT:
                return self._revert(int(number), note)
            case Verb.PIN:
                return self._pin(int(number), name)
        return self._unknown_button()

    def response(
        self, status: int = 200, error: str = "", typed: dict[str, str] | None = None
    ) -> HttpResponse:
        """Return the page."""
        from articles.admin.site import site

        before, after = self.before, self.after
        names = names_in(
            (before.content, after.content), user=self.user, language=self.article.language
        )
        fields = compare_contents(before.content, after.content, names)
        dossier = self.dossier
        revert = dossier.answer(self.user, Verb.REVERT)
        context = {
            **site.each_context(self.request),
            "title": _("Article %(number)s: what changed") % {"number": self.article.number},
            "opts": Article._meta,
            "article": self.article,
            "before": before,
            "after": after,
            "amount": amount_between(before.content, after.content),
            "changed": [field for field in fields if not field.is_same],
            "unchanged": [field.label for field in fields if field.is_same],
            "sides": self._sides(),
            "head": dossier.head,
            "revert_refusal": "" if revert else str(revert),
            "may_pin": bool(dossier.answer(self.user, Verb.PIN)),
            "longest_name": LONGEST_NAME,
            "longest_note": LONGEST_NOTE,
            "typed": typed or {},
            "errors": [error] if error else [],
        }
        return render(self.request, "admin/articles/article/compare.html", context, status=status)

    def _sides(self) -> list[Side]:
        """Return the revisions among the two, each once."""
        both = {side.number: side for side in (self.before, self.after) if side.revision}
        return list(both.values())

    def _numbers(self) -> set[str]:
        return {str(side.number) for side in self._sides()}

    def _revert(self, number: int, note: str) -> HttpResponse:
        base = self.request.POST.get("base", "")
        if len(note) > LONGEST_NOTE or "\x00" in note:
            return self.response(
                error=_("A note has at most %(most)s characters.") % {"most": LONGEST_NOTE},
                typed={"note": note},
            )
        try:
            revision = editorial.revert(
                self.article,
                actor=self.user,
                base=revision_number(base),
                to=number,
                note=note,
            )
        except Stale:
            return self._again(
                _("It changed while you looked: nothing was done. Look at it once more."),
                CONFLICT,
                note,
            )
        except Refused as refusal:
            return self._again(str(refusal), FORBIDDEN, note)
        if revision is None:
            self._say(_("Nothing had changed, so no revision was made."))
        else:
            self._say(
                _("Revision %(new)s is a new draft with the words of revision %(old)s.")
                % {"new": revision.number, "old": number}
            )
        address = reverse("admin:articles_article_change", args=[self.article.pk])
        return HttpResponseRedirect(address)

    def _pin(self, number: int, name: str) -> HttpResponse:
        try:
            event = editorial.pin(self.article, actor=self.user, number=number, name=name)
        except Refused as refusal:
            return self._again(str(refusal), FORBIDDEN)
        if event is None:
            self._say(_("The name is as it was."))
        elif name.strip():
            self._say(_("The revision has a name now; the history shows it first."))
        else:
            self._say(_("The revision has no name any more."))
        return HttpResponseRedirect(_address(self.article, self.before.number, self.after.number))

    def _again(self, error: str, status: int, note: str = "") -> HttpResponse:
        """Show the page as it is now; the right to it may be gone as well."""
        try:
            self.dossier = find_dossier(self.user, str(self.article.pk), Verb.COMPARE)
        except Http404:
            return keep_text(self.request, error)
        return self.response(status, error, {"note": note})

    def _unknown_button(self) -> HttpResponse:
        message = _("The form came without its button or without the revision it is about.")
        return keep_text(self.request, message, status=400)

    def _say(self, text: str) -> None:
        messages.success(self.request, text)


def _side(article: Article, number: int) -> Side:
    if number == NOTHING:
        return Side(NOTHING, Content())
    revision = article.revisions.select_related("author", "pin").filter(number=number).first()
    if revision is None:
        raise Http404
    return Side(number, revision.content, revision)


def _address(article: Article, before: int, after: int) -> str:
    return reverse("admin:articles_article_compare", args=[article.pk, before, after])
