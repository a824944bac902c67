"""Codes and passwords under attack over HTTP, and what a stranger can tell addresses apart by.

The site runs with several processes of several threads, on SQLite and then on PostgreSQL
(DATABASE_URL's server, else one for the run). All requests of an attack leave in the same
moment, each over a connection of its own and from a network address of its own. What was
evaluated is counted in the database. bench/mailed_codes.py does the same without HTTP.
"""

from __future__ import annotations

import logging
import os
import statistics
import sys
import time
from collections import Counter as Tally
from difflib import unified_diff

# First: it makes our packages known.
from _databases import SITE, on_both

from tools.server import serving
from tools.visitor import Answer, Visitor, all_at_once

PROCESSES = 4
THREADS = 5
WRONG_GUESSES = 200
RIGHT_CODES = 20
SIGN_INS = 60
PAIRS = 100  # known and unknown, in turn: 200 requests
GOAL_MS = 5  # of the gap between their medians

PASSWORD = "seven wet umbrellas"  # noqa: S105
OWNER = "owner@example.org"
RETRIEVE, SIGN_IN = "/accounts/retrieve-password/", "/accounts/sign-in/"


def main() -> int:
    """Measure both databases; return 1 where a count is not exactly what it should be."""
    if sys.argv[1:2] == ["measure"]:
        return measure()
    # The attackers' own networks, as a front server would tell them.
    return on_both(__file__, environment={**SITE, "TRUSTED_PROXIES": "1"})


def measure() -> int:
    """Measure on the database of the environment; return 1 where a count is wrong."""
    import django

    django.setup()
    from accounts.models import User

    # One hash for all: each would take its time.
    password = User.objects.create_user(OWNER, PASSWORD).password
    User.objects.bulk_create(
        User(email=address, email_canonical=address, password=password)
        for address in (f"known-{number}@example.org" for number in range(PAIRS + 1))
    )
    print(f"  {PROCESSES} processes of {THREADS} threads", flush=True)
    with serving(os.environ, processes=PROCESSES, threads=THREADS) as port:
        right = [
            guess(port),
            redeem(port),
            sign_in(port),
            *(compare(port, path) for path in (RETRIEVE, SIGN_IN)),
        ]
        for path in (RETRIEVE, SIGN_IN):
            gap(port, path)
    return 0 if all(right) else 1


def guess(port: int) -> bool:
    """Guess a code many times at once."""
    from accounts.models import AuthEvent, Challenge

    visitor, page, code = asked(port, "192.0.2.1")
    wrong = f"{(int(code) + 1) % 10**8:08d}"
    answers = confirmed(visitor, page, wrong, WRONG_GUESSES)
    evaluated = AuthEvent.objects.filter(kind="code-guessed", reason="wrong").count()
    attempts = Challenge.objects.get().attempts
    print(f"  {WRONG_GUESSES} wrong codes at once: {evaluated} evaluated, {endings(answers)}")
    return (evaluated, attempts) == (5, 5)


def redeem(port: int) -> bool:
    """Send the right code many times at once, each time with another password."""
    from accounts.models import AuthEvent

    forget_limits()
    visitor, page, code = asked(port, "192.0.2.2")
    answers = confirmed(visitor, page, code, RIGHT_CODES)
    winners = sum(answer.location == SIGN_IN for answer in answers)
    resets = AuthEvent.objects.filter(kind="password-reset", outcome="done").count()
    print(f"  {RIGHT_CODES} right codes at once: {winners} winner, {endings(answers)}")
    return (winners, resets) == (1, 1)


def sign_in(port: int) -> bool:
    """Reach the limit of wrong passwords, then send the right one many times at once."""
    from accounts.models import AuthEvent, User, UserSession

    forget_limits()
    address = "known-0@example.org"
    for password, expected in (("wrong", 10), (PASSWORD, 0)):
        before = AuthEvent.objects.filter(kind="sign-in").exclude(reason="limit").count()
        visitor = Visitor(port, "192.0.2.3")
        form = visitor.get(SIGN_IN).form("username", "current-password")
        request = visitor.prepared(
            form.action, form.filled(username=address, current_password=password)
        )
        answers = all_at_once([request.sent_from(network(each)) for each in range(SIGN_INS)])
        evaluated = (
            AuthEvent.objects.filter(kind="sign-in").exclude(reason="limit").count() - before
        )
        signed_in = UserSession.objects.filter(user=User.objects.get(email=address)).count()
        words = "wrong passwords" if expected else "right passwords after the limit"
        print(f"  {SIGN_INS} {words} at once: {evaluated} evaluated, {endings(answers)}")
        if (evaluated, signed_in) != (expected, 0):
            return False
    return True


