"""The one place where append-only tables may be emptied: after a test that commits.

Django's flush deletes (SQLite) or truncates (PostgreSQL), which the triggers refuse, and it
takes along the rows that migrations laid. So for its time the triggers are lifted, and those
rows are laid again.
"""

from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import connection
from django.test import TransactionTestCase

from accounts.models import kept_events
from articles.models.append_only import drop_triggers, install_triggers

OURS = ("accounts", "articles")

_flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]


def install() -> None:
    """Remember what migrations laid, and empty the tables this way from now on."""
    laid = rows()

    def empty_and_lay_again(case: TransactionTestCase) -> None:
        drop_triggers(connection)
        kept_events.drop_triggers(connection)
        try:
            _flush(case)
        finally:
            install_triggers(connection)
            kept_events.install_triggers(connection)
        for row in serializers.deserialize("json", laid):
            row.save()

    TransactionTestCase._fixture_teardown = empty_and_lay_again  # type: ignore[attr-defined]


def rows() -> Any:
    """Return every row of our own tables, as JSON."""
    models = [model for label in OURS for model in apps.get_app_config(label).get_models()]
    ordered = serializers.sort_dependencies([(None, models)])
    return serializers.serialize(
        "json", (row for model in ordered for row in model._base_manager.order_by("pk"))
    )
