"""Keywords at the desk: the list with what carries them, and the doors to their pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from articles.admin.access import has_role, person
from articles.admin.article_filters import LanguageFilter
from articles.admin.keyword_screen import KeywordScreen
from articles.admin.library import LibraryAdmin
from articles.admin.whole_number import whole_number
from articles.models import Keyword, KeywordUse
from articles.reader.navigation import keywords_with_page


class UseFilter(admin.SimpleListFilter):
    """What carries a keyword; the unused ones are what to merge or to leave."""

    title = _("use")
    parameter_name = "use"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """Readers, the desk, nobody; and those that another one took over."""
        return [
            ("public", _("readers follow it")),
            ("desk", _("only on what readers do not have")),
            ("none", _("on no article")),
            ("merged", _("merged into another one")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list; what was merged is left out, where it is not asked for."""
        has_use = Exists(KeywordUse.objects.filter(tag=OuterRef("pk")))
        has_page = Exists(keywords_with_page(now()).filter(pk=OuterRef("pk")))
        present = queryset.filter(merged_into=None)
        match self.value():
            case "merged":
                return queryset.exclude(merged_into=None)
            case "public":
                return present.filter(has_page)
            case "desk":
                return present.filter(has_use, ~has_page)
            case "none":
                return present.filter(~has_use)
        return present


class KeywordAdmin(LibraryAdmin):
    """Whoever works for a column may look; whether he may change them, the buttons say."""

    list_display = ("name", "language", "slug", "partner", "carried")
    list_filter = (LanguageFilter, UseFilter)
    search_fields = ("name", "aliases__name")
    sortable_by = ("name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With counterparts from either side, and how many articles carry each."""
        uses = KeywordUse.objects.filter(tag=OuterRef("pk")).order_by().values("tag")
        number = Subquery(uses.annotate(all=Count("pk")).values("all"), IntegerField())
        beside = ("counterpart", "counterpart_of", "merged_into")
        keywords: QuerySet[Any] = super().get_queryset(request).select_related(*beside)
        counted: QuerySet[Any] = keywords.annotate(number_of_articles=number)
        return counted

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Show a keyword, or answer one of its buttons."""
        if not has_role(request):
            raise PermissionDenied
        number = whole_number(object_id)
        found = Keyword.objects.select_related("merged_into").filter(pk=number).first()
        if number is None or found is None:
            raise Http404
        screen = KeywordScreen(request, person(request), found)
        return screen.pressed() if request.method == "POST" else screen.response()

    @admin.display(description=_("in the other language"))
    def partner(self, keyword: Keyword) -> str:
        """Its counterpart, whichever of the two names it."""
        found = keyword.counterpart or getattr(keyword, "counterpart_of", None)
        return str(found or "–")

    @admin.display(description=_("articles"))
    def carried(self, keyword: Any) -> str:
        """How many articles carry it, or which keyword took it over."""
        if keyword.merged_into:
            return f"→ {keyword.merged_into}"
        return str(keyword.number_of_articles or 0)
