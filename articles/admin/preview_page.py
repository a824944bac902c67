"""Previews at the desk: a revision as readers will see it, and the links that share it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from accounts.models import User
from articles import editorial
from articles.admin.article_history import revision_number
from articles.admin.article_page import find_article, find_dossier
from articles.admin.proof import render_proof
from articles.admin.whole_number import whole_number
from articles.editorial import LIFETIMES, Dossier, Refused, SharedLink, Verb
from articles.models import Article, PreviewLink, Revision

BAD_REQUEST = 400
FORBIDDEN = 403

MOST_LINKS = 50  # shown, the newest first


@dataclass(frozen=True, slots=True)
class Width:
    """A kind of screen; sizes of its frame in CSS pixels."""

    name: str | Promise
    width: int
    height: int


WIDTHS = (
    Width(gettext_lazy("Telephone"), 320, 568),
    Width(gettext_lazy("Tablet"), 768, 900),
    Width(gettext_lazy("Desktop"), 1280, 900),
)
"""Around the widths at which the readers' stylesheet changes its layout."""

SCHEMES = {"light": gettext_lazy("Light"), "dark": gettext_lazy("Dark")}
DEVICE = "device"
"""In an address in the place of a scheme: the one of whoever looks."""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link that was shared, and how it stands."""

    link: PreviewLink
    state: str
    is_open: bool


@require_safe
def show_newest(request: HttpRequest, user: User, key: str) -> HttpResponse:
    """Lead to the preview of the revision that was chosen, else of the newest one."""
    article = find_article(user, key)
    chosen = request.GET.get("revision", "")
    head = article.head.number if article.head else 0
    number = revision_number(chosen) if chosen else head
    return HttpResponseRedirect(_address(article, number))


@require_safe
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": ["'self'"]})  # type: ignore[arg-type] # knows one argument only
def show_frame(
    request: HttpRequest, user: User, key: str, number: str, scheme: str
) -> HttpResponse:
    """Show a revision as readers will see it; the desk's own pages may frame it."""
    article = find_dossier(user, key, Verb.PREVIEW).article
    revision = _revision(article, number)
    if scheme not in SCHEMES and scheme != DEVICE:
        raise Http404
    forced = scheme if scheme in SCHEMES else ""
    return render_proof("preview/frame.html", article, revision, now(), scheme=forced)


@csp_replace({"frame-src": ["'self'"]})  # type: ignore[arg-type] # likewise
def show_preview(request: HttpRequest, user: User, key: str, number: str) -> HttpResponse:
    """Show a revision at all widths in both schemes with its links, or answer a button there."""
    dossier = find_dossier(user, key)
    page = PreviewPage(request, user, dossier, _revision(dossier.article, number))
    return page.pressed() if request.method == "POST" else page.response()


@dataclass
class PreviewPage:
    """The page of one revision."""

    request: HttpRequest
    user: User
    dossier: Dossier
    revision: Revision

    @property
    def article(self) -> Article:
        """The article that the revision is of."""
        return self.dossier.article

    def pressed(self) -> HttpResponse:
        """Make a link to this revision, or revoke one of the article's."""
        post = self.request.POST
        try:
            match post.get("verb"):
                case Verb.SHARE:
                    return self._share(post.get("hours", ""))
                case Verb.UNSHARE:
                    return self._unshare(post.get("link", ""))
        except Refused as refusal:
            return self.response(FORBIDDEN, error=str(refusal))
        error = _("The form came without its button.")
        return self.response(BAD_REQUEST, error=error)

    @sensitive_variables("made")
    def response(
        self, status: int = 200, *, error: str = "", made: SharedLink | None = None
    ) -> HttpResponse:
        """Return the page; the address of a new link stands on this one answer alone."""
        from articles.admin.site import site

        dossier = self.dossier
        preview = dossier.answer(self.user, Verb.PREVIEW)
        share = dossier.answer(self.user, Verb.SHARE)
        if not preview:
            status = FORBIDDEN
        context = {
            **site.each_context(self.request),
            "title": _("Article %(number)s: preview of revision %(revision)s")
            % {"number": self.article.number, "revision": self.revision.number},
            "opts": Article._meta,
            "article": self.article,
            "revision": self.revision,
            "widths": WIDTHS,
            "frames": [(name, self._frame_address(scheme)) for scheme, name in SCHEMES.items()],
            "refusal": "" if preview else str(preview),
            "share_refusal": "" if share else str(share),
            "may_unshare": bool(dossier.answer(self.user, Verb.UNSHARE)),
            "hours": [_hours(each) for each in LIFETIMES],
            "usual_hours": 24,
            "links": list(_rows(self.article, dossier.at)),
            "most": MOST_LINKS,
            "made": made,
            "made_address": _shared_address(made.token) if made else "",
            "errors": [error] if error else [],
        }
        return render(self.request, "admin/articles/article/preview.html", context, status=status)

    def _frame_address(self, scheme: str) -> str:
        where = [self.article.pk, self.revision.number, scheme]
        return reverse("admin:articles_article_preview_frame", args=where)

    @sensitive_variables("made")
    def _share(self, hours: str) -> HttpResponse:
        known = {str(_hours(each)): each for each in LIFETIMES}
        made = editorial.share(
            self.article,
            actor=self.user,
            number=self.revision.number,
            lifetime=known.get(hours, timedelta()),
        )
        # No redirect: the token would have to be stored somewhere on the way.
        return self.response(made=made)

    def _unshare(self, link: str) -> HttpResponse:
        event = editorial.unshare(self.article, actor=self.user, link=whole_number(link) or 0)
        if event is None:
            messages.success(self.request, _("The link was over already."))
        else:
            messages.success(self.request, _("The link is revoked: it leads nowhere any more."))
        return HttpResponseRedirect(_address(self.article, self.revision.number))


def _revision(article: Article, number: str) -> Revision:
    """Return a revision of the article; raises Http404 where it has none with this number."""
    wanted = revision_number(number)
    revision = article.revisions.select_related("author").filter(number=wanted).first()
    if revision is None:
        raise Http404
    return revision


def _rows(article: Article, at: datetime) -> Iterator[LinkRow]:
    for link in editorial.links_to(article)[:MOST_LINKS]:
        if link.revoked_at is not None:
            state = _("was revoked")
        elif link.expires_at <= at:
            state = _("has expired")
        else:
            state = _("still good")
        yield LinkRow(link, state, link.revoked_at is None and link.expires_at > at)


def _hours(lifetime: timedelta) -> int:
    return int(lifetime.total_seconds()) // 3600


def _address(article: Article, number: int) -> str:
    return reverse("admin:articles_article_preview", args=[article.pk, number])


@sensitive_variables("token")
def _shared_address(token: str) -> str:
    return settings.SITE_URL + reverse("preview", args=[token])
