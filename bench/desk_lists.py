"""The desk's lists with 100,000 articles: queries of each page, the same as with 100, and times.

Run by `make bench`, or alone: `python bench/desk_lists.py [ARTICLES]`, on SQLite and PostgreSQL
(DATABASE_URL's server, else one for the run). Databases and files are new and deleted afterwards.
Fails when a page needs more than MOST_QUERIES, or other queries with many articles than with few.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from _databases import on_both

if TYPE_CHECKING:
    from _full_desk import Desk
    from django.test import Client

FEW, MANY = 100, 100_000
MOST_QUERIES = 20
TIMES = 15  # requests of each page, of which the median is printed


def main() -> int:
    """Measure both databases; return 1 where a page needs too many queries."""
    if sys.argv[1:2] == ["measure"]:
        return measure(int(sys.argv[2]))
    many = sys.argv[1] if len(sys.argv) > 1 else str(MANY)
    return on_both(__file__, many, environment={"DJANGO_SETTINGS_MODULE": "tests.settings"})


def measure(many: int) -> int:
    """Measure on the database of the environment."""
    import django

    django.setup()
    from _full_desk import Desk

    desk = Desk(Path(tempfile.gettempdir()))
    desk.grow(FEW)
    few = {name: queries(client, address) for name, client, address in pages(desk)}
    began = time.perf_counter()
    desk.grow(many)
    print(f"  {len(desk):,} articles made in {time.perf_counter() - began:.0f} s", flush=True)
    status = 0
    for name, client, address in pages(desk):
        count = queries(client, address)
        print(f"  {name}: {count} queries, {median_of(client, address):.0f} ms", flush=True)
        if count > MOST_QUERIES or count != few[name]:
            print(f"  FAILED: at most {MOST_QUERIES}, and {few[name]} as with {FEW} articles")
            status = 1
    return status


def pages(desk: Desk) -> Iterator[tuple[str, Client, str]]:
    """Yield the pages that are asked for: what each is, whose browser asks, and its address."""
    from django.test import Client
    from django.urls import reverse

    articles = reverse("admin:articles_article_changelist")
    listed = {
        "articles": "",
        "articles, page 2": "?p=2",
        "articles in review": "?stage=review",
        "articles of one column in draft": f"?column={desk.article.column_id}&stage=draft",
        "articles of the user": f"?owner={desk.editor.pk}",
        "articles with pending words": "?pending=yes",
        "articles published this year": "?published=year",
        "articles with a frequent Chinese word": "?q=铁路",
        "articles with two English words": "?q=bridge+Bangladesh",
        "articles with a word that is nowhere": "?q=蒸汽机",
        "articles by number": f"?q={desk.article.number}",
    }
    addresses = {
        **{name: articles + asked for name, asked in listed.items()},
        "dashboard": reverse("admin:index"),
        "history": reverse("admin:articles_article_history", args=[desk.article.pk]),
        "article": reverse("admin:articles_article_change", args=[desk.article.pk]),
        "log of events": reverse("admin:articles_event_changelist"),
    }
    for kind in ("chief", "editor", "reporter"):
        client = Client()
        client.force_login(getattr(desk, kind))
        for name, address in addresses.items():
            # Of most pages one person's is enough: the others' differ by their columns only.
            # The log is for chief editors.
            of_all = name in ("articles", "dashboard", "article")
            if of_all or kind == ("chief" if name == "log of events" else "editor"):
                yield f"{name} ({kind})", client, address


def queries(client: Client, address: str) -> int:
    """Return how many queries a page needs, once everything is warm."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils.timezone import now

    from accounts.models import UserSession

    _ask(client, address)
    # Once a minute a session's last use is written down, on whatever page that falls.
    UserSession.objects.update(last_seen_at=now())
    with CaptureQueriesContext(connection) as captured:
        _ask(client, address)
    return len(captured)


def median_of(client: Client, address: str) -> float:
    """Return the median time of the page in milliseconds."""
    taken = []
    for _turn in range(TIMES):
        began = time.perf_counter()
        _ask(client, address)
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def _ask(client: Client, address: str) -> None:
    status = client.get(address).status_code
    if status != 200:
        raise SystemExit(f"{address} answered {status}.")


if __name__ == "__main__":
    sys.exit(main())
