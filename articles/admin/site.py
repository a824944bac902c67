"""The desk: an admin site of our own, with nothing on it that we did not put there."""

from __future__ import annotations

from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from accounts.audit import failed_mails
from accounts.next_page import next_page, with_next
from accounts.second_factor import satisfied
from accounts.views.sign_out import sign_out
from articles.admin.access import has_role, is_administrator, leads_a_column
from articles.admin.dashboard import dashboard
from articles.admin.home_places import missing_places
from articles.admin.kept_page import list_kept, show_kept
from articles.admin.kept_text import has_text, keep_text

CLOSED_ADDRESSES = frozenset(
    {
        # It would lead from any key of any table to a page, and so tell what exists.
        "view_on_site",
        # Accounts have a page for it.
        "password_change_done",
    }
)


class Desk(AdminSite):
    """The editors' screens; who may do what on them is asked of `editorial.can`."""

    site_title = _("Seetao desk")
    site_header = _("Seetao desk")
    index_title = _("Desk")
    # The lists need the width; the index has the same links.
    enable_nav_sidebar = False
    empty_value_display = "–"

    def get_urls(self) -> list[Any]:
        """Return the stock addresses without the closed ones, and those of kept texts."""
        addresses: list[URLPattern | URLResolver] = super().get_urls()
        return [
            path("kept/", self.admin_view(list_kept), name="kept"),
            path("kept/<str:key>/", self.admin_view(show_kept), name="kept_text"),
            *(each for each in addresses if getattr(each, "name", None) not in CLOSED_ADDRESSES),
        ]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Let people of the desk in; whoever may not enter any more gets his text back."""
        guarded = super().admin_view(view, cacheable)

        def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if super(Desk, self).has_permission(request) and not satisfied(request):
                return self._ask_second_factor(request)
            if has_text(request) and not self.has_permission(request):
                return keep_text(
                    request,
                    _("You are signed out, or your account may not open the desk any more."),
                )
            response: HttpResponseBase = guarded(request, *args, **kwargs)
            return response

        return update_wrapper(keeping, guarded)

    def has_permission(self, request: HttpRequest) -> bool:
        """Let staff in whose session gave all the factors that it needs."""
        return super().has_permission(request) and satisfied(request)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseRedirect:
        """Lead to the one page for signing in: the house has one door, and one count of tries."""
        onward = next_page(request) or reverse("admin:index")
        return HttpResponseRedirect(with_next("accounts:sign-in", onward))

    def logout(  # type: ignore[override]  # likewise
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Sign out like everybody else."""
        return sign_out(request)

    def password_change(  # type: ignore[override]  # the stock says it shows a page
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseRedirect:
        """Lead to the one page for it, which counts wrong passwords and tells the owner."""
        return HttpResponseRedirect(reverse("accounts:change-password"))

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show what waits, and the ways into the desk."""
        administers = is_administrator(request)
        context = {
            "works_for_columns": has_role(request),
            "board": dashboard(request) if has_role(request) else None,
            "administers": administers,
            "failed_mails": failed_mails(now()) if administers else 0,
            "missing_places": missing_places(now()) if leads_a_column(request) else [],
            **(extra_context or {}),
        }
        return super().index(request, context)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Refuse: no form here uses it, and it would list titles across columns."""
        raise PermissionDenied

    def _ask_second_factor(self, request: HttpRequest) -> HttpResponse:
        if has_text(request):
            return keep_text(request, _("First set up your second factor, or sign in with it."))
        path = request.get_full_path() if request.method == "GET" else ""
        return HttpResponseRedirect(with_next("accounts:second-factor", path))


site = Desk(name="admin")
