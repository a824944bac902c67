"""What articles refer to, to look up: persons; and the record of events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.admin import ClosedAdmin
from articles import editorial
from articles.admin.access import has_role, is_administrator, leads_a_column, person
from articles.admin.article_history import verb_label
from articles.admin.event_log import show_log, subject_label
from articles.admin.standing import moment_label
from articles.models import Event


class LibraryAdmin(ClosedAdmin):
    """Whoever works for a column may look."""

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whoever works for a column."""
        return has_role(request)


class PersonAdmin(LibraryAdmin):
    """Names on the page."""

    list_display = ("slug", "name_zh", "name_en")
    search_fields = ("name_zh", "name_en", "slug")
    fields = ("name_zh", "name_en", "slug")


class EventAdmin(ClosedAdmin):
    """The record, to read: of one's own columns; for administrators, of columns and users.

    The list is the log: its own page, for those who lead a column or administer.
    """

    fields = ("moment", "what", "number", "did", "actor_name", "revision", "reason", "data")
    readonly_fields = ("moment", "what", "did")

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whoever works for a column, and administrators; which events, says the queryset."""
        return has_role(request) or is_administrator(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return events whose subject he may know."""
        return editorial.events_readable_by(person(request))

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whoever may read the log; asked of the policy once a request."""
        return is_administrator(request) or leads_a_column(request)

    def changelist_view(
        self, request: HttpRequest, extra_context: Mapping[str, Any] | None = None
    ) -> HttpResponse:
        """Show the log."""
        return show_log(request)

    @admin.display(description=_("when"))
    def moment(self, event: Event) -> str:
        """When, in the site's time."""
        return moment_label(event.at)

    @admin.display(description=_("subject"))
    def what(self, event: Event) -> str:
        """What it happened to."""
        return subject_label(event)

    @admin.display(description=_("verb"))
    def did(self, event: Event) -> str:
        """The verb, in words."""
        return verb_label(event.verb)
