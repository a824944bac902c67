"""The desk: an admin site of our own, with nothing on it that we did not put there."""

from __future__ import annotations

from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext_lazy as _

from articles.admin.access import has_role
from articles.admin.kept_text import has_text, keep_text

CLOSED_ADDRESSES = frozenset({"view_on_site"})
"""It would lead from any key of any table to a page, and so tell what exists."""


class Desk(AdminSite):
    """The editors' screens; who may do what on them is asked of `editorial.can`."""

    site_title = _("Seetao desk")
    site_header = _("Seetao desk")
    index_title = _("Desk")
    # The lists need the width; the index has the same links.
    enable_nav_sidebar = False
    empty_value_display = "–"

    def get_urls(self) -> list[Any]:
        """Return the stock addresses without the closed ones."""
        addresses: list[URLPattern | URLResolver] = super().get_urls()
        return [each for each in addresses if getattr(each, "name", None) not in CLOSED_ADDRESSES]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Let people of the desk in; whoever may not enter any more gets his text back."""
        guarded = super().admin_view(view, cacheable)

        def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if has_text(request) and not self.has_permission(request):
                return keep_text(
                    request,
                    _("You are signed out, or your account may not open the desk any more."),
                )
            response: HttpResponseBase = guarded(request, *args, **kwargs)
            return response

        return update_wrapper(keeping, guarded)

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show the ways into the desk."""
        context = {"works_for_columns": has_role(request), **(extra_context or {})}
        return super().index(request, context)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Refuse: no form here uses it, and it would list titles across columns."""
        raise PermissionDenied


site = Desk(name="admin")
