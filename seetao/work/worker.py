"""The worker: runs tasks one after another and, between them, what has become due."""

import logging
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import FrameType

from django.db import DatabaseError, close_old_connections, transaction
from django.utils import timezone
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner
from django_tasks_db.models import DBTaskResult

from seetao.work.rescue import TIME_LIMIT, worker_name

logger = logging.getLogger(__name__)

IDLE_SECONDS = 0.5  # between two looks for a task
BROKEN_SECONDS = 5.0  # before the next try, when the database does not answer


@dataclass(frozen=True)
class Duty:
    """Something that becomes due by itself: `perform` gets the time, `every` so often."""

    perform: Callable[[datetime], object]
    every: timedelta


class TookTooLong(Exception):
    """A task ran longer than TIME_LIMIT."""


class Worker:
    """One process's loop. `stop` may be called from a signal handler or another thread."""

    def __init__(self, duties: Sequence[Duty], *, limited: bool = False) -> None:
        """`limited` ends tasks after TIME_LIMIT; it takes SIGALRM, so the main thread."""
        self.name = worker_name()
        self._duties = duties
        self._due: list[datetime | None] = [None] * len(duties)
        self._limited = limited
        self._stopping = threading.Event()
        self._runner = TaskRunner(
            queue_names=["*"],
            interval=0,
            batch=False,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=self.name,
            excluded_queue_names=[],
        )

    def stop(self, signum: int = 0, frame: FrameType | None = None) -> None:
        """End the loop once the running task is done."""
        self._stopping.set()

    def run(self) -> None:
        """Work until `stop`; a database that is away for a while does not end it."""
        logger.info("Worker %s begins", self.name)
        while not self._stopping.is_set():
            close_old_connections()
            try:
                self.perform_due(timezone.now())
                pause = 0.0 if self.run_one() else IDLE_SECONDS
            except DatabaseError:
                logger.exception("The database refused; next try in %s seconds", BROKEN_SECONDS)
                pause = BROKEN_SECONDS
            self._stopping.wait(pause)
        logger.info("Worker %s has ended", self.name)

    def drain(self) -> int:
        """Perform every duty once, run what is ready, and return the number of tasks."""
        self.perform_due(timezone.now())
        done = 0
        while not self._stopping.is_set() and self.run_one():
            done += 1
        return done

    def perform_due(self, at: datetime) -> None:
        """Perform the duties whose time has come; one that fails waits for its next time."""
        for index, duty in enumerate(self._duties):
            due = self._due[index]
            if due is not None and at < due:
                continue
            self._due[index] = at + duty.every
            try:
                duty.perform(at)
            except DatabaseError:
                raise
            except Exception:
                # The loop must outlive a fault in one duty: the others, and the tasks, go on.
                logger.exception("A duty failed: %r", duty.perform)

    def run_one(self) -> bool:
        """Run the most urgent ready task, if there is one; tell whether there was."""
        ready = DBTaskResult.objects.ready().filter(backend_name=DEFAULT_TASK_BACKEND_ALIAS)
        if not ready.exists():  # an idle worker takes no write lock on SQLite
            return False
        with transaction.atomic():
            # SKIP LOCKED on PostgreSQL; on SQLite the IMMEDIATE transaction keeps others out.
            task = ready.get_locked()
            if task is None:
                return False
            task.claim(self.name)
        limit: AbstractContextManager[None] = (
            time_limit(TIME_LIMIT) if self._limited else nullcontext()
        )
        with limit:
            # Marks the task successful or failed itself; no error of a task comes out.
            self._runner.run_task(task)
        return True


@contextmanager
def time_limit(limit: timedelta) -> Iterator[None]:
    """Raise TookTooLong in the main thread once the block has run for `limit`."""

    def too_long(signum: int, frame: FrameType | None) -> None:
        raise TookTooLong(f"The task was ended after {limit}.")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_REAL, limit.total_seconds())
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
