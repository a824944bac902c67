"""Standing pages at the desk: the list, and the doors to their pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from articles.admin.access import has_role, person
from articles.admin.article_filters import LanguageFilter
from articles.admin.library import LibraryAdmin
from articles.admin.standing import moment_label
from articles.admin.standing_page_screen import PageScreen
from articles.admin.whole_number import whole_number
from articles.models import Page


class PageAdmin(LibraryAdmin):
    """Whoever works for a column may look; whether he may save, his button says."""

    list_display = ("title", "language", "slug", "order", "is_given", "changed")
    list_filter = (LanguageFilter,)
    sortable_by = ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever works for a column sees the form, and on it who may."""
        return has_role(request)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Leave the texts in the database."""
        return super().get_queryset(request).defer("body")

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Begin a page."""
        user = person(request)
        return self._answer(request, Page(language=user.language, changed_at=now()))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Show a page, or answer one of its buttons."""
        number = whole_number(object_id)
        page = None if number is None else Page.objects.filter(pk=number).first()
        if page is None and has_role(request):
            raise Http404
        return self._answer(request, page or Page())

    def _answer(self, request: HttpRequest, page: Page) -> HttpResponse:
        if not has_role(request):
            raise PermissionDenied
        screen = PageScreen(request, person(request), page)
        return screen.pressed() if request.method == "POST" else screen.response()

    @admin.display(description=_("Readers have it"), boolean=True)
    def is_given(self, page: Page) -> bool:
        """Whether readers have it; the field's own name, in Chinese, is that of a live revision."""
        return page.is_published

    @admin.display(description=_("changed"), ordering="changed_at")
    def changed(self, page: Page) -> str:
        """When its words changed last."""
        return moment_label(page.changed_at)
