"""Settings of columns and roles in them: for administrators, each change an event."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.forms.models import model_to_dict

from accounts.models import User
from articles.editorial.editions import announce
from articles.editorial.events import changed, record
from articles.editorial.permission import can
from articles.editorial.refusal import require
from articles.editorial.verb import Verb
from articles.models import Column, ColumnRole, Event


@transaction.atomic
def configure(column: Column, *, actor: User) -> Event:
    """Store a new or changed column, and what changed. Raises Refused."""
    require(can(actor, Verb.CONFIGURE, column))
    before = Column.objects.select_for_update().filter(pk=column.pk).first()
    old = _settings(before) if before else {}
    column.save()
    changes = changed(old, _settings(column))
    event = record(column, Verb.CONFIGURE, actor=actor, data=changes)
    announce([f"c-{column.pk}", "site"])
    return event


@transaction.atomic
def grant(user: User, column: Column, role: str, *, actor: User) -> ColumnRole:
    """Give a person a role in a column. Raises Refused, also for a role for oneself."""
    given = ColumnRole(user=user, column=column, role=role)
    require(can(actor, Verb.GRANT, given))
    Column.objects.select_for_update().get(pk=column.pk)
    given.save(force_insert=True)
    record(column, Verb.GRANT, actor=actor, data=_named(given))
    return given


@transaction.atomic
def revoke(role: ColumnRole, *, actor: User) -> Event:
    """Take a role away. Raises Refused."""
    require(can(actor, Verb.REVOKE, role))
    Column.objects.select_for_update().get(pk=role.column_id)
    data = _named(role)
    role.delete()
    return record(role.column, Verb.REVOKE, actor=actor, data=data)


def _settings(column: Column) -> dict[str, Any]:
    return model_to_dict(column, exclude=["id"])


def _named(role: ColumnRole) -> dict[str, Any]:
    return {"user": role.user_id, "name": role.user.name(), "role": role.role}
