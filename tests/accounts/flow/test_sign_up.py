"""A new account comes into being by its owner's mail alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from accounts.flow import retrieval, sign_up
from accounts.flow.refusals import Incorrect, WeakPassword
from accounts.models import Challenge, User
from tests.accounts.people import GOOD_PASSWORD, newest_code, somebody, work
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_account_exists_after_the_code_and_not_before() -> None:
    who = somebody(language="zh")
    challenge = sign_up.ask("New@Example.org", who).challenge
    work()
    assert not User.objects.filter(email_canonical="new@example.org").exists()

    user = sign_up.confirm(challenge, newest_code(), GOOD_PASSWORD, who, name_zh="李雷")

    assert (user.email, user.language, user.is_staff) == ("new@example.org", "zh", False)
    assert user.check_password(GOOD_PASSWORD)


def test_address_with_an_account_gets_a_mail_that_says_so_and_no_code() -> None:
    make_user("reader", email="Li@Example.org")
    who = somebody()
    challenge = sign_up.ask("li@example.org", who).challenge
    work()

    assert mail.outbox[0].to == ["Li@Example.org"]
    assert "already" in mail.outbox[0].subject
    with pytest.raises(Incorrect) as refused:
        sign_up.confirm(challenge, "12345678", GOOD_PASSWORD, who)
    assert refused.value.attempts_left == 4


def test_mail_to_an_address_with_an_account_is_limited_too() -> None:
    make_user("reader", email="li@example.org")
    for number in range(3):
        sign_up.ask("li@example.org", somebody(f"192.0.2.{number}"))
    work()
    assert len(mail.outbox) == 1


def test_weak_password_leaves_the_code_proved() -> None:
    who = somebody()
    challenge = sign_up.ask("new@example.org", who).challenge
    work()
    with pytest.raises(WeakPassword):
        sign_up.confirm(challenge, newest_code(), "zhangwei12345", who)
    sign_up.confirm(challenge, "", GOOD_PASSWORD, who)


def test_code_for_signing_up_retrieves_no_password() -> None:
    who = somebody()
    challenge = sign_up.ask("new@example.org", who).challenge
    work()
    make_user("reader", email="new@example.org")
    with pytest.raises(Incorrect):
        retrieval.confirm(challenge, newest_code(), GOOD_PASSWORD, who)


def test_account_made_in_between_wins() -> None:
    who = somebody()
    challenge = sign_up.ask("new@example.org", who).challenge
    work()
    make_user("reader", email="new@example.org")
    with pytest.raises(Incorrect):
        sign_up.confirm(challenge, newest_code(), GOOD_PASSWORD, who)
    assert Challenge.objects.get().used_at is None


def test_standing_shows_the_browser_its_own_challenge_alone() -> None:
    who = somebody()
    challenge = sign_up.ask("new@example.org", who).challenge
    standing = sign_up.standing(challenge, who)
    assert standing
    assert (standing.address, standing.attempts_left) == ("new@example.org", 5)
    assert timedelta(0) < standing.resend_after <= timedelta(seconds=60)
    assert sign_up.standing(challenge, somebody()) is None
