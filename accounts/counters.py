"""Counting that holds under any number of parallel requests, on both databases.

Reserve first, act then, give back on success: whoever was counted may go on, and no failure
afterwards takes the count back. A window begins with the first event in it, so within any
stretch as long as a window there are at most twice as many events as the limit says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from accounts.keys import keyed
from accounts.limits import Limit
from accounts.models import Counter

# Both engines take this very statement. Where it meets a full counter it changes no row.
_TAKE = """
INSERT INTO accounts_counter AS counter (key, n, ends_at) VALUES (%(key)s, 1, %(ends_at)s)
ON CONFLICT (key) DO UPDATE SET
    n = CASE WHEN counter.ends_at <= %(at)s THEN 1 ELSE counter.n + 1 END,
    ends_at = CASE WHEN counter.ends_at <= %(at)s THEN excluded.ends_at ELSE counter.ends_at END
WHERE counter.ends_at <= %(at)s OR counter.n < %(most)s
RETURNING ends_at
"""

_GIVE_BACK = """
UPDATE accounts_counter SET n = n - 1 WHERE key = %s AND ends_at = %s AND n > 0
"""


@dataclass(frozen=True)
class Taken:
    """A place in a counter's present window."""

    key: str
    window: Any
    """When it ends, as the database says it: windows of one counter are told apart by that.

    Not reckoned from our own clock: whoever began it may have looked at his a moment later.
    """


def take(limit: Limit, *parts: str, at: datetime) -> Taken | None:
    """Count one more, or return None where the limit is reached; then nothing is counted.

    `parts` say what is counted, by values that we chose: a canonical address, a key, a
    network. Committed at once: RuntimeError inside a transaction, which could undo it.
    """
    key = keyed("counter", limit.name, *parts)
    values = {
        "key": key,
        "at": _stored(at),
        "ends_at": _stored(at + limit.within),
        "most": limit.most,
    }
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(_TAKE, values)
        row = cursor.fetchone()
        return Taken(key, row[0]) if row else None


def refund(*taken: Taken | None) -> None:
    """Give places back, each in the window that it was taken in; a later window is left alone."""
    with connection.cursor() as cursor:
        for place in taken:
            if place:
                cursor.execute(_GIVE_BACK, [place.key, place.window])


def ends_at(limit: Limit, *parts: str) -> datetime | None:
    """Return when the present window ends; None where nothing was counted."""
    row = Counter.objects.filter(key=keyed("counter", limit.name, *parts)).first()
    return row.ends_at if row else None


def clear_ended_counters(at: datetime) -> int:
    """Delete counters whose window ended before `at`; return how many."""
    return Counter.objects.filter(ends_at__lt=at).delete()[0]


def _stored(at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at)
