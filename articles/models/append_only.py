"""Tables of articles whose rows are never changed or deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from seetao import kept_rows

APPEND_ONLY = ("articles_event", "articles_notice", "articles_revision")
"""The tables; a later migration that adds one adds its name here."""

KEPT = tuple(kept_rows.KeptTable(name) for name in APPEND_ONLY)


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on every append-only table that exists; twice does no harm."""
    kept_rows.install_triggers(connection, KEPT)


def drop_triggers(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away; for the tests' teardown and the reverse of the migration only."""
    kept_rows.drop_triggers(connection, KEPT)


def missing_triggers(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of triggers that should stand in this database and do not."""
    return kept_rows.missing_triggers(connection, KEPT)


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
