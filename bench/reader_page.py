"""An article of every day against the numbers that the site promises: bytes, times, faults.

The page has 900 words, a picture, six related articles and what is most read. The site is served
as in production, compressed; the server's own time and queries are measured without the network.
LIGHTHOUSE_RUNS says how often Lighthouse measures it (5, of which the median counts).
"""

from __future__ import annotations

import json
import math
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import brotli

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.pages import node  # noqa: E402
from tools.pages.compression import QUALITY  # noqa: E402
from tools.pages.fetching import Fetcher  # noqa: E402
from tools.pages.lighthouse import Scores, lighthouse  # noqa: E402
from tools.pages.odd import number_of  # noqa: E402
from tools.pages.parts import PARTS, findings_of  # noqa: E402
from tools.pages.site import Site, running_site  # noqa: E402
from tools.refusal import CannotGoOn  # noqa: E402

ARTICLE: Final = f"/details/{number_of('measured', 'en')}.html"
ASKED: Final = {
    "article": ARTICLE,
    "list": "/en/list/2.html",
    "search": "/en/search/?q=railway",
    "feed": "/en/feed/atom.xml",
}
QUERIES: Final = {"article": 4, "list": 5, "search": 4, "feed": 3}
TIMES: Final = 100  # requests whose time is taken
KB: Final = 1024

LATER: Final = (
    "SQL when cached, when 304",
    "server time cached p50/p95",
    "publish until every address is fresh",
)
"""Rows of the table that belong to the issue “speed”."""


@dataclass(frozen=True, slots=True)
class Row:
    """A measured figure, the most that we want, and the most that is bearable, if there is such."""

    name: str
    value: float
    goal: float
    unit: str = ""
    fail: float = math.inf

    def __str__(self) -> str:
        verdict = "within goal"
        if self.value > self.fail:
            verdict = "ABOVE FAIL"
        elif self.value > self.goal:
            verdict = "above goal"
        shown = f"{self.value:,.3f}".rstrip("0").rstrip(".")
        return f"  {self.name:<40}{shown:>10} {self.unit:<4} goal {self.goal:<8g}{verdict}"


def main() -> int:
    """Measure all of it; return 1 where a figure is above what is bearable."""
    if sys.argv[1:] == ["server"]:
        return server()
    try:
        node.install()
        with running_site() as site:
            rows = [*weight(site), *served(site), *faults(site)]
    except CannotGoOn as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print(*rows, sep="\n")
    for name in LATER:
        print(f"  {name:<40}{'–':>10}      not yet (issue “speed”)")
    return 1 if any(row.value > row.fail for row in rows) else 0


def weight(site: Site) -> Iterator[Row]:
    """Yield bytes, requests, and what Lighthouse says."""
    page = Fetcher(site).get(ARTICLE)
    found = lighthouse(site.url + ARTICLE)
    yield Row("HTML, raw", len(page.body) / KB, 24, "KB")
    compressed = len(brotli.compress(page.body, quality=QUALITY))
    yield Row("HTML, compressed", compressed / KB, 7, "KB", fail=14)
    style = page.text.partition("<style>")[2].partition("</style>")[0]
    yield Row("CSS, compressed", len(brotli.compress(style.encode())) / KB, 4, "KB")
    by_type = _by_type(found)
    yield Row("CSS files that block", len(by_type.get("Stylesheet", [])), 0, fail=0)
    yield Row("JS, first load, compressed", sum(by_type.get("Script", [])) / KB, 3, "KB")
    yield Row("web fonts", len(by_type.get("Font", [])), 0, fail=0)
    requests = _requests(found)
    yield Row("requests to load", len(requests), 4)
    everything = sum(requests.values())
    hero = sum(size for address, size in requests.items() if "/media/" in address)
    yield Row("bytes without the picture", (everything - hero) / KB, 12, "KB")
    yield Row("bytes with the picture", everything / KB, 60, "KB")
    elsewhere = [address for address in requests if not _is_ours(address, site)]
    yield Row("third-party requests", len(elsewhere), 0, fail=0)
    yield Row("cookies set", int("set-cookie" in page.headers), 0, fail=0)
    for name, score in found.scores.items():
        # How fast a page is drawn depends on the machine too, the rest on the page alone.
        fail = math.inf if name == "performance" else 0
        yield Row(f"Lighthouse, {name}: points lost", 100 - score, 0, fail=fail)
    yield Row("FCP", found.figures["FCP"] / 1000, 0.8, "s")
    yield Row("LCP", found.figures["LCP"] / 1000, 1.2, "s")
    yield Row("CLS", found.figures["CLS"], 0, fail=0.001)
    yield Row("TBT", found.figures["TBT"], 0, "ms")


def served(site: Site) -> Iterator[Row]:
    """Yield queries and times of the server alone, in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "server"],
        cwd=ROOT,
        env=site.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotGoOn(f"The server was not measured: {done.stderr.strip()[-300:]}")
    told = json.loads(done.stdout.splitlines()[-1])
    for name, most in QUERIES.items():
        if name in told["queries"]:
            yield Row(f"SQL queries, cold, {name}", told["queries"][name], most, fail=most)
    yield Row("server time, cold, p50", told["p50"], 40, "ms")
    yield Row("server time, cold, p95", told["p95"], 40, "ms")


def server() -> int:
    """Print what the pages ask of the database, and how long an article takes, as JSON."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(HTTP_HOST="127.0.0.1")
    queries = {}
    for name, path in ASKED.items():
        # Once before: what a process learns for good, it learns then.
        if client.get(path, secure=True).status_code == 200:
            with CaptureQueriesContext(connection) as asked:
                client.get(path, secure=True)
            queries[name] = len(asked)
    taken = []
    for _each in range(TIMES):
        begun = time.perf_counter()
        client.get(ARTICLE, secure=True)
        taken.append(1000 * (time.perf_counter() - begun))
    p95 = statistics.quantiles(taken, n=20)[-1]
    print(json.dumps({"queries": queries, "p50": statistics.median(taken), "p95": p95}))
    return 0


def faults(site: Site) -> Iterator[Row]:
    """Yield how many faults `make pages` finds, by who finds them."""
    found = [finding.rule for name in PARTS for finding in findings_of(name, site)]
    for name, beginning in (
        ("axe, violations and undecided", "axe"),
        ("W3C's checker, messages", "vnu"),
        ("html-validate, messages", "html-validate"),
        ("feeds, messages", "feed"),
        ("broken links", "broken-"),
        ("hreflang that is not mutual", "hreflang"),
    ):
        yield Row(name, sum(rule.startswith(beginning) for rule in found), 0, fail=0)


def _requests(found: Scores) -> dict[str, int]:
    """Bytes by address: an icon may be named twice."""
    return {each["address"]: each["transferSize"] for each in found.requests}


def _by_type(found: Scores) -> dict[str, list[int]]:
    sizes: dict[str, list[int]] = {}
    for each in found.requests:
        sizes.setdefault(each["resourceType"], []).append(each["transferSize"])
    return sizes


def _is_ours(address: str, site: Site) -> bool:
    return address.startswith((f"{site.url}/", "data:"))


if __name__ == "__main__":
    sys.exit(main())
