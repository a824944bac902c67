"""Counters: exact at the limit, under parallel requests, and in their own window."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Lock

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.counters import clear_ended_counters, ends_at, refund, take
from accounts.limits import Limit
from accounts.models import Counter
from tests.accounts.people import together

LIMIT = Limit("TEST", 3, timedelta(minutes=10))

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def fill(at: datetime) -> None:
    for _ in range(LIMIT.most):
        assert take(LIMIT, "key", at=at)


def test_limit_is_taken_up_and_not_passed(now: datetime) -> None:
    fill(now)
    assert take(LIMIT, "key", at=now) is None
    assert Counter.objects.get().n == LIMIT.most


def test_other_keys_count_apart(now: datetime) -> None:
    fill(now)
    assert take(LIMIT, "other", at=now)
    assert take(Limit("OTHER", 3, LIMIT.within), "key", at=now)


def test_parts_do_not_run_together(now: datetime) -> None:
    take(LIMIT, "ab", "c", at=now)
    take(LIMIT, "a", "bc", at=now)
    assert Counter.objects.count() == 2


def test_window_begins_with_its_first_event_and_then_anew(now: datetime) -> None:
    fill(now)
    assert ends_at(LIMIT, "key") == now + LIMIT.within
    assert take(LIMIT, "key", at=now + LIMIT.within - timedelta(seconds=1)) is None
    assert take(LIMIT, "key", at=now + LIMIT.within)


def test_refund_gives_its_own_place_back(now: datetime) -> None:
    fill(now)
    Counter.objects.update(n=LIMIT.most - 1)
    place = take(LIMIT, "key", at=now)
    refund(place)
    assert Counter.objects.get().n == LIMIT.most - 1


def test_refund_leaves_a_later_window_alone(now: datetime) -> None:
    place = take(LIMIT, "key", at=now)
    take(LIMIT, "key", at=now + LIMIT.within)
    refund(place)
    assert Counter.objects.get().n == 1


def test_refund_reaches_the_window_that_another_began_a_moment_later(now: datetime) -> None:
    take(LIMIT, "key", at=now + timedelta(seconds=1))
    place = take(LIMIT, "key", at=now)  # looked at the clock first, counted second

    refund(place)

    assert Counter.objects.get().n == 1


def test_key_tells_nothing(now: datetime) -> None:
    take(LIMIT, "li@example.org", at=now)
    assert "li" not in Counter.objects.get().key


def test_ended_counters_are_cleared(now: datetime) -> None:
    take(LIMIT, "key", at=now)
    assert clear_ended_counters(now + LIMIT.within) == 0
    assert clear_ended_counters(now + LIMIT.within + timedelta(seconds=1)) == 1


@pytest.mark.django_db(transaction=True)
def test_no_transaction_can_take_a_count_back(now: datetime) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        take(LIMIT, "key", at=now)


@pytest.mark.django_db(transaction=True)
def test_two_hundred_in_parallel_take_exactly_the_limit(now: datetime) -> None:
    taken, lock = [], Lock()

    def one(_: int) -> None:
        place = take(LIMIT, "key", at=now)
        with lock:
            taken.append(place is not None)

    together(200, one)

    assert sum(taken) == LIMIT.most
    assert Counter.objects.get().n == LIMIT.most
