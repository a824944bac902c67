"""Who is at the desk, and for which columns: asked once a request."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from accounts.models import User
from articles import editorial
from articles.models import Column

_KNOWN = "_columns_at_the_desk"
_IS_LED = "is_led"


def person(request: HttpRequest) -> User:
    """Return the signed-in user; raises PermissionDenied when there is none."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def columns_for(request: HttpRequest) -> list[Column]:
    """Return the columns in which the user has a role; one query a request."""
    if not isinstance(request.user, User):
        return []
    known: list[Column] | None = getattr(request, _KNOWN, None)
    if known is None:
        led = editorial.columns_led_by(request.user).filter(pk=OuterRef("pk"))
        known = list(editorial.columns_of(request.user).annotate(**{_IS_LED: Exists(led)}))
        setattr(request, _KNOWN, known)
    return known


def has_role(request: HttpRequest) -> bool:
    """Whether the user works for any column."""
    return bool(columns_for(request))


def is_administrator(request: HttpRequest) -> bool:
    """Whether the user manages users, roles and settings."""
    user = request.user
    return isinstance(user, User) and user.is_active and user.is_superuser


def leads_a_column(request: HttpRequest) -> bool:
    """Whether the user is chief editor of any column; asked with his columns."""
    return any(getattr(column, _IS_LED) for column in columns_for(request))