def compare(port: int, path: str) -> bool:
    """Ask for a known and for an unknown address, and compare every byte of the answers."""
    forget_limits()
    seen = []
    for address in ("known-0@example.org", "unknown-0@example.org"):
        visitor = Visitor(port, "192.0.2.4")
        answers = [visitor.get(path)]
        answers.append(post(visitor, answers[0], address))
        if path == RETRIEVE:
            answers.append(visitor.get(answers[-1].location))
            page = answers[-1]
            form = page.form("one-time-code")
            filled = form.filled(one_time_code="12345678", new_password=PASSWORD)
            answers += [visitor.post(form.action, filled) for _ in range(6)]
        seen.append([answer.masked(address) for answer in answers])
    same = seen[0] == seen[1]
    print(
        f"  {path}: {len(seen[0])} answers for a known and for an unknown address, "
        f"{'identical' if same else 'DIFFERENT'}"
    )
    for known, unknown in zip(*seen, strict=True):
        for line in unified_diff(known.split("\n"), unknown.split("\n"), lineterm="", n=0):
            print(f"    {line}")
    return same


def gap(port: int, path: str) -> None:
    """Print the medians of the times that known and unknown addresses take, asked in turn."""
    forget_limits()
    times: dict[str, list[float]] = {"known": [], "unknown": []}
    pages: dict[str, list[tuple[Visitor, str]]] = {"known": [], "unknown": []}
    for number in range(1, PAIRS + 1):
        for kind in in_turn(number):
            # A network of its own for each: the second one would find counters of the first.
            visitor = Visitor(port, network(2 * number + (kind == "known")))
            page = visitor.get(path)
            began = time.perf_counter()
            answer = post(visitor, page, f"{kind}-{number}@example.org")
            times[kind].append((time.perf_counter() - began) * 1000)
            pages[kind].append((visitor, answer.location))
    _print_gap(path, times)
    if path == RETRIEVE:
        work()
        _gap_of_codes(pages)


def _gap_of_codes(pages: dict[str, list[tuple[Visitor, str]]]) -> None:
    times: dict[str, list[float]] = {"known": [], "unknown": []}
    for number in range(PAIRS):
        for kind in in_turn(number):
            visitor, path = pages[kind][number]
            form = visitor.get(path).form("one-time-code")
            filled = form.filled(one_time_code="12345678", new_password=PASSWORD)
            began = time.perf_counter()
            visitor.post(form.action, filled)
            times[kind].append((time.perf_counter() - began) * 1000)
    _print_gap(f"{RETRIEVE}…/, a wrong code", times)


def in_turn(number: int) -> tuple[str, str]:
    """Return both kinds, now the one first and now the other."""
    return ("known", "unknown") if number % 2 else ("unknown", "known")


def _print_gap(what: str, times: dict[str, list[float]]) -> None:
    known, unknown = (statistics.median(each) for each in times.values())
    print(
        f"  {what}: median of {PAIRS} each, in turn: known {known:.2f} ms, unknown "
        f"{unknown:.2f} ms, gap {abs(known - unknown):.2f} ms (goal: at most {GOAL_MS})"
    )


def post(visitor: Visitor, page: Answer, address: str) -> Answer:
    """Send the page's form with an address, and with a wrong password where it asks for one."""
    if page.path == SIGN_IN:
        form = page.form("username", "current-password")
        filled = form.filled(username=address, current_password="wrong")  # noqa: S106
    else:
        form = page.form("email")
        filled = form.filled(email=address)
    return visitor.post(form.action, filled)


def asked(port: int, address: str) -> tuple[Visitor, Answer, str]:
    """Ask for the owner's code; return the visitor, the page for the code, and the code."""
    import re

    from django.core import mail

    visitor = Visitor(port, address)
    page = visitor.get(post(visitor, visitor.get(RETRIEVE), OWNER).location)
    mail.outbox = []
    work()
    found = re.search(r"(\d{4}) (\d{4})", str(mail.outbox[0].body))
    assert found
    return visitor, page, found[1] + found[2]


def work() -> None:
    """Run the worker until nothing is ready; it makes the codes, and keeps the mails here."""
    from seetao.work.worker import Worker

    logging.getLogger("django_tasks").setLevel(logging.WARNING)
    Worker([]).drain()


def confirmed(visitor: Visitor, page: Answer, code: str, number: int) -> list[Answer]:
    """Send a code `number` times in the same moment, from as many networks."""
    form = page.form("one-time-code")
    return all_at_once(
        [
            visitor.prepared(
                form.action,
                form.filled(one_time_code=code, new_password=f"{PASSWORD} {each}"),
            ).sent_from(network(each))
            for each in range(number)
        ]
    )


def network(number: int) -> str:
    """Return one of many network addresses, each with limits of its own."""
    return f"2001:db8:0:{number:x}::1"


def forget_limits() -> None:
    """Let the next measurement begin without the last one's counters."""
    from accounts.models import Counter

    Counter.objects.all().delete()


def endings(answers: list[Answer]) -> str:
    """Return how many answers had which status."""
    return ", ".join(
        f"{count} × {status}"
        for status, count in sorted(Tally(answer.status for answer in answers).items())
    )


if __name__ == "__main__":
    sys.exit(main())
