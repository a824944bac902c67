"""Nobody raises himself, and of two who take each other's rights away one keeps his."""

from __future__ import annotations

import pytest

from accounts.models import AuthEvent, User
from accounts.rights import RightsRefused, change_account, sign_out_everywhere
from tests.accounts.people import somebody
from tests.factories import PASSWORD, make_staff, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> User:
    return make_staff("boss", is_superuser=True)


def changed(user: User, **facts: object) -> User:
    for name, value in facts.items():
        setattr(user, name, value)
    return user


@pytest.mark.parametrize("door", ["is_active", "is_staff", "is_superuser"])
def test_nobody_changes_his_own_rights(boss: User, door: str) -> None:
    with pytest.raises(RightsRefused):
        change_account(changed(boss, **{door: False}), by=boss, who=somebody())

    boss.refresh_from_db()
    assert getattr(boss, door)
    assert not AuthEvent.objects.exists()


def test_only_an_administrator_of_this_very_moment_changes_accounts(boss: User) -> None:
    user = make_staff("colleague")
    User.objects.filter(pk=boss.pk).update(is_superuser=False)  # `boss` still believes it

    for by in (boss, make_staff("editor"), make_user("reader")):
        with pytest.raises(RightsRefused):
            change_account(changed(user, is_superuser=True), by=by, who=somebody())
        with pytest.raises(RightsRefused):
            sign_out_everywhere(user, by=by, who=somebody())

    user.refresh_from_db()
    assert not user.is_superuser


def test_two_administrators_who_take_each_others_rights_leave_one(boss: User) -> None:
    peer = make_staff("peer", is_superuser=True)
    first, second = User.objects.get(pk=peer.pk), User.objects.get(pk=boss.pk)

    change_account(changed(first, is_superuser=False), by=boss, who=somebody())
    with pytest.raises(RightsRefused):
        change_account(changed(second, is_superuser=False), by=peer, who=somebody())

    assert list(User.objects.filter(is_superuser=True)) == [boss]


def test_password_that_its_owner_changed_meanwhile_stays(boss: User) -> None:
    seen = make_staff("colleague")
    owner = User.objects.get(pk=seen.pk)
    owner.set_password("another password altogether")
    owner.save()

    change_account(changed(seen, name_en="Renamed"), by=boss, who=somebody())

    owner.refresh_from_db()
    assert not owner.check_password(PASSWORD)
    assert owner.name_en == "Renamed"


def test_nothing_changed_leaves_no_event(boss: User) -> None:
    change_account(make_staff("colleague"), by=boss, who=somebody())

    assert not AuthEvent.objects.exists()
