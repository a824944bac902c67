"""The audit finds stale staff, missing second factors and peaks, and nothing else."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from accounts.audit import LEAST, Peak, audit, failed_mails
from accounts.models import Authenticator, AuthEvent, User
from tests.factories import make_staff, make_user

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def colleague(
    name: str, *, last: timedelta | None = DAY, factor: bool = True, **facts: Any
) -> User:
    user = make_staff(name, date_joined=AT - 200 * DAY, **facts)
    User.objects.filter(pk=user.pk).update(last_login=None if last is None else AT - last)
    if factor:
        Authenticator.objects.create(user=user, sealed_seed="x", created_at=AT, confirmed_at=AT)
    return user


def fail(times: int, ago: timedelta, kind: str = "sign-in", outcome: str = "failed") -> None:
    AuthEvent.objects.bulk_create(
        AuthEvent(at=AT - ago, kind=kind, outcome=outcome) for _ in range(times)
    )


def test_nothing_is_found_where_all_is_well() -> None:
    colleague("present")
    make_user("reader", date_joined=AT - 400 * DAY)

    assert not audit(AT)


def test_staff_who_no_longer_come_are_stale_after_ninety_days() -> None:
    colleague("present", last=89 * DAY)
    gone = colleague("gone", last=91 * DAY)
    never = colleague("never", last=None)
    colleague("closed", last=100 * DAY, is_active=False)

    assert [each.account for each in audit(AT).stale] == [never.pk, gone.pk]


def test_staff_who_came_lately_and_never_signed_in_are_not_stale() -> None:
    user = colleague("new", last=None)
    User.objects.filter(pk=user.pk).update(date_joined=AT - DAY)

    assert not audit(AT).stale


def test_staff_without_a_confirmed_authenticator_are_told_administrators_first() -> None:
    plain = colleague("plain", factor=False)
    boss = colleague("boss", factor=False, is_superuser=True)
    begun = colleague("begun", factor=False)
    Authenticator.objects.create(user=begun, sealed_seed="x", created_at=AT)
    invited = colleague("invited", factor=False)
    User.objects.filter(pk=invited.pk).update(password="!none")

    found = audit(AT).without_second_factor

    assert {each.account for each in found} == {plain.pk, boss.pk, begun.pk}
    assert found[0].account == boss.pk
    assert found[0].is_administrator


def test_peak_is_far_above_the_usual_and_not_small() -> None:
    for day in range(28):
        fail(10, ago=day * DAY + 3 * HOUR)
    fail(LEAST["hour"], ago=2 * DAY)

    assert audit(AT).peaks == (
        Peak(AT.replace(minute=0) - 2 * DAY, "hour", LEAST["hour"], usual=0),
    )


def test_few_failures_are_no_peak_however_quiet_it_was() -> None:
    fail(LEAST["hour"] - 1, ago=HOUR)

    assert not audit(AT).peaks


def test_day_of_many_failures_is_a_peak() -> None:
    for hour in range(4):
        fail(25, ago=DAY + hour * HOUR, kind="code-guessed")

    (peak,) = audit(AT).peaks

    assert (peak.span, peak.guesses, peak.usual) == ("day", LEAST["day"], 0)
    assert peak.beginning == datetime(2026, 11, 23, tzinfo=UTC)


def test_what_happens_every_day_is_no_peak() -> None:
    for day in range(28):
        for hour in range(5):
            fail(25, ago=day * DAY + hour * HOUR, outcome="refused")

    assert not audit(AT).peaks


def test_old_peaks_and_successes_are_not_told() -> None:
    fail(500, ago=20 * DAY)
    fail(500, ago=HOUR, outcome="done")
    fail(500, ago=HOUR, kind="mail")

    assert not audit(AT).peaks


def test_three_queries_do(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(4):
        colleague(f"someone-{number}", last=100 * DAY, factor=False)
    fail(200, ago=HOUR)

    with django_assert_num_queries(3):
        audit(AT)


def test_command_prints_sentences_and_ends_with_one_when_something_was_found() -> None:
    make_staff("boss", email="boss@example.org", is_superuser=True)
    out = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("audit_accounts", stdout=out)

    assert ended.value.code == 1
    assert out.getvalue() == "boss@example.org is an administrator and has no second factor.\n"


def test_command_prints_one_json_object() -> None:
    boss = make_staff("boss", email="boss@example.org")
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command("audit_accounts", "--json", stdout=out)

    found = json.loads(out.getvalue())
    assert found["without_second_factor"] == [
        {"account": boss.pk, "email": "boss@example.org", "is_administrator": False}
    ]
    assert (found["stale"], found["peaks"]) == ([], [])


def test_command_ends_well_when_nothing_was_found() -> None:
    out = StringIO()

    call_command("audit_accounts", stdout=out)

    assert out.getvalue() == "Nothing to look at.\n"


def test_mails_that_failed_within_a_day_are_counted() -> None:
    fail(2, ago=HOUR, kind="mail")
    fail(1, ago=HOUR, kind="mail", outcome="refused")
    fail(4, ago=HOUR, kind="mail", outcome="done")
    fail(8, ago=25 * HOUR, kind="mail")
    fail(16, ago=HOUR)

    assert failed_mails(AT) == 3
