"""The record of what happened around accounts, to read: for administrators."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.address import canonical_address
from accounts.admin.auth_event_filters import DaysFilter, KindFilter, OutcomeFilter
from accounts.admin.closed import ClosedAdmin, is_administrator
from accounts.admin.moments import moment_label
from accounts.keys import keyed_all
from accounts.models import AuthEvent, User

MOST = 5_000
"""Events that can be turned over to; older ones are reached by their days."""

_BY = re.compile(r"/by-(\d{1,18})$")  # what `invitations` and `rights` write down of the actor


class NewestPaginator(Paginator[AuthEvent]):
    """Counts no further than it shows: a full count would read the whole table for each page."""

    @cached_property
    def count(self) -> int:
        """How many there are, up to MOST."""
        found = self.object_list
        assert isinstance(found, QuerySet)
        return found.order_by()[:MOST].count()


class AuthEventAdmin(ClosedAdmin):
    """Read-only: triggers keep the rows for 180 days, whoever asks."""

    list_display = ("moment", "kind", "outcome", "reason", "user", "network", "client")
    list_display_links = ("moment",)
    list_filter = (KindFilter, OutcomeFilter, DaysFilter)
    list_select_related = ("user",)
    paginator = NewestPaginator
    search_fields = ("address_mac",)  # opens the box; get_search_results does the searching
    search_help_text = _(
        "One whole e-mail address. The newest 5,000 events that fit are shown; narrow them down "
        "by days to see older ones."
    )
    sortable_by = ()
    ordering = ("-at", "-pk")
    fields = (
        "moment",
        "kind",
        "outcome",
        "reason",
        "user",
        "actor",
        "network",
        "client",
        "request_id",
    )
    readonly_fields = ("moment", "actor")

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Administrators alone."""
        return is_administrator(request)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find the events of one address, with an account or without; exactly this one."""
        if not search_term.strip():
            return queryset, False
        try:
            canonical = canonical_address(search_term)
        except ValidationError:
            return queryset.none(), False
        user = User.objects.filter(email_canonical=canonical)
        # Two indexes answer this; a join would read the table.
        found = Q(user__in=user.values("pk")) | Q(address_mac__in=keyed_all("event", canonical))
        return queryset.filter(found), False

    @admin.display(description=_("time"))
    def moment(self, event: AuthEvent) -> str:
        """When, in the site's time, to the second."""
        return moment_label(event.at, "Y-m-d H:i:s")

    @admin.display(description=_("done by"))
    def actor(self, event: AuthEvent) -> str:
        """The administrator who did it to somebody else's account."""
        found = _BY.search(event.reason)
        user = User.objects.filter(pk=int(found[1])).first() if found else None
        return user.name() if user else self.get_empty_value_display()

    def _own_parameters(self, request: HttpRequest | None) -> set[str]:
        return super()._own_parameters(request) | {DaysFilter.until_name}
