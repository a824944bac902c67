"""A password is got back by its owner's mail, in his browser, once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts import limits
from accounts.counters import take
from accounts.flow import email_change, retrieval, sign_up
from accounts.flow.refusals import (
    Incorrect,
    SecondFactorNeeded,
    TooManyFromHere,
    TooSoon,
    WeakPassword,
)
from accounts.models import AuthEvent, Challenge, Counter, Device, Invitation, User, UserSession
from tests.accounts.people import GOOD_PASSWORD, newest_code, somebody, work, wrong
from tests.factories import PASSWORD, make_staff, make_user

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def user() -> User:
    return make_user("reader", email="Li@Example.org")


def asked(who: Any, address: str = "li@example.org") -> tuple[Any, str]:
    """Ask, let the mail arrive, and return challenge and code."""
    challenge = retrieval.ask(address, who).challenge
    work()
    return challenge, newest_code()


def test_owner_gets_a_new_password(user: User) -> None:
    who = somebody()
    challenge, code = asked(who)

    retrieval.confirm(challenge, f"{code[:4]} {code[4:]}", GOOD_PASSWORD, who)

    user.refresh_from_db()
    assert user.check_password(GOOD_PASSWORD)
    assert mail.outbox[0].to == ["Li@Example.org"]
    work()
    assert "password" in mail.outbox[-1].subject.lower()


def test_everything_that_was_open_ends(user: User) -> None:
    now = timezone.now()
    Session.objects.create(session_key="s", session_data="", expire_date=now + timedelta(1))
    UserSession.objects.create(
        session_key="s", user=user, created_at=now, last_seen_at=now, authenticated_at=now
    )
    Device.objects.create(
        user=user, token_mac="m", created_at=now, last_seen_at=now, expires_at=now
    )
    other = somebody("192.0.2.2", later=MINUTE)
    old, old_code = asked(other)
    who = somebody(later=3 * MINUTE)
    challenge, code = asked(who)

    retrieval.confirm(challenge, code, GOOD_PASSWORD, who)

    assert not Session.objects.exists()
    assert not UserSession.objects.exists()
    assert not Device.objects.exists()
    with pytest.raises(Incorrect):
        retrieval.confirm(old, old_code, "another good password", other)


def test_code_is_used_once(user: User) -> None:
    who = somebody()
    challenge, code = asked(who)
    retrieval.confirm(challenge, code, GOOD_PASSWORD, who)
    with pytest.raises(Incorrect):
        retrieval.confirm(challenge, code, "another good password", who)
    with pytest.raises(Incorrect):
        retrieval.confirm(challenge, "", "another good password", who)
    user.refresh_from_db()
    assert user.check_password(GOOD_PASSWORD)


def test_fifth_guess_is_the_last(user: User) -> None:
    who = somebody()
    challenge, code = asked(who)
    left = []
    for _ in range(limits.GUESSES):
        with pytest.raises(Incorrect) as refused:
            retrieval.confirm(challenge, wrong(code), GOOD_PASSWORD, who)
        left.append(refused.value.attempts_left)

    with pytest.raises(Incorrect):
        retrieval.confirm(challenge, code, GOOD_PASSWORD, who)

    assert left == [4, 3, 2, 1, 0]
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_right_code_on_the_fifth_guess_counts(user: User) -> None:
    who = somebody()
    challenge, code = asked(who)
    for _ in range(limits.GUESSES - 1):
        with pytest.raises(Incorrect):
            retrieval.confirm(challenge, wrong(code), GOOD_PASSWORD, who)
    retrieval.confirm(challenge, code, GOOD_PASSWORD, who)


def test_code_runs_out_ten_minutes_after_sending(user: User) -> None:
    who = somebody()
    challenge, code = asked(who)
    late = somebody(browser=who.browser, later=limits.CODE_LIFETIME + timedelta(seconds=5))
    with pytest.raises(Incorrect):
        retrieval.confirm(challenge, code, GOOD_PASSWORD, late)


def test_code_proves_nothing_in_another_browser(user: User) -> None:
    challenge, code = asked(somebody())
    with pytest.raises(Incorrect):
        retrieval.confirm(challenge, code, GOOD_PASSWORD, somebody())
    assert Challenge.objects.get().attempts == 0


def test_stranger_does_not_end_the_owners_code(user: User) -> None:
    who = somebody()
    challenge, code = asked(who)
    retrieval.ask("li@example.org", somebody("198.51.100.1"))
    work()
    retrieval.confirm(challenge, code, GOOD_PASSWORD, who)


def test_browser_replaces_its_own_former_code(user: User) -> None:
    who = somebody()
    challenge, code = asked(who)
    again = somebody(browser=who.browser, later=2 * MINUTE)
    asked(again)
    with pytest.raises(Incorrect):
        retrieval.confirm(challenge, code, GOOD_PASSWORD, again)


def test_code_of_another_purpose_proves_nothing(user: User) -> None:
    who = somebody()
    challenge, code = asked(who)
    with pytest.raises(Incorrect):
        sign_up.confirm(challenge, code, GOOD_PASSWORD, who)
    with pytest.raises(Incorrect):
        email_change.confirm(challenge, code, who, user=user)


def test_changed_password_kills_the_code_under_way(user: User) -> None:
    who = somebody()
    challenge, code = asked(who)
    user.set_password("changed in between")
    user.save()
    with pytest.raises(Incorrect):
        retrieval.confirm(challenge, code, GOOD_PASSWORD, who)


def test_after_a_weak_password_the_code_need_not_be_typed_again(user: User) -> None:
    who = somebody()
    challenge, code = asked(who)
    with pytest.raises(WeakPassword):
        retrieval.confirm(challenge, code, "short", who)
    standing = retrieval.standing(challenge, who)
    assert standing
    assert standing.verified
    with pytest.raises(Incorrect):
        retrieval.confirm(challenge, "", GOOD_PASSWORD, somebody())

    retrieval.confirm(challenge, "", GOOD_PASSWORD, who)

    user.refresh_from_db()
    assert user.check_password(GOOD_PASSWORD)


def test_wrong_code_says_nothing_about_the_password(user: User) -> None:
    who = somebody()
    challenge, code = asked(who)
    with pytest.raises(Incorrect):
        retrieval.confirm(challenge, wrong(code), "short", who)


def test_likeness_to_the_account_is_told_after_the_code(user: User) -> None:
    User.objects.filter(pk=user.pk).update(name_en="Bartholomew Quirk")
    who = somebody()
    challenge, code = asked(who)
    with pytest.raises(WeakPassword):
        retrieval.confirm(challenge, code, "bartholomew quirk", who)


@pytest.mark.parametrize(
    "facts",
    [None, {"is_active": False}, {"password": "!unusable"}],
    ids=["unknown", "closed", "no"],
)
def test_accounts_that_get_no_code_look_like_those_that_do(facts: dict[str, Any] | None) -> None:
    if facts is not None:
        user = make_user("reader", email="li@example.org")
        User.objects.filter(pk=user.pk).update(**facts)
    make_user("reader", email="known@example.org")
    traces = []
    for address in ("known@example.org", "li@example.org"):
        counters, tasks = Counter.objects.count(), DBTaskResult.objects.count()
        who = somebody()
        challenge = retrieval.ask(address, who).challenge
        run = work()
        with pytest.raises(Incorrect) as refused:
            retrieval.confirm(challenge, "00000000", GOOD_PASSWORD, who)
        row = Challenge.objects.get(pk=challenge)
        traces.append(
            (
                Counter.objects.count() - counters,
                DBTaskResult.objects.count() - tasks,
                run,
                refused.value.attempts_left,
                retrieval.standing(challenge, who) is not None,
                len(row.code_mac),
                row.expires_at - (row.sent_at or row.created_at),
            )
        )
    known, unknown = traces
    # The breaker's row and the network's were there the second time.
    assert known[1:] == unknown[1:]
    assert len(mail.outbox) == 1


def test_decoy_is_not_proved_by_whatever_code() -> None:
    who = somebody()
    challenge = retrieval.ask("nobody@example.org", who).challenge
    work()
    with pytest.raises(Incorrect):
        retrieval.confirm(challenge, "", GOOD_PASSWORD, who)
    row = Challenge.objects.get()
    assert (row.decoy, row.verified_at) == (True, None)


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(ValidationError):
        retrieval.ask("no address\x00", somebody())


@pytest.mark.parametrize("code", ["x", "\x00", "9" * 10_000, "12\ud80034", "１２３４"])
def test_odd_codes_are_wrong_codes(user: User, code: str) -> None:
    who = somebody()
    challenge, _ = asked(who)
    with pytest.raises(Incorrect) as refused:
        retrieval.confirm(challenge, code, GOOD_PASSWORD, who)
    assert refused.value.attempts_left == limits.GUESSES - 1


@pytest.mark.parametrize("challenge", ["", "x", "\x00", "1" * 10_000])
def test_odd_challenges_are_wrong_codes(challenge: str) -> None:
    with pytest.raises(Incorrect):
        retrieval.confirm(challenge, "12345678", GOOD_PASSWORD, somebody())
    assert retrieval.standing(challenge, somebody()) is None


def test_browser_waits_before_it_asks_for_the_same_address_again(user: User) -> None:
    who = somebody()
    retrieval.ask("li@example.org", who)
    with pytest.raises(TooSoon) as refused:
        retrieval.ask("LI@example.org", somebody(browser=who.browser, later=MINUTE / 2))
    assert refused.value.retry_after <= MINUTE / 2
    retrieval.ask("other@example.org", who)


def test_address_gets_five_mails_an_hour_and_strangers_see_no_difference(user: User) -> None:
    for number in range(limits.SEND_PER_ADDRESS_HOUR.most + 2):
        who = somebody(f"192.0.2.{number}", later=2 * number * MINUTE)
        retrieval.ask("li@example.org", who)
        work()
    assert len(mail.outbox) == limits.SEND_PER_ADDRESS_HOUR.most


def test_known_device_has_a_bucket_of_its_own(user: User) -> None:
    for number in range(limits.SEND_PER_ADDRESS_HOUR.most):
        retrieval.ask("li@example.org", somebody(f"192.0.2.{number}", later=2 * number * MINUTE))
    now = timezone.now()
    device = Device.objects.create(
        user=user, token_mac="m", created_at=now, last_seen_at=now, expires_at=now
    )
    mail.outbox.clear()

    asked(somebody(device=device, later=20 * MINUTE))

    assert mail.outbox


def test_network_is_told_when_it_asked_too_often() -> None:
    for number in range(limits.SEND_PER_IP.most):
        retrieval.ask(f"nobody-{number}@example.org", somebody())
    with pytest.raises(TooManyFromHere) as refused:
        retrieval.ask("nobody@example.org", somebody())
    assert timedelta(0) < refused.value.retry_after <= limits.SEND_PER_IP.within


def test_network_is_told_when_it_guessed_too_often() -> None:
    for _ in range(limits.CONFIRM_PER_IP.most):
        with pytest.raises(Incorrect):
            retrieval.confirm("x", "12345678", GOOD_PASSWORD, somebody())
    with pytest.raises(TooManyFromHere):
        retrieval.confirm("x", "12345678", GOOD_PASSWORD, somebody())


def test_account_takes_no_more_strangers_guesses_than_its_ceiling(user: User) -> None:
    who = somebody()
    challenge, code = asked(who)
    for _ in range(limits.FAILED_PER_ACCOUNT.most):
        assert take(limits.FAILED_PER_ACCOUNT, "li@example.org", at=who.at)
    with pytest.raises(Incorrect):
        retrieval.confirm(challenge, code, GOOD_PASSWORD, who)


def test_right_code_costs_the_account_nothing(user: User) -> None:
    who = somebody()
    challenge, code = asked(who)
    for _ in range(limits.FAILED_PER_ACCOUNT.most - 1):
        take(limits.FAILED_PER_ACCOUNT, "li@example.org", at=who.at)
    retrieval.confirm(challenge, code, GOOD_PASSWORD, who)
    assert take(limits.FAILED_PER_ACCOUNT, "li@example.org", at=who.at)


def test_breaker_refuses_strangers_unseen_lets_devices_pass_and_alerts_once(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    administrator = make_staff("administrator", is_superuser=True)
    monkeypatch.setattr(limits, "BREAKER", limits.Limit("BREAKER", 1, limits.HOUR))
    who = somebody()
    challenge, code = asked(who)
    for _ in range(3):
        with pytest.raises(Incorrect):
            retrieval.confirm(challenge, wrong(code), GOOD_PASSWORD, who)
    with pytest.raises(Incorrect):
        retrieval.confirm(challenge, code, GOOD_PASSWORD, who)
    mail.outbox.clear()
    work()
    assert [letter.to for letter in mail.outbox] == [[administrator.email]]
    now = timezone.now()
    device = Device.objects.create(
        user=user, token_mac="m", created_at=now, last_seen_at=now, expires_at=now
    )

    known = somebody(device=device, later=5 * MINUTE)
    challenge, code = asked(known)
    retrieval.confirm(challenge, code, GOOD_PASSWORD, known)


def test_mailed_code_alone_gives_staff_no_password() -> None:
    editor = make_staff("editor", email="li@example.org")
    who = somebody()
    challenge, code = asked(who)
    with pytest.raises(SecondFactorNeeded):
        retrieval.confirm(challenge, code, GOOD_PASSWORD, who)
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)


def test_invitation_lets_staff_choose_a_password_once() -> None:
    editor = make_staff("editor", email="li@example.org")
    User.objects.filter(pk=editor.pk).update(password="!unusable")
    now = timezone.now()
    Invitation.objects.create(
        user=editor,
        invited_by=make_staff("administrator"),
        created_at=now,
        expires_at=now + timedelta(days=1),
    )
    who = somebody()
    challenge, code = asked(who)

    retrieval.confirm(challenge, code, GOOD_PASSWORD, who)

    assert not Invitation.objects.open(now).exists()
    editor.refresh_from_db()
    assert editor.check_password(GOOD_PASSWORD)


def test_new_pepper_keeps_codes_under_way_while_the_former_one_is_named(
    user: User, settings: Any
) -> None:
    who = somebody()
    challenge, code = asked(who)
    former = settings.ACCOUNTS_CODE_PEPPER
    with (
        override_settings(ACCOUNTS_CODE_PEPPER="new", ACCOUNTS_CODE_PEPPER_FALLBACKS=[]),
        pytest.raises(Incorrect),
    ):
        retrieval.confirm(challenge, code, GOOD_PASSWORD, who)
    with override_settings(
        SECRET_KEY="new", ACCOUNTS_CODE_PEPPER="new", ACCOUNTS_CODE_PEPPER_FALLBACKS=[former]
    ):
        retrieval.confirm(challenge, code, GOOD_PASSWORD, who)


def test_events_hold_neither_address_nor_code(user: User) -> None:
    who = somebody()
    challenge, code = asked(who)
    with pytest.raises(Incorrect):
        retrieval.confirm(challenge, wrong(code), GOOD_PASSWORD, who)
    written = str(list(AuthEvent.objects.values()))
    assert "example.org" not in written
    assert code not in written
