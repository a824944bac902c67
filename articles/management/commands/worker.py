"""Run tasks and, every few seconds, what has become due."""

import signal
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.counters import clear_ended_counters
from accounts.devices import clear_expired_devices
from accounts.events import clear_old_events
from accounts.flow.address_undo import clear_old_undos
from accounts.flow.challenges import clear_old_challenges
from accounts.sessions import clear_ended_sessions
from articles.editorial.scheduling import apply_due
from articles.media.making import ask_for_missing
from articles.reader.most_read import rank
from seetao.work.rescue import give_back_orphans
from seetao.work.upkeep import clear_expired_sessions, clear_finished_tasks
from seetao.work.worker import Duty, Worker

DUTIES = (
    Duty(apply_due, every=timedelta(seconds=2)),
    Duty(rank, every=timedelta(minutes=1)),
    Duty(ask_for_missing, every=timedelta(minutes=10)),
    Duty(give_back_orphans, every=timedelta(seconds=10)),
    Duty(clear_expired_sessions, every=timedelta(hours=1)),
    Duty(clear_finished_tasks, every=timedelta(hours=1)),
    Duty(clear_ended_sessions, every=timedelta(hours=1)),
    Duty(clear_expired_devices, every=timedelta(hours=24)),
    Duty(clear_ended_counters, every=timedelta(hours=1)),
    Duty(clear_old_challenges, every=timedelta(hours=1)),
    Duty(clear_old_events, every=timedelta(hours=24)),
    Duty(clear_old_undos, every=timedelta(hours=24)),
)


class Command(BaseCommand):
    """Works until SIGTERM or Ctrl-C, then lets the running task finish."""

    help = "Run tasks and what has become due, until SIGTERM or Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the one option."""
        parser.add_argument("--drain", action="store_true", help="run what is ready now, then end")

    def handle(self, *args: Any, drain: bool, **options: Any) -> None:
        """Run the worker."""
        worker = Worker(DUTIES, limited=True)
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, worker.stop)
        if drain:
            self.stdout.write(f"{worker.drain()} tasks run.")
        else:
            worker.run()
