"""`manage.py worker` as a process of its own, on the test's database."""

import os
import signal
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from tests.seetao.work import tasks
from tools.environment import ROOT

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 60  # seconds


def worker(*words: str) -> subprocess.Popen[str]:
    """Start the command; its words come on `stderr`."""
    name = str(connection.settings_dict["NAME"])
    address = (
        f"sqlite:///{name}"
        if connection.vendor == "sqlite"
        else urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    )
    return subprocess.Popen(
        [sys.executable, "manage.py", "worker", *words],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "seetao.settings", "DATABASE_URL": address},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_worker_runs_what_is_ready_and_ends_when_told_to_drain() -> None:
    tasks.note.enqueue("word")
    tasks.fail.enqueue()

    said, complaints = worker("--drain").communicate(timeout=PATIENCE)

    assert said == "2 tasks run.\n"
    assert "ZeroDivisionError" in complaints
    assert (DBTaskResult.objects.successful().count(), DBTaskResult.objects.failed().count()) == (
        1,
        1,
    )


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_worker_ends_cleanly_when_asked(asked: signal.Signals) -> None:
    process = worker()
    assert process.stderr
    begun = process.stderr.readline()

    process.send_signal(asked)
    _, rest = process.communicate(timeout=PATIENCE)

    assert "begins" in begun
    assert process.returncode == 0
    assert rest.endswith("has ended\n")
