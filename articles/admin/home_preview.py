"""Previews of a home page at the desk: as it will stand at a moment, or with one more placement."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from csp.decorators import csp_replace
from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from accounts.models import Language, User
from articles import editorial
from articles.admin.moment_field import MomentField, typed_form, zone_label
from articles.admin.preview_page import DEVICE, SCHEMES, WIDTHS
from articles.models import Article, Placement, Slot
from articles.reader.banner import banner_link
from articles.reader.listing import listing_or_404
from articles.reader.navigation import home_address
from articles.reader.public_page import render_page
from articles.reader.views.home import facts

FRAME: Final = "admin:articles_placement_preview_frame"


class MomentForm(forms.Form):
    """At which moment the home page is to be seen."""

    at = MomentField(label=gettext_lazy("As it will stand at"))

    def clean_at(self) -> datetime | None:
        """Refuse what is past: articles are shown as they are now, so it would be untrue."""
        moment: datetime | None = self.cleaned_data["at"]
        if moment is not None and moment <= now():
            raise forms.ValidationError(_("That moment is past: choose one that is still to come."))
        return moment


@csp_replace({"frame-src": ["'self'"]})  # type: ignore[arg-type] # knows one argument only
@require_safe
def show_home_preview(request: HttpRequest, user: User, language: str) -> HttpResponse:
    """Show the home page at all widths in both schemes, now or at a moment to come."""
    from articles.admin.site import site

    form = MomentForm(request.GET if "at" in request.GET else None, label_suffix="")
    form.fields["at"].help_text = " ".join(
        [
            _("Leave it empty for now."),
            _("In the site's time: %(zone)s.") % {"zone": zone_label()},
        ]
    )
    moment = form.cleaned_data["at"] if form.is_valid() else None
    context = {
        **site.each_context(request),
        "title": _("Home page: %(language)s, preview") % {"language": Language(language).label},
        "opts": Placement._meta,
        "form": form,
        "language": language,
        "moment": moment,
        "errors": [_("Nothing is shown: mend what is marked below.")] if form.errors else [],
        "widths": WIDTHS,
        "frames": [
            (name, _frame_address(language, moment, scheme)) for scheme, name in SCHEMES.items()
        ],
    }
    return render(request, "admin/articles/placement/preview.html", context)


@require_safe
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": ["'self'"]})  # type: ignore[arg-type] # likewise
def show_home_frame(request: HttpRequest, user: User, language: str) -> HttpResponse:
    """Show the home page as readers will have it; the desk's own pages may frame it."""
    scheme = request.GET.get("scheme", DEVICE)
    form = MomentForm(request.GET)
    if not form.is_valid() or (scheme not in SCHEMES and scheme != DEVICE):
        raise Http404
    forced = scheme if scheme in SCHEMES else ""
    return preview_of(user, language, form.cleaned_data["at"] or now(), scheme=forced)


def preview_of(
    user: User,
    language: str,
    at: datetime,
    *,
    proposal: Placement | None = None,
    scheme: str = "",
) -> HttpResponse:
    """Render the home page as it will stand at `at`, with a placement that is not stored.

    Without articles that neither readers nor the person's columns have now.
    """
    known = editorial.known_to(user, now())
    articles = Article.objects.visible(at).filter(known, language=language)
    listing = listing_or_404(articles.for_cards(), QueryDict(), home_address(language))
    proposed, banner = {}, None
    if proposal is not None:
        article = articles.for_cards().filter(pk=proposal.article_id).first()
        if article is not None and proposal.slot == Slot.BANNER:
            banner = banner_link(proposal.text, article.number)
        elif article is not None:
            proposed = {(proposal.slot, proposal.position): article}
    context: dict[str, Any] = facts(language, articles, listing, at, proposed)
    if banner is not None:
        context["frame"] = context["frame"]._replace(banner=banner)
    return render_page("preview/home.html", {**context, "scheme": scheme}, language=language)


def _frame_address(language: str, moment: datetime | None, scheme: str) -> str:
    asked = {"language": language, "at": typed_form(moment), "scheme": scheme}
    return f"{reverse(FRAME)}?{urlencode(asked)}"
