"""The worker with real tasks on the real database."""

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from seetao.work.rescue import LIVES, LOST_AFTER, give_back_orphans, worker_name
from seetao.work.upkeep import KEEP_SUCCESSFUL, clear_expired_sessions, clear_finished_tasks
from seetao.work.worker import Duty, TookTooLong, Worker, time_limit
from tests.seetao.work import tasks

pytestmark = pytest.mark.django_db

DEAD_PROCESS = 2**22 + 1  # above Linux's highest process number


@pytest.fixture(autouse=True)
def _nothing_done_yet() -> Iterator[None]:
    tasks.done.clear()
    yield
    tasks.done.clear()


def running(worker: str, *, started: datetime, lives: int = 1) -> DBTaskResult[..., Any]:
    tasks.note.enqueue("rescued")
    task = DBTaskResult.objects.get()
    task.status = TaskResultStatus.RUNNING
    task.started_at = started
    task.worker_ids = [worker] * lives
    task.save()
    return task


def test_tasks_run_and_the_urgent_one_first() -> None:
    tasks.note.enqueue("later")
    tasks.note.using(priority=50).enqueue("sooner")

    number = Worker([]).drain()

    assert (number, tasks.done) == (2, ["sooner", "later"])
    assert DBTaskResult.objects.successful().count() == 2


def test_failed_task_keeps_its_traceback_and_the_worker_goes_on() -> None:
    tasks.fail.enqueue()
    tasks.note.enqueue("after")

    Worker([]).drain()

    assert "ZeroDivisionError" in DBTaskResult.objects.failed().get().traceback
    assert tasks.done == ["after"]


def test_task_for_later_waits() -> None:
    tasks.note.using(run_after=timezone.now() + timedelta(minutes=1)).enqueue("early")

    assert Worker([]).drain() == 0


def test_task_of_a_transaction_that_was_rolled_back_never_runs() -> None:
    with transaction.atomic():
        tasks.note.enqueue("never")
        transaction.set_rollback(True)

    assert Worker([]).drain() == 0


def test_retried_task_waits_twice_as_long_each_time_and_then_succeeds() -> None:
    tasks.succeed_on_try.enqueue(3)
    pauses = []

    for _ in range(3):
        Worker([]).drain()
        for waiting in DBTaskResult.objects.filter(status=TaskResultStatus.READY):
            pauses.append(round((waiting.run_after - timezone.now()) / tasks.PAUSE))
            waiting.run_after = timezone.now()
            waiting.save()

    assert pauses == [1, 2]
    assert len(tasks.done) == 3
    assert not DBTaskResult.objects.failed().exists()


def test_task_fails_for_good_after_its_last_try() -> None:
    tasks.succeed_on_try.enqueue(99)

    for _ in range(4):
        Worker([]).drain()
        DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=timezone.now())

    assert len(tasks.done) == 3
    assert "Away" in DBTaskResult.objects.failed().get().traceback


def test_task_of_a_dead_process_of_this_host_is_given_back_at_once() -> None:
    host = worker_name().rpartition("/")[0]
    running(f"{host}/{DEAD_PROCESS}", started=timezone.now())

    assert give_back_orphans(timezone.now()) == 1
    assert Worker([]).drain() == 1
    assert tasks.done == ["rescued"]


def test_task_of_a_living_process_is_left_alone() -> None:
    running(worker_name(), started=timezone.now())

    assert give_back_orphans(timezone.now()) == 0


@pytest.mark.parametrize(("age", "rescued"), [(LOST_AFTER, 0), (LOST_AFTER + timedelta(0, 1), 1)])
def test_task_on_another_host_is_given_back_when_none_could_run_so_long(
    age: timedelta, rescued: int
) -> None:
    now = timezone.now()
    running("elsewhere/1", started=now - age)

    assert give_back_orphans(now) == rescued


def test_task_that_took_its_workers_along_is_given_up() -> None:
    now = timezone.now()
    running("elsewhere/1", started=now - 2 * LOST_AFTER, lives=LIVES)

    assert give_back_orphans(now) == 0
    assert "Given up" in DBTaskResult.objects.failed().get().traceback


def test_duty_is_performed_when_its_time_has_come_again() -> None:
    times: list[datetime] = []
    worker = Worker([Duty(times.append, every=timedelta(seconds=10))])
    start = timezone.now()

    for second in (0, 9, 10, 11):
        worker.perform_due(start + timedelta(seconds=second))

    assert [(at - start).seconds for at in times] == [0, 10]


def test_duty_that_fails_stops_neither_the_others_nor_the_tasks() -> None:
    performed: list[datetime] = []

    def fail(at: datetime) -> None:
        raise ZeroDivisionError

    tasks.note.enqueue("done")
    hourly = timedelta(hours=1)

    Worker([Duty(fail, every=hourly), Duty(performed.append, every=hourly)]).drain()

    assert (len(performed), tasks.done) == (1, ["done"])


def test_expired_sessions_are_deleted_and_others_stay() -> None:
    now = timezone.now()
    Session.objects.create(session_key="old", session_data="", expire_date=now)
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(1))

    assert clear_expired_sessions(now + timedelta(seconds=1)) == 1
    assert Session.objects.get().session_key == "new"


def test_records_of_finished_tasks_are_deleted_after_a_while() -> None:
    tasks.note.enqueue("word")
    Worker([]).drain()
    now = timezone.now()

    assert clear_finished_tasks(now) == 0
    assert clear_finished_tasks(now + KEEP_SUCCESSFUL + timedelta(seconds=1)) == 1


def test_task_that_runs_too_long_is_ended() -> None:
    with pytest.raises(TookTooLong), time_limit(timedelta(milliseconds=20)):
        threading.Event().wait(10)


@pytest.mark.django_db(transaction=True)
def test_two_workers_run_each_task_once_and_stop_when_told() -> None:
    number = 20
    for each in range(number):
        tasks.note.enqueue(f"{each}")
    workers = [Worker([Duty(give_back_orphans, every=timedelta(0))]) for _ in range(2)]
    all_done = threading.Event()

    def stop_when_done(at: datetime) -> None:
        if not DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL).exists():
            all_done.set()

    watcher = Worker([Duty(stop_when_done, every=timedelta(0))])
    threads = [threading.Thread(target=run_and_close, args=[each]) for each in (*workers, watcher)]
    for thread in threads:
        thread.start()
    finished = all_done.wait(60)
    for worker in (*workers, watcher):
        worker.stop()
    for thread in threads:
        thread.join(60)

    assert finished
    assert sorted(tasks.done, key=int) == [f"{each}" for each in range(number)]


def run_and_close(worker: Worker) -> None:
    from django.db import connection

    worker.run()
    connection.close()
