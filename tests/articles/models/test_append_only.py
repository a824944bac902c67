"""Revisions, events and notices can't be changed or deleted, by whatever way one tries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from articles.models import Event, Notice, Revision
from articles.models.append_only import APPEND_ONLY, drop_triggers, missing_triggers
from tests.factories import make_cast, make_live_article

pytestmark = pytest.mark.django_db


def raw(statement: str) -> Callable[[str], Callable[[], Any]]:
    """A statement with `{table}` in it, executed past Django's models."""

    def for_table(table: str) -> Callable[[], Any]:
        return lambda: connection.cursor().execute(statement.format(table=table))

    return for_table


def emptying(table: str) -> Callable[[], Any]:
    """SQLite has no TRUNCATE; its REPLACE is the other way past a trigger on DELETE."""
    if connection.vendor == "postgresql":
        return raw("TRUNCATE {table} CASCADE")(table)
    return raw("REPLACE INTO {table} SELECT * FROM {table}")(table)


WAYS: dict[str, Callable[[str], Callable[[], Any]]] = {
    "update": raw("UPDATE {table} SET id = id + 1000"),
    "delete": raw("DELETE FROM {table}"),
    "truncate or replace": emptying,
    "queryset update": lambda table: lambda: _rows(table).update(article=None),
    "queryset delete": lambda table: lambda: _rows(table).all()._raw_delete("default"),
    "save of an instance": lambda table: lambda: _rows(table).earliest("pk").save(),
}


def _rows(table: str) -> models.Manager[Any]:
    by_table: dict[str, type[models.Model]] = {
        each._meta.db_table: each for each in (Event, Notice, Revision)
    }
    return by_table[table]._default_manager


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("way", WAYS)
def test_rows_stay_as_they_are(table: str, way: str) -> None:
    article = make_live_article(make_cast())
    notice = {
        "revision_from": article.live,
        "revision_to": article.live,
        "at": article.published_at,
    }
    Notice.objects.create(article=article, kind="update", **notice)
    connection.check_constraints()  # PostgreSQL truncates no table with checks outstanding
    before = list(_rows(table).values())
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        WAYS[way](table)()
    assert list(_rows(table).values()) == before


@pytest.fixture
def unprotected() -> None:
    """Take the triggers away; the test's transaction brings them back, by being rolled back."""
    drop_triggers(connection)


def _database_errors() -> list[str]:
    found = run_checks(tags=[Tags.database], databases=["default"])
    return [message.id or "" for message in found]


def test_system_check_is_silent_while_the_triggers_stand() -> None:
    assert missing_triggers(connection) == []
    assert "articles.E001" not in _database_errors()


@pytest.mark.usefixtures("unprotected")
def test_system_check_reports_missing_triggers() -> None:
    assert "articles.E001" in _database_errors()


@pytest.mark.usefixtures("unprotected")
def test_migrate_puts_the_triggers_back() -> None:
    call_command("migrate", verbosity=0)
    assert missing_triggers(connection) == []


@pytest.mark.usefixtures("unprotected")
def test_each_missing_trigger_is_named() -> None:
    assert {name.rpartition("_no_")[0] for name in missing_triggers(connection)} == set(APPEND_ONLY)
