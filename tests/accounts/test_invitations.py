"""Colleagues come to the desk by an invitation and a code from their own mailbox."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts import invitations, limits
from accounts.flow import retrieval
from accounts.flow.refusals import Incorrect, SecondFactorNeeded, WeakPassword
from accounts.invitations import InvitationRefused, Standing, invite, revoke, standing_of
from accounts.models import (
    Authenticator,
    AuthEvent,
    Device,
    Invitation,
    RecoveryCode,
    User,
    UserSession,
)
from tests.accounts.people import GOOD_PASSWORD, newest_code, somebody, work
from tests.factories import PASSWORD, make_staff, make_user

pytestmark = pytest.mark.django_db

WEEK = limits.INVITATION_LIFETIME
LI = "li@example.org"


@pytest.fixture
def boss() -> User:
    return make_staff("boss", is_superuser=True)


def comes_in(password: str = GOOD_PASSWORD, **later: Any) -> None:
    """Li asks for a code and sets a password by it."""
    who = somebody(**later)
    challenge = retrieval.ask(LI, who).challenge
    work()
    retrieval.confirm(challenge, newest_code(), password, who)


def gives_no_code() -> bool:
    work()
    mail.outbox.clear()
    retrieval.ask(LI, somebody("192.0.2.77", later=timedelta(minutes=5)))
    work()
    return not mail.outbox


def equipped(user: User) -> User:
    """Give an account a second factor, a device and a session."""
    now = timezone.now()
    Authenticator.objects.create(user=user, sealed_seed="x", created_at=now, confirmed_at=now)
    RecoveryCode.objects.create(user=user, slot=1, hash="x", created_at=now)
    Device.objects.create(
        user=user, token_mac="m", created_at=now, last_seen_at=now, expires_at=now
    )
    UserSession.objects.create(
        session_key="s", user=user, created_at=now, last_seen_at=now, authenticated_at=now
    )
    return user


def test_invitation_makes_an_account_of_the_desk_that_nobody_can_sign_in_to(boss: User) -> None:
    made = invite(
        "Li@Example.org", invited_by=boss, who=somebody(), name_zh="李", name_en="Li", language="en"
    )

    user = made.user
    assert (user.email, user.email_canonical, user.name_zh) == ("Li@Example.org", LI, "李")
    assert user.is_staff
    assert not user.is_superuser
    assert not user.has_usable_password()
    assert made.expires_at - made.created_at == WEEK
    work()
    assert [letter.to for letter in mail.outbox] == [["Li@Example.org"]]
    assert "/accounts/retrieve-password/" in mail.outbox[0].body


def test_letter_holds_nothing_that_anybody_typed_and_no_secret(boss: User) -> None:
    invite(LI, invited_by=boss, who=somebody(), name_en="<b>Typed</b>", language="zh")
    work()

    written = str(mail.outbox[0].message())
    assert "Typed" not in written
    assert "Boss" not in written
    assert "/accounts/retrieve-password/" in written


def test_invited_sets_a_password_of_the_desks_length_and_is_in(boss: User) -> None:
    made = invite(LI, invited_by=boss, who=somebody())
    with pytest.raises(WeakPassword):
        comes_in("twelve chars")

    comes_in(later=timedelta(minutes=2))

    made.refresh_from_db()
    assert made.accepted_at is not None
    assert User.objects.get(email_canonical=LI).check_password(GOOD_PASSWORD)
    assert AuthEvent.objects.filter(kind="invitation", reason="accepted").count() == 1


def test_reader_comes_to_the_desk_only_by_accepting(boss: User) -> None:
    reader = make_user("reader", email=LI)
    invite(LI, invited_by=boss, who=somebody(), name_en="Another name")
    reader.refresh_from_db()
    assert not reader.is_staff
    assert reader.check_password(PASSWORD)
    assert reader.name_en == "Reader"
    with pytest.raises(WeakPassword):
        comes_in("twelve chars")

    comes_in(later=timedelta(minutes=2))

    reader.refresh_from_db()
    assert reader.is_staff


def test_reader_stays_a_reader_when_the_invitation_is_taken_back(boss: User) -> None:
    reader = make_user("reader", email=LI)
    made = invite(LI, invited_by=boss, who=somebody())

    revoke(made, by=boss, who=somebody())
    comes_in("twelve chars")

    reader.refresh_from_db()
    assert not reader.is_staff


def test_colleague_who_lost_everything_begins_anew(boss: User) -> None:
    colleague = equipped(make_staff("colleague", email=LI))

    invite(LI, invited_by=boss, who=somebody())

    colleague.refresh_from_db()
    assert not colleague.check_password(PASSWORD)
    for model in (Authenticator, RecoveryCode, Device, UserSession):
        assert not model.objects.filter(user=colleague).exists()
    comes_in()
    colleague.refresh_from_db()
    assert colleague.check_password(GOOD_PASSWORD)
    kinds = set(AuthEvent.objects.filter(user=colleague).values_list("kind", "reason"))
    assert ("second-factor", f"removed/by-{boss.pk}") in kinds
    assert ("invitation", f"sent/by-{boss.pk}") in kinds


def test_administrators_second_factor_is_not_taken_away_by_a_peer(boss: User) -> None:
    peer = equipped(make_staff("peer", email=LI, is_superuser=True))

    with pytest.raises(InvitationRefused):
        invite(LI, invited_by=boss, who=somebody())

    peer.refresh_from_db()
    assert peer.check_password(PASSWORD)
    assert Authenticator.objects.filter(user=peer).exists()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("address", ["", "x", "a@b", "ı@example.org", "a\x00@example.org"])
def test_what_is_no_address_is_not_invited(boss: User, address: str) -> None:
    with pytest.raises(ValidationError):
        invite(address, invited_by=boss, who=somebody())


def test_nobody_invites_himself_the_closed_or_the_house_itself(boss: User) -> None:
    make_staff("gone", email="gone@example.org", is_active=False)
    for address in (boss.email, "GONE@example.org", "system@seetao.invalid"):
        with pytest.raises(InvitationRefused):
            invite(address, invited_by=boss, who=somebody())
        with pytest.raises(InvitationRefused):
            standing_of(address, by=boss)

    assert not Invitation.objects.exists()


def test_only_an_administrator_of_this_very_moment_invites_and_takes_back(boss: User) -> None:
    made = invite(LI, invited_by=boss, who=somebody())
    User.objects.filter(pk=boss.pk).update(is_superuser=False)  # `boss` still believes it

    for other in (boss, make_staff("editor"), make_user("reader")):
        with pytest.raises(InvitationRefused):
            invite("wang@example.org", invited_by=other, who=somebody())
        with pytest.raises(InvitationRefused):
            revoke(made, by=other, who=somebody())

    assert invitations.is_invited(made.user, timezone.now())
    assert not User.objects.filter(email_canonical="wang@example.org").exists()


def test_invitation_ends_after_seven_days(boss: User) -> None:
    invite(LI, invited_by=boss, who=somebody(later=-WEEK - timedelta(minutes=1)))

    assert gives_no_code()


def test_invitation_taken_back_opens_nothing(boss: User) -> None:
    made = invite(LI, invited_by=boss, who=somebody())
    who = somebody()
    challenge = retrieval.ask(LI, who).challenge
    work()
    code = newest_code()

    user = revoke(made, by=boss, who=somebody())

    assert not user.is_staff
    with pytest.raises(Incorrect):
        retrieval.confirm(challenge, code, GOOD_PASSWORD, who)
    with pytest.raises(InvitationRefused):
        revoke(made, by=boss, who=somebody())


def test_owner_of_the_mailbox_may_still_become_a_reader(boss: User) -> None:
    made = invite(LI, invited_by=boss, who=somebody())
    revoke(made, by=boss, who=somebody())

    comes_in("twelve chars")

    assert not User.objects.get(email_canonical=LI).is_staff


def test_colleague_whose_new_beginning_was_taken_back_stays_out(boss: User) -> None:
    make_staff("colleague", email=LI)
    made = invite(LI, invited_by=boss, who=somebody())

    user = revoke(made, by=boss, who=somebody())

    assert user.is_staff
    with pytest.raises(SecondFactorNeeded):
        comes_in()


def test_second_invitation_ends_the_first(boss: User) -> None:
    first = invite(LI, invited_by=boss, who=somebody())
    second = invite(LI, invited_by=boss, who=somebody(later=timedelta(minutes=1)))

    first.refresh_from_db()
    assert first.revoked_at is not None
    assert list(Invitation.objects.open(timezone.now() + timedelta(minutes=2))) == [second]


def test_account_that_changed_since_it_was_shown_is_not_invited(boss: User) -> None:
    assert standing_of(LI, by=boss) == Standing.NEW
    reader = make_user("reader", email=LI)

    with pytest.raises(InvitationRefused):
        invite(LI, invited_by=boss, who=somebody(), expected=Standing.NEW)

    assert standing_of(LI, by=boss) == Standing.READER
    assert not Invitation.objects.filter(user=reader).exists()


def test_invitation_accepted_while_it_is_taken_back_sets_no_password(
    boss: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = invite(LI, invited_by=boss, who=somebody())
    monkeypatch.setattr(invitations, "accept", lambda user, who: False)

    with pytest.raises(Incorrect):
        comes_in()

    made.user.refresh_from_db()
    assert not made.user.has_usable_password()
