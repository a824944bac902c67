"""Tables whose rows are never changed, and not deleted before their time: triggers, both engines.

An app installs them by a migration and again after every migrate, because SQLite drops a table's
triggers when it remakes the table. On SQLite `recursive_triggers` must be on (settings), or
REPLACE would delete past them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

POSTGRESQL = "postgresql"


@dataclass(frozen=True)
class KeptTable:
    """A table with rows to keep: for good, or for so many `days` from their `at`."""

    name: str
    days: int | None = None

    @property
    def refusal(self) -> str:
        """What the database says to whoever tries."""
        return f"keeps its rows for {self.days} days" if self.days else "is append-only"

    def triggers(self, vendor: str) -> set[str]:
        """Return the names of its triggers."""
        kinds = ("update", "delete", "truncate") if vendor == POSTGRESQL else ("update", "delete")
        return {f"{self.name}_no_{kind}" for kind in kinds}


def install_triggers(connection: BaseDatabaseWrapper, tables: Iterable[KeptTable]) -> None:
    """Put the triggers on those tables that exist; twice does no harm."""
    tables = _existing(connection, tables)
    drop_triggers(connection, tables)
    install = _postgresql if connection.vendor == POSTGRESQL else _sqlite
    with connection.cursor() as cursor:
        for table in tables:
            for statement in install(table):
                cursor.execute(statement)


def drop_triggers(connection: BaseDatabaseWrapper, tables: Iterable[KeptTable]) -> None:
    """Take them away; for the tests' teardown and the reverse of a migration only."""
    with connection.cursor() as cursor:
        for table in _existing(connection, tables):
            on = f" ON {table.name}" if connection.vendor == POSTGRESQL else ""
            for trigger in table.triggers(connection.vendor):
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}{on}")


def missing_triggers(connection: BaseDatabaseWrapper, tables: Iterable[KeptTable]) -> list[str]:
    """Return the names of triggers that should stand in this database and do not."""
    wanted = {
        trigger
        for table in _existing(connection, tables)
        for trigger in table.triggers(connection.vendor)
    }
    query = (
        # A disabled trigger is as good as none.
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
        if connection.vendor == POSTGRESQL
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(wanted - {row[0] for row in cursor.fetchall()})


def _existing(connection: BaseDatabaseWrapper, tables: Iterable[KeptTable]) -> list[KeptTable]:
    present = set(connection.introspection.table_names())
    return [table for table in tables if table.name in present]


def _postgresql(table: KeptTable) -> Iterator[str]:
    name = table.name
    function = f"{name}_refuse_change"
    yield f"""
CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% {table.refusal}', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
    young = f"WHEN (OLD.at > now() - interval '{table.days} days')" if table.days else ""
    for kind, row, when in (
        ("update", "ROW", ""),
        ("delete", "ROW", young),
        ("truncate", "STATEMENT", ""),
    ):
        yield (
            f"CREATE TRIGGER {name}_no_{kind} BEFORE {kind.upper()} ON {name}"
            f" FOR EACH {row} {when} EXECUTE FUNCTION {function}()"
        )


def _sqlite(table: KeptTable) -> Iterator[str]:
    name = table.name
    # Both sides are UTC, as Django stores it and as SQLite says it.
    young = f"WHEN OLD.at > datetime('now', '-{table.days} days')" if table.days else ""
    for kind, when in (("update", ""), ("delete", young)):
        yield (
            f"CREATE TRIGGER {name}_no_{kind} BEFORE {kind.upper()} ON {name} {when}"
            f" BEGIN SELECT RAISE(ABORT, '{name} {table.refusal}'); END"
        )
