"""Reads are counted in memory first, bounded there, and lost by nobody's hurry."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, Error, InterfaceError, connection

from articles.models import Article, ReadCount, add_reads
from articles.reader import read_counter
from articles.reader.read_counter import PER_ADDRESS, ReadCounter, full_hour
from tests.articles.reader.pages import MORNING, publish, publish_many
from tests.factories import make_cast

HOUR = full_hour(MORNING)
LATER = timedelta(hours=1)


@pytest.fixture
def article() -> Article:
    return publish(make_cast(), number=7)


def counts() -> dict[tuple[Any, int], int]:
    rows = ReadCount.objects.values_list("hour", "article__number", "count")
    return {(hour, number): count for hour, number, count in rows}


@pytest.mark.django_db
def test_reads_of_an_hour_are_one_row_however_often_they_are_written(article: Article) -> None:
    counter = ReadCounter()

    for person in range(3):
        counter.count(7, f"192.0.2.{person}", MORNING + timedelta(minutes=person))
        counter.write()
    counter.count(7, "192.0.2.1", MORNING + LATER)
    counter.write()
    counter.write()

    assert counts() == {(HOUR, 7): 3, (HOUR + LATER, 7): 1}


@pytest.mark.django_db
def test_address_counts_anew_in_the_next_hour_and_for_another_article(article: Article) -> None:
    publish(make_cast(), number=8)
    counter = ReadCounter()

    for number, moment in ((7, MORNING), (8, MORNING), (7, MORNING + LATER), (7, MORNING)):
        for _ in range(PER_ADDRESS + 1):
            counter.count(number, "192.0.2.1", moment)
    counter.write()

    # A thread that is late by an hour does not make it begin again.
    assert counts() == {
        (HOUR, 7): PER_ADDRESS,
        (HOUR, 8): PER_ADDRESS,
        (HOUR + LATER, 7): PER_ADDRESS,
    }


@pytest.mark.django_db
def test_what_a_process_holds_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_counter, "MOST_WAITING", 5)
    monkeypatch.setattr(read_counter, "MOST_REMEMBERED", 5)
    counter = ReadCounter()

    for number in range(1, 50):
        counter.count(number, "192.0.2.1", MORNING)

    assert len(counter._waiting) == 5
    assert len(counter._seen) == 5


@pytest.mark.django_db
def test_who_invents_numbers_keeps_nobody_else_from_being_counted(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_counter, "MOST_WAITING", 10)
    monkeypatch.setattr(read_counter, "MOST_OF_ONE", 9)
    counter = ReadCounter()

    for number in range(1_000, 1_050):
        counter.count(number, "192.0.2.1", MORNING)
    counter.count(7, "192.0.2.2", MORNING)
    counter.write()

    assert counts() == {(HOUR, 7): 1}
    counter.count(7, "192.0.2.1", MORNING)  # written, it begins anew
    counter.write()
    assert counts() == {(HOUR, 7): 2}


def test_no_address_stays_in_memory() -> None:
    counter = ReadCounter()

    counter.count(7, "192.0.2.77", MORNING)

    assert "192.0.2.77" not in repr(vars(counter))


@pytest.mark.django_db
@pytest.mark.parametrize("error", [DatabaseError("locked"), InterfaceError("closed")])
def test_what_the_database_refused_is_written_later(
    article: Article, monkeypatch: pytest.MonkeyPatch, error: Error
) -> None:
    due: list[Callable[[], None]] = []
    monkeypatch.setattr(read_counter, "later", lambda seconds, act: due.append(act))
    counter = ReadCounter()
    counter.count(7, "192.0.2.1", MORNING)
    counter.count(7, "192.0.2.2", MORNING)
    assert len(due) == 1

    def refuse(*words: object) -> None:
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(read_counter, "add_reads", refuse)
        counter.write()
    assert counts() == {}
    assert len(due) == 2
    counter.write()

    assert counts() == {(HOUR, 7): 2}


@pytest.mark.django_db(transaction=True)
def test_processes_that_write_at_once_lose_nothing() -> None:
    keys = [article.pk for article in publish_many(make_cast(), 5)]

    def write(turn: int) -> None:
        try:
            order = keys if turn % 2 else keys[::-1]
            for _ in range(5):
                add_reads(HOUR, dict.fromkeys(order, 1))
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(6)))

    assert list(counts().values()) == [30] * 5


@pytest.mark.django_db(transaction=True)
def test_reads_are_written_by_a_thread_after_a_while(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    due: list[Callable[[], None]] = []
    monkeypatch.setattr(read_counter, "later", lambda seconds, act: due.append(act))
    counter = ReadCounter()

    counter.count(7, "192.0.2.1", MORNING)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(due[0]).result()
    counter.count(7, "192.0.2.2", MORNING)

    assert counts() == {(HOUR, 7): 1}
    # The next one is waited for anew.
    assert len(due) == 2
