"""Home pages at the desk: the doors to their pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import path

from accounts.admin import ClosedAdmin
from accounts.models import User
from articles.admin.access import has_role, person
from articles.admin.home_preview import show_home_frame, show_home_preview
from articles.admin.home_screen import HomeScreen, language_of


class PlacementAdmin(ClosedAdmin):
    """Whoever works for a column may look; whether he may place, his button says."""

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whoever works for a column sees home pages; a single placement has no page."""
        return obj is None and has_role(request)

    def get_urls(self) -> list[Any]:
        """Return the stock addresses, and those of the previews."""
        own = [
            path(route, self.admin_site.admin_view(_of_home(view)), name=name)
            for route, view, name in (
                ("preview/", show_home_preview, "articles_placement_preview"),
                ("preview/frame/", show_home_frame, "articles_placement_preview_frame"),
            )
        ]
        return [*own, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: Mapping[str, Any] | None = None
    ) -> HttpResponse:
        """Show a home page, or answer one of its buttons."""
        screen = HomeScreen(request, *_who_and_which(request))
        return screen.pressed() if request.method == "POST" else screen.response()


def _of_home(view: Any) -> Callable[[HttpRequest], HttpResponse]:
    def answer(request: HttpRequest) -> HttpResponse:
        shown: HttpResponse = view(request, *_who_and_which(request))
        return shown

    return answer


def _who_and_which(request: HttpRequest) -> tuple[User, str]:
    """Return who asks and for which home page; raises PermissionDenied, or Http404 for no page."""
    if not has_role(request):
        raise PermissionDenied
    user = person(request)
    return user, language_of(request, user)
