"""Many at once, on real connections: counted exactly, won once."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import check_password

from accounts import limits
from accounts.flow import challenges, retrieval, sign_up
from accounts.models import AuthEvent, AuthKind, AuthOutcome, Challenge, Counter, User
from accounts.proof import code_fits
from tests.accounts.people import GOOD_PASSWORD, newest_code, somebody, together, work, wrong
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_hundred_wrong_guesses_exactly_five_are_evaluated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_user("reader", email="li@example.org")
    who = somebody()
    challenge = retrieval.ask("li@example.org", who).challenge
    work()
    guess = wrong(newest_code())
    evaluated = []

    def watched(found: Challenge, code: str | None) -> bool:
        evaluated.append(code)
        return code_fits(found, code)

    monkeypatch.setattr(challenges, "code_fits", watched)

    def attack(number: int) -> None:
        # From many networks, or the limit of one would stop most of them.
        attacker = somebody(f"2001:db8:0:{number:x}::1", browser=who.browser)
        retrieval.confirm(challenge, guess, GOOD_PASSWORD, attacker)

    assert together(200, attack) == {"Incorrect": 200}
    assert len(evaluated) == limits.GUESSES
    assert Challenge.objects.get().attempts == limits.GUESSES
    failed = Counter.objects.filter(n=limits.GUESSES).count()
    assert failed == 2  # the account's and the site's
    assert AuthEvent.objects.filter(kind=AuthKind.CODE_GUESSED, reason="wrong").count() == 5


def test_of_twenty_right_codes_exactly_one_wins() -> None:
    user = make_user("reader", email="li@example.org")
    who = somebody()
    challenge = retrieval.ask("li@example.org", who).challenge
    work()
    code = newest_code()

    ended = together(20, lambda n: retrieval.confirm(challenge, code, f"{GOOD_PASSWORD} {n}", who))

    assert ended == {"done": 1, "Incorrect": 19}
    resets = AuthEvent.objects.filter(kind=AuthKind.PASSWORD_RESET, outcome=AuthOutcome.DONE)
    assert resets.count() == 1
    user.refresh_from_db()
    assert sum(check_password(f"{GOOD_PASSWORD} {n}", user.password) for n in range(20)) == 1


def test_of_many_sign_ups_with_one_address_one_makes_the_account() -> None:
    browsers = [somebody(f"192.0.2.{number}") for number in range(4)]
    asked = []
    for who in browsers:
        Counter.objects.all().delete()  # the address's own pause is another rule
        challenge = sign_up.ask("new@example.org", who).challenge
        work()
        asked.append((who, challenge, newest_code()))

    def finish(number: int) -> None:
        who, challenge, code = asked[number]
        sign_up.confirm(challenge, code, GOOD_PASSWORD, who, name_en=f"Number {number}")

    assert together(4, finish, threads=4) == {"done": 1, "Incorrect": 3}
    assert User.objects.filter(email_canonical="new@example.org").count() == 1
