"""Tasks whose worker died are given back; tasks that kill their workers are given up."""

import logging
import os
import socket
from datetime import datetime, timedelta
from typing import Any

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

TIME_LIMIT = timedelta(minutes=5)
"""How long a task may run; a worker ends it then."""

LOST_AFTER = 2 * TIME_LIMIT
"""From when on a worker elsewhere is taken for dead: no living one runs a task that long."""

LIVES = 3
"""Workers that one task may take along before it is given up."""


def worker_name() -> str:
    """Return this process's name, by which other workers see whether it still lives."""
    return f"{socket.gethostname()[:40]}/{os.getpid()}"


def give_back_orphans(at: datetime) -> int:
    """Make tasks of dead workers ready again, and return how many they were.

    A worker of this host is dead when its process is gone; one elsewhere, when its task
    started longer than LOST_AFTER before `at`.
    """
    rescued = 0
    for task in DBTaskResult.objects.running():
        if not _is_orphan(task, at):
            continue
        given_up = len(task.worker_ids) >= LIVES
        # One statement decides: another worker may be rescuing the same task.
        taken = DBTaskResult.objects.filter(
            pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at
        ).update(
            status=TaskResultStatus.FAILED if given_up else TaskResultStatus.READY,
            finished_at=at if given_up else None,
            traceback=f"Given up: {LIVES} workers died on this task." if given_up else "",
        )
        if taken and given_up:
            logger.error("Task %s took %d workers along: given up", task.task_path, LIVES)
        elif taken:
            logger.warning("Task %s of a dead worker is given back", task.task_path)
            rescued += 1
    return rescued


def _is_orphan(task: DBTaskResult[..., Any], at: datetime) -> bool:
    if task.started_at is None or task.started_at < at - LOST_AFTER:
        return True
    host, _, process = (task.worker_ids or [""])[-1].rpartition("/")
    return host == worker_name().rpartition("/")[0] and not _lives(process)


def _lives(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except PermissionError:
        return True
    except (ProcessLookupError, ValueError, OverflowError):
        return False
    return True
