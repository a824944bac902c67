"""Settings and roles are an administrator's, each change an event; nobody raises himself."""

from __future__ import annotations

import pytest

from accounts.models import User
from articles import editorial
from articles.editorial import Refused, columns_of, readable_by
from articles.models import Column, ColumnRole, Edition, Event, Role
from tests.factories import Cast, make_article, make_cast, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def administrator() -> User:
    return User.objects.create_superuser("admin@example.org")


def test_change_of_settings_is_an_event_with_old_and_new(cast: Cast, administrator: User) -> None:
    cast.column.levels = 3
    editorial.configure(cast.column, actor=administrator)
    event = Event.objects.get(column=cast.column)
    assert event.data == {"levels": [2, 3]}
    assert Edition.objects.latest("number").keys == [f"c-{cast.column.pk}", "site"]


def test_new_column_is_an_event_too(administrator: User) -> None:
    column = Column(number=7, name_zh="能源", name_en="Energy", slug="energy")
    editorial.configure(column, actor=administrator)
    assert Event.objects.get(column=column).data["slug"] == [None, "energy"]


def test_chief_does_not_change_settings(cast: Cast) -> None:
    cast.column.levels = 1
    with pytest.raises(Refused, match="administrator"):
        editorial.configure(cast.column, actor=cast.chief)
    cast.column.refresh_from_db()
    assert cast.column.levels == 2


def test_role_is_given_and_taken_away(cast: Cast, administrator: User) -> None:
    newcomer = make_staff("newcomer")
    role = editorial.grant(newcomer, cast.column, Role.EDITOR, actor=administrator)
    assert cast.column in columns_of(newcomer)
    editorial.revoke(role, actor=administrator)
    assert cast.column not in columns_of(newcomer)
    verbs = Event.objects.filter(column=cast.column).order_by("number").values_list("verb")
    assert list(verbs) == [("grant",), ("revoke",)]


def test_administrator_gives_himself_no_role(cast: Cast, administrator: User) -> None:
    with pytest.raises(Refused, match="Nobody gives himself a role"):
        editorial.grant(administrator, cast.column, Role.CHIEF, actor=administrator)
    assert not ColumnRole.objects.filter(user=administrator).exists()


def test_chief_gives_no_roles(cast: Cast) -> None:
    with pytest.raises(Refused):
        editorial.grant(cast.stranger, cast.column, Role.EDITOR, actor=cast.chief)


def test_everybody_reads_the_articles_of_his_columns_only(cast: Cast, administrator: User) -> None:
    article = make_article(cast)
    assert article in readable_by(cast.reporter)
    assert article in readable_by(cast.chief)
    assert article not in readable_by(cast.stranger)
    assert article not in readable_by(administrator)


def test_closed_account_reads_nothing(cast: Cast) -> None:
    make_article(cast)
    cast.chief.is_active = False
    assert not readable_by(cast.chief).exists()
