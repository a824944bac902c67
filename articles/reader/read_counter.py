"""Counting reads: in the memory of each process first, then in the database, a few at a time.

So the answer to a reader's browser waits for no lock, and no flood reaches the database. What a
process had not written when it ended is lost: a few seconds of a count that only ranks.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b
from typing import Final

from django.db import Error, connection, transaction
from django.utils.timezone import now

from articles.models import Article, add_reads

logger = logging.getLogger(__name__)

WRITTEN_AFTER: Final = 10.0  # seconds
MOST_WAITING: Final = 10_000  # articles of an hour, between two writings
MOST_REMEMBERED: Final = 100_000  # pairs of an address and an article; about 15 MB
MOST_OF_ONE: Final = 500
"""Articles of those that wait which one address may have named first: inventing numbers, nobody
keeps others from being counted."""
PER_ADDRESS: Final = 3
"""How often an address counts for an article in an hour, in one process.

Behind one address many people read, at a university or with a telephone; behind one nobody
should lift an article into the list alone.
"""


def full_hour(moment: datetime) -> datetime:
    """Return the beginning of the hour."""
    return moment.replace(minute=0, second=0, microsecond=0)


def later(seconds: float, act: Callable[[], None]) -> None:
    """Have a thread do something after a while; it keeps no process from ending."""
    timer = threading.Timer(seconds, act)
    timer.daemon = True
    timer.start()


class ReadCounter:
    """One process's counts that are not written yet. Threads may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: Counter[tuple[datetime, int]] = Counter()
        self._named_by: Counter[bytes] = Counter()
        self._hour: datetime | None = None
        self._seen: OrderedDict[bytes, int] = OrderedDict()
        self._salt = b""

    def count(self, number: int, address: str, at: datetime) -> None:
        """Count one read of the article with this number, whether or not there is one."""
        hour = full_hour(at)
        with self._lock:
            key = hour, number
            if not self._is_welcome(number, address, hour):
                return
            if key not in self._waiting and not self._has_room_for(address):
                return
            is_first = not self._waiting
            self._waiting[key] += 1
        if is_first:
            later(WRITTEN_AFTER, self._write_and_hang_up)

    def write(self) -> None:
        """Write what waits; what the database refuses goes on waiting."""
        with self._lock:
            waiting, self._waiting = self._waiting, Counter()
            self._named_by.clear()
        try:
            _store(waiting)
        except Error:
            logger.exception("Reads were not written; next try in %s seconds", WRITTEN_AFTER)
            with self._lock:
                self._waiting += waiting
            later(WRITTEN_AFTER, self._write_and_hang_up)

    def _write_and_hang_up(self) -> None:
        try:
            self.write()
        finally:
            connection.close()  # the thread's own; it ends here

    def _is_welcome(self, number: int, address: str, hour: datetime) -> bool:
        """Say whether the address still counts for the article, and remember that it did.

        Remembered is a hash under a salt that nobody knows, and that is gone after the hour.
        """
        if self._hour is None or hour > self._hour:
            self._hour, self._salt = hour, secrets.token_bytes(16)
            self._seen.clear()
        mark = self._mark(f"{address} {number}")
        times = self._seen.get(mark, 0)
        if times >= PER_ADDRESS:
            return False
        if not times and len(self._seen) >= MOST_REMEMBERED:
            self._seen.popitem(last=False)  # the oldest
        self._seen[mark] = times + 1
        return True

    def _has_room_for(self, address: str) -> bool:
        """Say whether one more article may wait, and remember by whom it was named."""
        mark = self._mark(address)
        if len(self._waiting) >= MOST_WAITING or self._named_by[mark] >= MOST_OF_ONE:
            return False
        self._named_by[mark] += 1
        return True

    def _mark(self, words: str) -> bytes:
        return blake2b(words.encode(), key=self._salt, digest_size=8).digest()


def _store(waiting: Counter[tuple[datetime, int]]) -> None:
    numbers = {number for _hour, number in waiting}
    with transaction.atomic():
        visible = Article.objects.visible(now()).filter(number__in=numbers)
        keys = dict(visible.values_list("number", "pk"))
        by_hour: dict[datetime, dict[int, int]] = defaultdict(dict)
        for (hour, number), count in waiting.items():
            if number in keys:
                by_hour[hour][keys[number]] = count
        for hour, counts in sorted(by_hour.items()):
            add_reads(hour, counts)


counter = ReadCounter()
"""This process's own."""
