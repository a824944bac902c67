"""A model admin with nothing open that a subclass did not open itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR, TO_FIELD_VAR, IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import capfirst

from accounts.models import User

BACK_DOORS = frozenset({IS_POPUP_VAR, TO_FIELD_VAR, "_saveasnew"})
"""Parameters of the stock admin that lead around a page's own way of saving."""


if TYPE_CHECKING:
    StockAdmin = admin.ModelAdmin[Any]
else:
    StockAdmin = admin.ModelAdmin


class ClosedAdmin(StockAdmin):
    """Without rights, actions, popups, copies, foreign lookups, and the stock log and history.

    Subclasses say who may view, add, change or delete; what they don't say is refused.
    """

    actions = None
    list_per_page = 50
    preserve_filters = False
    save_as = False
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    view_on_site = False

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody, unless a subclass says who."""
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody, unless a subclass says who."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody, unless a subclass says who."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody, unless a subclass says who."""
        return False

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whoever may view its list sees it on the index."""
        return self.has_view_permission(request)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Allow the page's own filters and nothing that could ask about other tables."""
        return lookup in self._own_parameters(request)

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Answer 404 to parameters that mean nothing, instead of "a database error"."""
        try:
            return super().get_changelist_instance(request)
        except IncorrectLookupParameters as error:
            raise Http404 from error

    def changelist_view(
        self, request: HttpRequest, extra_context: Mapping[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list; it takes no orders."""
        _refuse_back_doors(request)
        if request.method == "POST":
            raise PermissionDenied
        # The stock title tells to select one; a list is not only for that.
        context = {"title": capfirst(self.opts.verbose_name_plural), **(extra_context or {})}
        return super().changelist_view(request, context)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Show and take the form, in its own window and under its own key alone."""
        _refuse_back_doors(request)
        return super().changeform_view(request, object_id, form_url, dict(extra_context or {}))

    def delete_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Ask and take away, where a subclass allows it."""
        _refuse_back_doors(request)
        return super().delete_view(request, object_id, dict(extra_context or {}))

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Refuse: events are the history, the stock log knows nothing of verbs."""
        raise Http404

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Write no stock log: events are the record."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Write no stock log: events are the record."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Write no stock log: events are the record."""

    def _get_obj_does_not_exist_redirect(self, *_: Any) -> NoReturn:
        # The stock answer is a way to the index with a message; a forged key deserves a 404.
        raise Http404

    def _own_parameters(self, request: HttpRequest | None) -> set[str]:
        filters = self.get_list_filter(request) if request else self.list_filter
        return {
            each.parameter_name
            for each in filters
            if isinstance(each, type)
            and issubclass(each, admin.SimpleListFilter)
            and each.parameter_name
        }


def is_administrator(request: HttpRequest) -> bool:
    """Whether the request is of somebody who manages accounts."""
    user = request.user
    return isinstance(user, User) and user.is_active and user.is_staff and user.is_superuser


def _refuse_back_doors(request: HttpRequest) -> None:
    if BACK_DOORS & (request.GET.keys() | request.POST.keys()):
        raise Http404
