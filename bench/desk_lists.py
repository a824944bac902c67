"""The desk's lists with 100,000 articles: queries of each page, the same as with 100, and times.

Run by `make bench`, or alone: `python bench/desk_lists.py [ARTICLES]`, on SQLite and PostgreSQL
(DATABASE_URL's server, else one for the run). Databases and files are new and deleted afterwards.
Fails when a page needs more than MOST_QUERIES, or other queries with many articles than with few.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _full_desk import Desk
    from django.test import Client

FEW, MANY = 100, 100_000
MOST_QUERIES = 20
TIMES = 15  # requests of each page, of which the median is printed

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def main() -> int:
    """Measure both databases; return 1 where a page needs too many queries."""
    if sys.argv[1:2] == ["measure"]:
        return measure(int(sys.argv[2]), Path(sys.argv[3]))
    from tools.postgresql import own_database, postgresql

    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with tempfile.TemporaryDirectory(prefix="seetao-bench-") as folder:
        status = run("SQLite", f"sqlite:///{folder}/bench.sqlite3", many, folder)
        with postgresql() as address, own_database(address) as database:
            return run("PostgreSQL", database, many, folder) or status


def run(name: str, database: str, many: int, folder: str) -> int:
    """Measure one database in a process of its own, whose temporary files go below `folder`."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": database,
        "TMPDIR": folder,
    }
    print(name, flush=True)
    words = [sys.executable, __file__, "measure", str(many), folder]
    return subprocess.run(words, check=False, env=environment, cwd=ROOT).returncode


def measure(many: int, folder: Path) -> int:
    """Measure on the database of the environment."""
    import django

    django.setup()
    from _full_desk import Desk
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    desk = Desk(folder)
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
