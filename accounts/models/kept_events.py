"""Sign-in events are never changed, and none goes before its time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from accounts.limits import KEEP_EVENTS
from seetao import kept_rows

KEPT = (kept_rows.KeptTable("accounts_authevent", KEEP_EVENTS.days),)


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on the table, if it exists; twice does no harm."""
    kept_rows.install_triggers(connection, KEPT)


def drop_triggers(connection: BaseDatabaseWrapper) -> None:
    """Take them away; for the tests' teardown and the reverse of the migration only."""
    kept_rows.drop_triggers(connection, KEPT)


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
        if (missing := kept_rows.missing_triggers(connections[alias], KEPT))
    ]
