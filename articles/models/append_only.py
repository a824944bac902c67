"""Tables whose rows are never changed or deleted, kept by triggers on both engines.

Installed by a migration and again after every migrate, because SQLite drops a table's triggers
when it remakes the table. On SQLite `recursive_triggers` must be on (settings), or REPLACE would
delete past them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY = ("articles_event", "articles_notice", "articles_revision")
"""The tables; a later migration that adds one adds its name here."""

_FUNCTION = "articles_refuse_change"


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on every append-only table that exists; twice does no harm."""
    drop_triggers(connection)
    with connection.cursor() as cursor:
        for statement in _install(connection.vendor, _existing(connection)):
            cursor.execute(statement)


def drop_triggers(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away; for the tests' teardown and the reverse of the migration only."""
    with connection.cursor() as cursor:
        for table in _existing(connection):
            for name in _trigger_names(connection.vendor, table):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing_triggers(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of triggers that should stand in this database and do not."""
    wanted = {
        name for table in _existing(connection) for name in _trigger_names(connection.vendor, table)
    }
    query = (
        # A disabled trigger is as good as none.
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(wanted - {row[0] for row in cursor.fetchall()})


def install_after_migrate(sender: Any, using: str = "default", **kwargs: Any) -> None:
    """Answer `post_migrate`."""
    install_triggers(connections[using])


@register(Tags.database)
def check_triggers(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Report triggers that are missing from a migrated database, and what puts them back."""
    return [
        Error(
            f"Append-only tables are unprotected: {', '.join(missing)} missing in “{alias}”.",
            hint="Run `python manage.py migrate`: it installs them again.",
            id="articles.E001",
        )
        for alias in databases or ()
        if (missing := missing_triggers(connections[alias]))
    ]


def _existing(connection: BaseDatabaseWrapper) -> list[str]:
    present = set(connection.introspection.table_names())
    return [table for table in APPEND_ONLY if table in present]


def _trigger_names(vendor: str, table: str) -> list[str]:
    kinds = ["update", "delete"]
    if vendor == "postgresql":
        kinds.append("truncate")
    return [f"{table}_no_{kind}" for kind in kinds]


def _install(vendor: str, tables: list[str]) -> list[str]:
    if vendor == "postgresql":
        return [_POSTGRESQL_FUNCTION, *(each for table in tables for each in _postgresql(table))]
    return [each for table in tables for each in _sqlite(table)]


_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def _postgresql(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{kind} BEFORE {kind.upper()} ON {table}"
        f" FOR EACH {'STATEMENT' if kind == 'truncate' else 'ROW'} EXECUTE FUNCTION {_FUNCTION}()"
        for kind in ("update", "delete", "truncate")
    ]


def _sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{kind} BEFORE {kind.upper()} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for kind in ("update", "delete")
    ]
