"""The one teardown that may empty append-only tables."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import TransactionTestCase
from django.utils import timezone

from articles.models.append_only import missing_triggers
from tests.append_only_teardown import rows

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_migrations_laid_and_the_triggers_stand_again_after_a_test_that_commits() -> None:
    laid = rows()
    Session.objects.create(session_key="left", session_data="", expire_date=timezone.now())
    teardown: Any = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    teardown(TransactionTestCase("__init__"))

    assert rows() == laid
    assert missing_triggers(connection) == []
    assert not Session.objects.exists()
