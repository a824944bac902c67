"""An account moves to a new address, and its old one can take it back."""

from __future__ import annotations

import re
import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.utils import timezone

from accounts import limits
from accounts.flow import address_undo, email_change
from accounts.flow.refusals import Incorrect
from accounts.models import (
    AddressUndo,
    Authenticator,
    AuthEvent,
    AuthKind,
    Challenge,
    Device,
    RecoveryCode,
    User,
)
from accounts.second_factor import check_second_factor, has_second_factor
from tests.accounts.authenticators import Telephone
from tests.accounts.people import newest_code, somebody, work
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db

LINK = re.compile(r"/accounts/undo-address/([0-9a-f-]{36})/([\w-]+)/")


@pytest.fixture
def user() -> User:
    return make_user("reader", email="Old@Example.org")


def change(user: User, address: str = "new@example.org", minutes: int = 0) -> tuple[UUID, str]:
    """Change the address, and return what the link in the old mailbox holds."""
    who = somebody(later=timedelta(minutes=minutes))
    challenge = email_change.ask(user, address, who).challenge
    work()
    email_change.confirm(challenge, newest_code(), who, user=user)
    work()
    links = [found for letter in mail.outbox if (found := LINK.search(str(letter.body)))]
    return UUID(links[-1].group(1)), links[-1].group(2)


def known(user: User, minutes: int = 0) -> Any:
    """Return another browser in which the account has signed in."""
    device = Device.objects.create(
        user=user,
        token_mac=secrets.token_hex(32),
        created_at=timezone.now(),
        last_seen_at=timezone.now(),
        expires_at=timezone.now() + limits.KEEP_DEVICES,
    )
    return somebody(later=timedelta(minutes=minutes), device=device)


def test_account_has_the_new_address_and_both_are_told(user: User) -> None:
    change(user)
    user.refresh_from_db()
    assert (user.email, user.email_canonical) == ("new@example.org", "new@example.org")
    assert {letter.to[0] for letter in mail.outbox} == {"new@example.org", "Old@Example.org"}


def test_code_of_one_account_does_not_move_another(user: User) -> None:
    other = make_user("other")
    who = somebody()
    challenge = email_change.ask(user, "new@example.org", who).challenge
    work()
    with pytest.raises(Incorrect):
        email_change.confirm(challenge, newest_code(), who, user=other)


def test_address_with_an_account_is_not_taken(user: User) -> None:
    make_user("other", email="new@example.org")
    who = somebody()
    email_change.ask(user, "new@example.org", who)
    work()
    assert "already" in mail.outbox[0].subject


def test_address_taken_in_between_is_not_taken(user: User) -> None:
    who = somebody()
    challenge = email_change.ask(user, "new@example.org", who).challenge
    work()
    make_user("other", email="new@example.org")
    with pytest.raises(Incorrect):
        email_change.confirm(challenge, newest_code(), who, user=user)
    user.refresh_from_db()
    assert user.email == "Old@Example.org"


def test_known_browsers_share_the_limits_of_an_address_that_is_not_theirs(user: User) -> None:
    for number in range(limits.SEND_PER_ADDRESS_HOUR.most + 2):
        email_change.ask(user, "new@example.org", known(user, minutes=2 * number))
    work()
    assert len(mail.outbox) == limits.SEND_PER_ADDRESS_HOUR.most


def test_known_browsers_share_the_guesses_at_an_address_that_is_not_theirs(user: User) -> None:
    number = limits.FAILED_PER_ACCOUNT.most // limits.GUESSES + 1
    browsers = [known(user) for _ in range(number)]
    made = [email_change.ask(user, "new@example.org", who).challenge for who in browsers]
    Challenge.objects.update(expires_at=browsers[-1].at + timedelta(minutes=10))
    for challenge, who in zip(made, browsers, strict=True):
        for _ in range(limits.GUESSES):
            with pytest.raises(Incorrect):
                email_change.confirm(challenge, "00000000", who, user=user)
    guesses = AuthEvent.objects.filter(kind=AuthKind.CODE_GUESSED)
    assert guesses.filter(reason="wrong").count() == limits.FAILED_PER_ACCOUNT.most
    assert guesses.filter(reason="ceiling").count() == limits.GUESSES


def test_old_address_takes_the_account_back_once(user: User) -> None:
    undo, token = change(user)

    assert address_undo.undo(undo, token, somebody())
    assert not address_undo.undo(undo, token, somebody())

    user.refresh_from_db()
    assert user.email == "Old@Example.org"
    assert not user.check_password(PASSWORD)
    assert user.has_usable_password()


def test_second_factor_set_up_since_does_not_keep_the_owner_out(user: User) -> None:
    undo, token = change(user)
    Telephone(user)
    later = timezone.now() + timedelta(minutes=1)
    Authenticator.objects.update(created_at=later)
    RecoveryCode.objects.update(created_at=later)

    assert address_undo.undo(undo, token, somebody(later=timedelta(minutes=2)))

    assert not has_second_factor(user)
    assert not RecoveryCode.objects.filter(user=user).exists()
    assert AuthEvent.objects.filter(kind=AuthKind.SECOND_FACTOR, reason="undone").count() == 1


def test_second_factor_of_before_stays_on_the_way_back(user: User) -> None:
    telephone = Telephone(user)
    undo, token = change(user)

    assert address_undo.undo(undo, token, somebody(later=timedelta(minutes=2)))

    assert check_second_factor(user, telephone.sheet[0], somebody())


def test_way_back_closes_after_72_hours(user: User) -> None:
    undo, token = change(user)
    late = somebody(later=limits.UNDO_LIFETIME + timedelta(seconds=1))
    assert not address_undo.undo(undo, token, late)


def test_former_addresses_are_kept_as_long_as_events(user: User) -> None:
    change(user)
    made = AddressUndo.objects.get().created_at
    assert address_undo.clear_old_undos(made + limits.KEEP_EVENTS) == 0
    assert address_undo.clear_old_undos(made + limits.KEEP_EVENTS + timedelta(seconds=1)) == 1


def test_wrong_token_takes_nothing_back(user: User) -> None:
    undo, _ = change(user)
    assert address_undo.find(undo, "x" * 43, somebody()) is None
    assert not address_undo.undo(undo, "", somebody())


def test_first_owner_takes_back_a_chain_of_changes(user: User) -> None:
    undo, token = change(user)
    user.refresh_from_db()
    later_undo, later_token = change(user, "third@example.org", minutes=5)

    assert address_undo.undo(undo, token, somebody(later=timedelta(minutes=10)))

    assert not address_undo.undo(later_undo, later_token, somebody(later=timedelta(minutes=11)))
    user.refresh_from_db()
    assert user.email == "Old@Example.org"


def test_token_stands_nowhere(user: User) -> None:
    _, token = change(user)
    assert token not in str(list(AddressUndo.objects.values()))
