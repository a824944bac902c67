"""Codes under parallel attack, and the time gap between known and unknown addresses.

Runs on SQLite and on PostgreSQL (DATABASE_URL's server, else one for the run), with several
processes of several threads each, all let go at the same moment. Prints what was counted.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING
from uuid import UUID

from _databases import ROOT, SITE, on_both

if TYPE_CHECKING:
    from accounts.requester import Requester

PROCESSES = 4
THREADS = 5
WRONG_GUESSES = 200
RIGHT_CODES = 20
PAIRS = 100  # known and unknown, in turn
PASSWORD = "seven wet umbrellas"  # noqa: S105
ADDRESS = "owner@example.org"


def main() -> int:
    """Measure both databases; return 1 where a count is not exactly what it should be."""
    if sys.argv[1:2] == ["attack"]:
        return attack(*sys.argv[2:])
    if sys.argv[1:2] == ["measure"]:
        return measure()
    return on_both(__file__, environment=SITE)


def measure() -> int:
    """Measure on the database of the environment."""
    import django

    django.setup()
    from accounts.flow import retrieval
    from accounts.models import AuthEvent, Challenge, User

    User.objects.create_user(ADDRESS, "old password of the owner")

    challenge, code = asked("2001:db8::1")
    wrong = f"{(int(code) + 1) % 10**8:08d}"
    endings = storm(str(challenge), wrong, WRONG_GUESSES)
    evaluated = AuthEvent.objects.filter(reason="wrong").count()
    attempts = Challenge.objects.get(pk=challenge).attempts
    print(f"  {WRONG_GUESSES} wrong guesses at once: {evaluated} evaluated, {dict(endings)}")

    forget_limits()
    challenge, code = asked("2001:db8:1::1")
    endings = storm(str(challenge), code, RIGHT_CODES)
    winners = endings["done"]
    resets = AuthEvent.objects.filter(kind="password-reset", outcome="done").count()
    print(f"  {RIGHT_CODES} right codes at once: {winners} winner, {dict(endings)}")

    forget_limits()
    for number in range(PAIRS):
        User.objects.create(email=f"known-{number}@example.org", password="argon2$x")  # noqa: S106
    times: dict[str, list[float]] = {"known": [], "unknown": []}
    for number in range(PAIRS):
        for kind in ("known", "unknown"):
            who = requester(f"2001:db8:2:{number:x}::1")
            began = time.perf_counter()
            retrieval.ask(f"{kind}-{number}@example.org", who)
            times[kind].append((time.perf_counter() - began) * 1000)
    known, unknown = (statistics.median(times[kind]) for kind in ("known", "unknown"))
    print(
        f"  asking for a code, median of {PAIRS} each, in turn: known {known:.2f} ms, "
        f"unknown {unknown:.2f} ms, gap {abs(known - unknown):.2f} ms (goal: at most 5)"
    )
    return 0 if (evaluated, attempts, winners, resets) == (5, 5, 1, 1) else 1


def requester(address: str) -> Requester:
    """Return the one browser of the benchmark, at an address."""
    from django.utils import timezone

    from accounts.requester import Requester

    return Requester(
        at=timezone.now(), address=address, client="Bench", browser="b" * 43, language="en"
    )


def asked(address: str) -> tuple[UUID, str]:
    """Ask for a code, and read it from the mail."""
    import re

    from django.core import mail

    from accounts.flow import retrieval
    from seetao.work.worker import Worker

    challenge = retrieval.ask(ADDRESS, requester(address)).challenge
    mail.outbox = []
    Worker([]).drain()
    found = re.search(r"(\d{4}) (\d{4})", str(mail.outbox[0].body))
    assert found
    return challenge, found[1] + found[2]


def forget_limits() -> None:
    """Let the next measurement begin without the last one's counters."""
    from accounts.models import Counter as Row

    Row.objects.all().delete()


def storm(challenge: str, code: str, number: int) -> Counter[str]:
    """Confirm `number` times from all processes at once; count how it ended."""
    each = number // PROCESSES
    words = [sys.executable, __file__, "attack", challenge, code, str(each)]
    processes = [
        subprocess.Popen(
            [*words, str(index)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for index in range(PROCESSES)
    ]
    for process in processes:
        assert process.stdout
        process.stdout.readline()  # it is ready
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    total: Counter[str] = Counter()
    for process in processes:
        said, _ = process.communicate(timeout=300)
        total += Counter(json.loads(said))
    return total


def attack(challenge: str, code: str, number: str, index: str) -> int:
    """Be one of the attacking processes: wait for the word, then confirm from all threads."""
    import django

    django.setup()
    from django.db import connection

    from accounts.flow import retrieval
    from accounts.flow.refusals import Refusal

    start = Barrier(THREADS)

    def share(first: int) -> list[str]:
        endings = []
        connection.ensure_connection()
        start.wait(60)
        for each in range(first, int(number), THREADS):
            # From many networks, or the limit of one would stop most of them.
            who = requester(f"2001:db8:{index}:{each:x}::1")
            try:
                retrieval.confirm(challenge, code, PASSWORD, who)
            except Refusal as refusal:
                endings.append(type(refusal).__name__)
            else:
                endings.append("done")
        connection.close()
        return endings

    print("ready", flush=True)
    sys.stdin.readline()
    with ThreadPoolExecutor(THREADS) as pool:
        endings = Counter(each for part in pool.map(share, range(THREADS)) for each in part)
    print(json.dumps(endings), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
