"""The owner's own file: all that is kept of him, and nothing that opens a door."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.events import Kind, Outcome, record
from accounts.export import own_data
from accounts.models import Device, User, UserSession
from tests.accounts.people import somebody
from tests.accounts.test_erasure import furnish
from tests.factories import make_user

pytestmark = pytest.mark.django_db

QUERIES = 8  # one a table, the saved articles of `articles` among them


@pytest.fixture
def user() -> User:
    return make_user("reader", email="Li@Example.org", name_zh="李读者")


def test_it_holds_what_the_tables_hold(user: User) -> None:
    furnish(user)
    record(Kind.SIGN_IN, Outcome.DONE, who=somebody("192.0.2.77"), user=user)

    data = own_data(user)

    assert data["account"]["email"] == "Li@Example.org"
    assert data["account"]["name_zh"] == "李读者"
    assert data["devices"][0]["program"] == "Firefox"
    assert data["second_factor"]["recovery_codes_left"] == 1
    assert data["events"][0]["network"] == "192.0.2.0/24"
    assert len(data["sessions"]) == len(data["invitations"]) == 1


def test_it_is_plain_json_without_secrets(user: User) -> None:
    furnish(user)

    text = json.dumps(own_data(user))

    for secret in (user.password, "k" * 32, "d" * 64, "sealed", "hash"):
        assert secret not in text


def test_it_holds_nothing_of_others(user: User) -> None:
    other = make_user("other")
    furnish(other)
    record(Kind.SIGN_IN, Outcome.DONE, who=somebody(), user=other)

    data = own_data(user)

    assert data["second_factor"] is None
    assert not any(data[name] for name in ("sessions", "devices", "invitations", "events"))


def test_queries_do_not_grow_with_what_there_is(
    user: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    furnish(user)
    for number in range(20):
        record(Kind.SIGN_IN, Outcome.DONE, who=somebody(), user=user)
        for model, name, value in (
            (UserSession, "session_key", f"{number}"),
            (Device, "token_mac", f"{number}"),
        ):
            row: Any = model.objects.filter(user=user).first()
            row.pk = None
            row._state.adding = True
            setattr(row, name, value)
            row.save()

    with django_assert_num_queries(QUERIES):
        own_data(user)


def _drawer(user: User) -> dict[str, Any]:
    return {"drawer": [user.pk]}


def _rival(user: User) -> dict[str, Any]:
    return {"account": {}}


def test_other_apps_add_theirs(user: User, settings: Settings) -> None:
    settings.ACCOUNTS_EXPORTERS = [f"{__name__}._drawer"]
    assert own_data(user)["drawer"] == [user.pk]


def test_name_that_is_taken_is_refused(user: User, settings: Settings) -> None:
    settings.ACCOUNTS_EXPORTERS = [f"{__name__}._rival"]
    with pytest.raises(ValueError, match="account"):
        own_data(user)
