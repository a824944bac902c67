"""Filters of the desk's list; each offers only what the user may know."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.timezone import localtime, now
from django.utils.translation import gettext_lazy as _

from accounts.models import Language, User
from articles.admin.access import columns_for
from articles.admin.standing import EXPIRED, SCHEDULED
from articles.models import Article, PublicState, Stage

Articles = QuerySet[Article]

NOBODY = "nobody"


class _Filter(admin.SimpleListFilter, ABC):
    """A filter that refuses values it did not offer."""

    def queryset(self, request: HttpRequest, queryset: Articles) -> Articles:
        """Narrow the list; raises IncorrectLookupParameters for a value that is no choice."""
        value = self.value()
        if value is None:
            return queryset
        if value not in {str(choice) for choice, _label in self.lookup_choices}:
            raise IncorrectLookupParameters
        return self.narrow(queryset, value)

    @abstractmethod
    def narrow(self, queryset: Articles, value: str) -> Articles:
        """Return the articles with this value."""

    def has_output(self) -> bool:
        """Stay on the page, and so keep checking its values, even with nothing to offer."""
        return True


class StageFilter(_Filter):
    """Where the newest words stand."""

    title = _("stage")
    parameter_name = "stage"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """All stages."""
        return Stage.choices

    def narrow(self, queryset: Articles, value: str) -> Articles:
        """Articles in this stage."""
        return queryset.filter(stage=value)


class PublicStateFilter(_Filter):
    """What readers get."""

    title = _("public state")
    parameter_name = "public_state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """The stored states, and the two that follow from dates."""
        return [*PublicState.choices, (SCHEDULED, _("scheduled")), (EXPIRED, _("expired"))]

    def narrow(self, queryset: Articles, value: str) -> Articles:
        """Articles that readers get, or don't, in this way now."""
        at = now()
        live = queryset.filter(public_state=PublicState.LIVE)
        match value:
            case PublicState.LIVE:
                return queryset & Article.objects.visible(at)
            case "scheduled":
                return live.filter(published_at__gt=at)
            case "expired":
                return live.filter(published_at__lte=at, expires_at__lte=at)
        return queryset.filter(public_state=value)


class TimesFilter(_Filter):
    """What waits for a moment, or is past it."""

    title = _("times")
    parameter_name = "times"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """Scheduled changes, embargoes, expiries and days of the next look."""
        return [
            ("change", _("a change is scheduled")),
            ("parked", _("a scheduled change is parked")),
            ("embargo", _("under embargo")),
            ("expiring", _("expires within 7 days")),
            ("due", _("to be looked at again")),
        ]

    def narrow(self, queryset: Articles, value: str) -> Articles:
        """Articles of which this is so now."""
        at = now()
        match value:
            case "change":
                return queryset.filter(schedule__isnull=False, schedule__parked_at=None)
            case "parked":
                return queryset.filter(schedule__parked_at__isnull=False)
            case "embargo":
                return queryset.filter(embargo_until__gt=at)
            case "expiring":
                soon = at + timedelta(days=7)
                live = queryset.filter(public_state=PublicState.LIVE)
                return live.filter(expires_at__gt=at, expires_at__lte=soon)
        return queryset.filter(review_due__lte=localtime(at).date())


class TrashFilter(_Filter):
    """What lies in the trash stays off the list unless it is asked for."""

    title = _("trash")
    parameter_name = "trash"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """The trash, and both together; the stock's “All” is the list without it."""
        return [("only", _("only the trash")), ("with", _("with the trash"))]

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Call the first choice what it is."""
        for number, choice in enumerate(super().choices(changelist)):
            yield {**choice, "display": _("without the trash")} if number == 0 else choice

    def queryset(self, request: HttpRequest, queryset: Articles) -> Articles:
        """Leave the trash out, where nothing else is asked for."""
        if self.value() is None:
            return queryset.filter(trashed_at=None)
        return super().queryset(request, queryset)

    def narrow(self, queryset: Articles, value: str) -> Articles:
        """Articles in the trash, or all."""
        return queryset.filter(trashed_at__isnull=False) if value == "only" else queryset


class ColumnFilter(_Filter):
    """The user's own columns."""

    title = _("column")
    parameter_name = "column"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """The columns that he works for."""
        return [(str(column.pk), str(column)) for column in columns_for(request)]

    def narrow(self, queryset: Articles, value: str) -> Articles:
        """Articles of this column."""
        return queryset.filter(column=int(value))


class LanguageFilter(_Filter):
    """Chinese or English."""

    title = _("language")
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """Both languages."""
        return Language.choices

    def narrow(self, queryset: Articles, value: str) -> Articles:
        """Articles in this language."""
        return queryset.filter(language=value)


class OwnerFilter(_Filter):
    """Who works on it."""

    title = _("owner")
    parameter_name = "owner"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """The user himself, the owners of articles in his columns, and nobody."""
        columns = [column.pk for column in columns_for(request)]
        owned = Article.objects.filter(owner=OuterRef("pk"), column__in=columns)
        owners = sorted(User.objects.filter(Exists(owned)), key=lambda owner: owner.name())
        me = str(request.user.pk)
        others = [(str(owner.pk), owner.name()) for owner in owners if str(owner.pk) != me]
        return [(me, _("me")), *others, (NOBODY, _("nobody"))]

    def narrow(self, queryset: Articles, value: str) -> Articles:
        """Articles of this owner."""
        return queryset.filter(owner=None if value == NOBODY else int(value))


class _MomentFilter(_Filter):
    """Since when, counted in days of the site's zone."""

    field = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """Rough periods; a search finds the rest."""
        return [
            ("today", _("today")),
            ("week", _("the last 7 days")),
            ("month", _("the last 30 days")),
            ("year", _("this year")),
        ]

    def narrow(self, queryset: Articles, value: str) -> Articles:
        """Articles from the beginning of the period until now."""
        at = now()
        return queryset.filter(
            **{f"{self.field}__gte": _beginning(value, at), f"{self.field}__lte": at}
        )


class ChangedFilter(_MomentFilter):
    """When somebody worked on it last."""

    title = _("changed")
    parameter_name = "changed"
    field = "changed_at"


class PublishedFilter(_MomentFilter):
    """When readers got it."""

    title = _("published")
    parameter_name = "published"
    field = "published_at"


class PendingFilter(_Filter):
    """Live articles with other words under way."""

    title = _("pending words")
    parameter_name = "pending"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """One choice."""
        return [("yes", _("readers have other words"))]

    def narrow(self, queryset: Articles, value: str) -> Articles:
        """Articles whose head is not what readers have; the stage tells, and an index holds it."""
        open_stages = [stage for stage in Stage if stage != Stage.CLEAN]
        return queryset.filter(live__isnull=False, stage__in=open_stages)


def _beginning(period: str, at: datetime) -> datetime:
    midnight = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    days = {"today": 0, "week": 6, "month": 29}
    if period == "year":
        return midnight.replace(month=1, day=1)
    return midnight - timedelta(days=days[period])
