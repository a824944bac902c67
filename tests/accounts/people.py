"""Browsers that ask for codes, the worker that mails them, and what arrives."""

from __future__ import annotations

import re
import secrets
from collections import Counter as Tally
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

from django.core import mail
from django.db import connection
from django.utils import timezone

from accounts.flow.refusals import Refusal
from accounts.requester import Requester
from seetao.work.worker import Worker

GOOD_PASSWORD = "seven wet umbrellas"
CODE = re.compile(r"\b(\d{4}) (\d{4})\b")


def somebody(address: str = "192.0.2.1", *, later: timedelta = timedelta(0), **facts: Any) -> Any:
    """Return a browser that was never seen before."""
    facts.setdefault("browser", secrets.token_urlsafe(32))
    facts.setdefault("client", "Firefox, Linux")
    facts.setdefault("language", "en")
    return Requester(at=timezone.now() + later, address=address, **facts)


def work() -> int:
    """Run the worker until nothing is ready."""
    return Worker([]).drain()


def newest_code() -> str:
    """Return the code in the newest mail."""
    found = CODE.search(str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return "".join(found.groups())


def wrong(code: str) -> str:
    """Return a code that is not `code`."""
    return f"{(int(code) + 1) % 10 ** len(code):0{len(code)}d}"


def together(number: int, act: Callable[[int], Any], *, threads: int = 20) -> Tally[str]:
    """Act `number` times, `threads` at once on connections of their own; count the endings."""
    start = Barrier(threads)

    def share(first: int) -> list[str]:
        endings = []
        try:
            start.wait(timeout=60)
            for each in range(first, number, threads):
                try:
                    act(each)
                except Refusal as refusal:
                    endings.append(type(refusal).__name__)
                else:
                    endings.append("done")
        finally:
            connection.close()
        return endings

    with ThreadPoolExecutor(threads) as pool:
        return Tally(ending for endings in pool.map(share, range(threads)) for ending in endings)
