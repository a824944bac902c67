"""The account pages over HTTP, served by several processes: counted exactly, won once.

What was evaluated is read from the database; no clock is asked.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.hashers import check_password
from django.db import connection

from accounts import limits
from accounts.models import AuthEvent, AuthKind, AuthOutcome, Challenge, Counter, UserSession
from tests.accounts.people import GOOD_PASSWORD, newest_code, work, wrong
from tests.factories import PASSWORD, make_user
from tools.server import serving
from tools.visitor import Answer, Visitor, all_at_once

pytestmark = pytest.mark.django_db(transaction=True)

RETRIEVE, SIGN_IN = "/accounts/retrieve-password/", "/accounts/sign-in/"


@pytest.fixture(scope="module")
def port(django_db_setup: None) -> Iterator[int]:
    """Serve the test database, by two processes of four threads."""
    name = str(connection.settings_dict["NAME"])
    address = (
        urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
        if connection.vendor == "postgresql"
        else f"sqlite:///{name}"
    )
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "tests.served_settings",
    }
    with serving(environment, processes=2, threads=4) as port:
        yield port


def network(number: int) -> str:
    return f"2001:db8:0:{number:x}::1"


def code_page(port: int, address: str, language: str = "en") -> tuple[Visitor, Answer]:
    """Ask for a code, and return the visitor with the page that wants it."""
    visitor = Visitor(port, "192.0.2.1", language=language)
    form = visitor.get(RETRIEVE).form("email")
    asked = visitor.post(form.action, form.filled(email=address))
    assert asked.status == 303
    return visitor, visitor.get(asked.location)


def confirm_at_once(visitor: Visitor, page: Answer, code: str, number: int) -> list[Answer]:
    form = page.form("one-time-code")
    return all_at_once(
        [
            visitor.prepared(
                form.action,
                form.filled(one_time_code=code, new_password=f"{GOOD_PASSWORD} {each}"),
            ).sent_from(network(each))
            for each in range(number)
        ]
    )


def sign_in_at_once(port: int, address: str, password: str, number: int) -> list[Answer]:
    visitor = Visitor(port, "192.0.2.1")
    form = visitor.get(SIGN_IN).form("current-password")
    request = visitor.prepared(
        form.action, form.filled(username=address, current_password=password)
    )
    return all_at_once([request.sent_from(network(each)) for each in range(number)])


def test_of_two_hundred_wrong_codes_exactly_five_are_evaluated(port: int) -> None:
    make_user("reader", email="li@example.org")
    visitor, page = code_page(port, "li@example.org")
    work()

    answers = confirm_at_once(visitor, page, wrong(newest_code()), 200)

    assert {answer.status for answer in answers} == {200}
    guesses = AuthEvent.objects.filter(kind=AuthKind.CODE_GUESSED)
    assert guesses.filter(reason="wrong").count() == limits.GUESSES
    assert guesses.filter(reason="closed").count() == 200 - limits.GUESSES
    assert Challenge.objects.get().attempts == limits.GUESSES
    # The account's and the site's: what was not evaluated is not counted against anybody.
    assert Counter.objects.filter(n=limits.GUESSES).count() == 2


def test_of_twenty_right_codes_exactly_one_wins(port: int) -> None:
    user = make_user("reader", email="li@example.org")
    visitor, page = code_page(port, "li@example.org")
    work()

    answers = confirm_at_once(visitor, page, newest_code(), 20)

    assert [answer.location for answer in answers].count(SIGN_IN) == 1
    resets = AuthEvent.objects.filter(kind=AuthKind.PASSWORD_RESET, outcome=AuthOutcome.DONE)
    assert resets.count() == 1
    user.refresh_from_db()
    assert sum(check_password(f"{GOOD_PASSWORD} {each}", user.password) for each in range(20)) == 1


def test_sixty_sign_ins_after_the_limit_are_not_evaluated_even_with_the_right_password(
    port: int,
) -> None:
    make_user("reader", email="li@example.org")
    sign_in_at_once(port, "li@example.org", "wrong", 60)
    tried = AuthEvent.objects.filter(kind=AuthKind.SIGN_IN)
    assert tried.filter(reason="wrong").count() == limits.SIGN_IN_PER_ACCOUNT.most

    answers = sign_in_at_once(port, "li@example.org", PASSWORD, 60)

    assert {answer.status for answer in answers} == {200}
    assert tried.filter(reason="limit").count() == 120 - limits.SIGN_IN_PER_ACCOUNT.most
    assert not tried.filter(outcome=AuthOutcome.DONE).exists()
    assert not UserSession.objects.exists()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_answers_for_known_and_unknown_addresses_are_the_same_bytes(
    port: int, language: str
) -> None:
    make_user("reader", email="known@example.org")
    make_user("closed", email="closed@example.org", is_active=False)
    seen = []
    for address in ("known@example.org", "closed@example.org", "unknown@example.org"):
        visitor, page = code_page(port, address, language)
        work()
        form = page.form("one-time-code")
        filled = form.filled(one_time_code="12345678", new_password=GOOD_PASSWORD)
        answers = [page, *(visitor.post(form.action, filled) for _ in range(limits.GUESSES + 2))]
        door = visitor.get(SIGN_IN)
        form = door.form("current-password")
        filled = form.filled(username=address, current_password="wrong")
        answers += [visitor.post(form.action, filled) for _ in range(limits.GUESSES)]
        seen.append([answer.masked(address) for answer in answers])
        Counter.objects.all().delete()

    assert seen[0] == seen[1] == seen[2]


@pytest.mark.parametrize("charset", ["utf-7", "base64", "unicode_escape"])
def test_a_charset_of_the_senders_choice_ends_at_the_door(port: int, charset: str) -> None:
    request = Visitor(port, "192.0.2.1").prepared("/accounts/sign-in/?next=%2B2AA-", {})
    headers = {**request.headers, "Content-Type": f"multipart/form-data; charset={charset}"}
    assert replace(request, headers=headers).send().status == 400
