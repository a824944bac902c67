"""An account goes in place: nothing tells whose it was, and what it did stays done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from pytest_django import Settings

from accounts import limits
from accounts.erasure import LastAdministrator, erase, is_last_administrator
from accounts.events import Kind, Outcome, record
from accounts.flow import email_change, retrieval, sign_up
from accounts.models import (
    AddressUndo,
    Authenticator,
    AuthEvent,
    Challenge,
    Device,
    Invitation,
    RecoveryCode,
    User,
    UserSession,
)
from tests.accounts.flow.test_traces import everything_stored
from tests.accounts.people import newest_code, somebody, together, work
from tests.factories import make_cast, make_live_article, make_staff, make_user

pytestmark = pytest.mark.django_db

ADDRESS = "Li.Reader@Example.org"


@pytest.fixture
def user() -> User:
    return make_user("reader", email=ADDRESS, name_zh="李读者", name_en="Reader Li")


def furnish(user: User) -> None:
    """Give an account all that one can have."""
    now = timezone.now()
    times = {"created_at": now, "last_seen_at": now}
    device = Device.objects.create(
        user=user, token_mac="d" * 64, label="Firefox", expires_at=now + limits.DAY, **times
    )
    Session.objects.create(session_key="k" * 32, session_data="x", expire_date=now + limits.DAY)
    UserSession.objects.create(
        session_key="k" * 32, user=user, device=device, authenticated_at=now, **times
    )
    Authenticator.objects.create(user=user, sealed_seed="sealed", created_at=now, confirmed_at=now)
    RecoveryCode.objects.create(user=user, slot=1, hash="hash", created_at=now)
    Invitation.objects.create(
        user=user, invited_by=make_staff("chief"), created_at=now, expires_at=now + limits.DAY
    )


def test_neither_name_nor_address_is_left_in_any_table(user: User) -> None:
    furnish(user)
    who = somebody()
    sign_up.ask(ADDRESS, somebody())
    challenge = email_change.ask(user, "li-new@example.org", who).challenge
    work()
    email_change.confirm(challenge, newest_code(), who, user=user)
    retrieval.ask("li-new@example.org", somebody(later=timedelta(minutes=5)))
    work()

    erase(user, who)

    left = everything_stored().lower()
    for trace in ("li.reader", "li-new@", "reader li", "李读者"):
        assert trace not in left


def test_sessions_devices_and_second_factor_are_gone(user: User) -> None:
    furnish(user)
    erase(user, somebody())
    for model in (Session, UserSession, Device, Authenticator, RecoveryCode, AddressUndo):
        assert not model.objects.exists(), model
    assert not Invitation.objects.open(timezone.now()).exists()


def test_nobody_signs_in_to_it_or_gets_a_code_for_it(user: User) -> None:
    erase(user, somebody())
    assert not user.is_active
    assert not user.has_usable_password()
    retrieval.ask(ADDRESS, somebody())
    assert Challenge.objects.get().decoy


def test_address_is_free_for_a_new_account(user: User) -> None:
    erase(user, somebody())
    assert make_user("reader", email=ADDRESS).pk != user.pk


def test_its_events_stay_and_one_more_says_what_happened(user: User) -> None:
    record(Kind.SIGN_IN, Outcome.DONE, who=somebody(), user=user)
    erase(user, somebody())
    kinds = AuthEvent.objects.filter(user=user).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == [Kind.SIGN_IN, Kind.ERASED]


def test_articles_and_bylines_stay(user: User) -> None:
    cast = make_cast()
    article = make_live_article(cast)
    events = article.events.count()

    erase(cast.reporter, somebody())

    article.refresh_from_db()
    assert article.title == "A railway opens"
    assert article.events.count() == events
    assert article.events.filter(actor=cast.reporter).exists()


def test_letters_under_way_go_nowhere(user: User, mailoutbox: list[Any]) -> None:
    who = somebody()
    challenge = email_change.ask(user, "li-new@example.org", who).challenge
    work()
    email_change.confirm(challenge, newest_code(), who, user=user)
    sent = len(mailoutbox)

    erase(user, who)
    work()

    assert len(mailoutbox) == sent


def test_last_administrator_stays(user: User) -> None:
    last = make_staff("administrator", is_superuser=True)
    closed = make_staff("closed", is_superuser=True, is_active=False)
    invited = make_staff("invited", is_superuser=True)
    User.objects.filter(pk=invited.pk).update(password="!unusable")
    assert is_last_administrator(last)

    with pytest.raises(LastAdministrator):
        erase(last, somebody())

    last.refresh_from_db()
    assert last.is_active
    assert last.email != closed.email
    assert not AuthEvent.objects.exists()


def test_one_of_two_administrators_may_go() -> None:
    first = make_staff("administrator", is_superuser=True)
    make_staff("administrator", is_superuser=True)
    assert not is_last_administrator(first)
    erase(first, somebody())
    assert not first.is_superuser


def test_second_press_of_the_button_changes_nothing(user: User) -> None:
    erase(user, somebody())
    erase(user, somebody())
    assert AuthEvent.objects.filter(kind=Kind.ERASED).count() == 1


def _fail(user: User) -> None:
    raise RuntimeError("the neighbour failed")


def test_all_or_nothing_when_another_app_fails(user: User, settings: Settings) -> None:
    settings.ACCOUNTS_ERASERS = [f"{__name__}._fail"]
    with pytest.raises(RuntimeError):
        erase(user, somebody())
    user.refresh_from_db()
    assert user.email == ADDRESS


@pytest.mark.django_db(transaction=True)
def test_two_last_administrators_do_not_both_go() -> None:
    pair = [make_staff("administrator", is_superuser=True) for _ in range(2)]
    gone = []

    def leave(number: int) -> None:
        try:
            erase(pair[number], somebody())
        except LastAdministrator:
            return
        gone.append(number)

    together(2, leave, threads=2)

    assert len(gone) == 1
    assert User.objects.filter(is_superuser=True, is_active=True).count() == 1
