"""The one place where append-only tables may be emptied: after a test that commits.

Emptying deletes, which the triggers refuse, and it takes along the rows that migrations laid.
So for its time the triggers are lifted, and those rows are laid again.

Django's own flush would do it too, but is several times slower: on PostgreSQL it truncates, which
makes every table and index anew, and on both it asks for every permission there is.
"""

from collections.abc import Callable
from contextlib import suppress
from itertools import groupby
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import DatabaseError, connection, transaction
from django.test import TransactionTestCase

from accounts.models import kept_events
from articles.models.append_only import drop_triggers, install_triggers

TRIES = 5


def install() -> None:
    """Remember what migrations laid, and empty the tables this way from now on."""
    laid = rows()
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)

    def empty_and_lay_again(case: TransactionTestCase) -> None:
        drop_triggers(connection)
        kept_events.drop_triggers(connection)
        try:
            _try_again(lambda: _make_new(tables, laid))
        finally:
            install_triggers(connection)
            kept_events.install_triggers(connection)

    TransactionTestCase._fixture_teardown = empty_and_lay_again  # type: ignore[attr-defined]


def rows() -> Any:
    """Return every row of every model, as JSON."""
    models = apps.get_models(include_auto_created=True)
    return serializers.serialize(
        "json", (row for model in models for row in model._base_manager.order_by("pk"))
    )


def _try_again(act: Callable[[], None]) -> None:
    """Act until nothing comes in between: a page that closes still sends what its form held.

    Its rows would be left over, or two transactions wait for each other.
    """
    for _turn in range(TRIES - 1):
        with suppress(DatabaseError):
            return act()
    return act()


def _make_new(tables: list[str], laid: str) -> None:
    with transaction.atomic():
        _empty(tables)
        _lay(laid)


def _empty(tables: list[str]) -> None:
    # In any order: foreign keys are looked at when the transaction ends.
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608


def _lay(laid: str) -> None:
    objects = (row.object for row in serializers.deserialize("json", laid))
    for model, group in groupby(objects, type):
        model._base_manager.bulk_create(group)  # type: ignore[attr-defined]
