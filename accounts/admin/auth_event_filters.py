"""Filters of the record of sign-in events: what, how it ended, and from which day to which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from accounts.models import AuthEvent, AuthKind, AuthOutcome

AuthEvents = QuerySet[AuthEvent]

YEARS = range(2000, 9999)
"""Beyond, a zone's midnight may lie outside what can be written down."""


class _ChoiceFilter(admin.SimpleListFilter):
    """Narrows by a field of its own name; a value that is no choice is refused."""

    def queryset(self, request: HttpRequest, queryset: AuthEvents) -> AuthEvents:
        """Return events with this value."""
        value = self.value()
        if value is None:
            return queryset
        if value not in {choice for choice, _label in self.lookup_choices}:
            raise IncorrectLookupParameters
        return queryset.filter(**{str(self.parameter_name): value})


class KindFilter(_ChoiceFilter):
    """What was tried."""

    title = _("what")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """All kinds."""
        return AuthKind.choices


class OutcomeFilter(_ChoiceFilter):
    """How it ended."""

    title = _("outcome")
    parameter_name = "outcome"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """All outcomes."""
        return AuthOutcome.choices


class DaysFilter(admin.SimpleListFilter):
    """From one day to another, both included, in the site's time."""

    title = _("days")
    parameter_name = "since"
    until_name = "until"
    template = "admin/accounts/authevent/days_filter.html"

    def __init__(
        self,
        request: HttpRequest,
        params: dict[str, list[str]],
        model: type[AuthEvent],
        model_admin: Any,
    ) -> None:
        super().__init__(request, params, model, model_admin)
        if self.until_name in params:
            self.used_parameters[self.until_name] = params.pop(self.until_name)[-1]

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """None: the days are typed."""
        return ()

    def has_output(self) -> bool:
        """Always."""
        return True

    def expected_parameters(self) -> list[str | None]:
        """Both days."""
        return [self.parameter_name, self.until_name]

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Yield what the form needs: both days, and the rest of the address."""
        own = {*self.expected_parameters(), PAGE_VAR}
        yield {
            "since": self.used_parameters.get(str(self.parameter_name), ""),
            "until": self.used_parameters.get(self.until_name, ""),
            "others": [pair for pair in changelist.params.items() if pair[0] not in own],
        }

    def queryset(self, request: HttpRequest, queryset: AuthEvents) -> AuthEvents:
        """Return events of these days."""
        since = _day(self.used_parameters.get(str(self.parameter_name), ""))
        until = _day(self.used_parameters.get(self.until_name, ""))
        if since:
            queryset = queryset.filter(at__gte=_midnight(since))
        if until:
            queryset = queryset.filter(at__lt=_midnight(until + timedelta(days=1)))
        return queryset


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise IncorrectLookupParameters from error
    if day.year not in YEARS:
        raise IncorrectLookupParameters
    return day


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))
