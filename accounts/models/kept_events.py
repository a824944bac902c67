"""Sign-in events are never changed, and none goes before its time: triggers on both engines.

Installed by a migration and again after every migrate, because SQLite drops a table's triggers
when it remakes the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from accounts.limits import KEEP_EVENTS

_TABLE = "accounts_authevent"
_FUNCTION = "accounts_refuse_change"
_DAYS = KEEP_EVENTS.days


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on the table, if it exists; twice does no harm."""
    drop_triggers(connection)
    if not _exists(connection):
        return
    with connection.cursor() as cursor:
        for statement in _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE:
            cursor.execute(statement)


def drop_triggers(connection: BaseDatabaseWrapper) -> None:
    """Take them away; for the tests' teardown and the reverse of the migration only."""
    if not _exists(connection):
        return
    on = f" ON {_TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in _names(connection.vendor):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing_triggers(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of triggers that should stand in this database and do not."""
    if not _exists(connection):
        return []
    query = (
        # A disabled trigger is as good as none.
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(_names(connection.vendor) - {row[0] for row in cursor.fetchall()})


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
            f"Sign-in events are unprotected: {', '.join(missing)} missing in “{alias}”.",
            hint="Run `python manage.py migrate`: it installs them again.",
            id="accounts.E001",
        )
        for alias in databases or ()
        if (missing := missing_triggers(connections[alias]))
    ]


def _exists(connection: BaseDatabaseWrapper) -> bool:
    return _TABLE in connection.introspection.table_names()


def _names(vendor: str) -> set[str]:
    kinds = ("update", "delete", "truncate") if vendor == "postgresql" else ("update", "delete")
    return {f"{_TABLE}_no_{kind}" for kind in kinds}


_POSTGRESQL = (
    f"""
CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% keeps its rows for {_DAYS} days', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$
""",
    f"""CREATE TRIGGER {_TABLE}_no_update BEFORE UPDATE ON {_TABLE}
FOR EACH ROW EXECUTE FUNCTION {_FUNCTION}()""",
    f"""CREATE TRIGGER {_TABLE}_no_delete BEFORE DELETE ON {_TABLE} FOR EACH ROW
WHEN (OLD.at > now() - interval '{_DAYS} days') EXECUTE FUNCTION {_FUNCTION}()""",
    f"""CREATE TRIGGER {_TABLE}_no_truncate BEFORE TRUNCATE ON {_TABLE}
FOR EACH STATEMENT EXECUTE FUNCTION {_FUNCTION}()""",
)

_SQLITE = (
    f"""CREATE TRIGGER {_TABLE}_no_update BEFORE UPDATE ON {_TABLE}
BEGIN SELECT RAISE(ABORT, '{_TABLE} keeps its rows for {_DAYS} days'); END""",
    # Both sides are UTC, as Django stores it and as SQLite says it.
    f"""CREATE TRIGGER {_TABLE}_no_delete BEFORE DELETE ON {_TABLE}
WHEN OLD.at > datetime('now', '-{_DAYS} days')
BEGIN SELECT RAISE(ABORT, '{_TABLE} keeps its rows for {_DAYS} days'); END""",
)
