"""`make test`: every test on SQLite, then every test on a real PostgreSQL; `--fast` for less."""

import os
import random
import signal
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import dataclass

from tools.chromium import require_chromium
from tools.environment import PYTHON, ROOT, VAR
from tools.postgresql import postgresql
from tools.refusal import CannotGoOn

TIME_LIMIT = 15 * 60  # seconds, for the tests on one database
MOST_PROCESSES = 8
SLOWEST = ("--durations=10", "--durations-min=5")  # said at the end, so that they are seen


@dataclass(frozen=True)
class Result:
    """How one run went; `skipped` counts expected failures too."""

    status: int
    tests: int
    skipped: int


def main(words: Sequence[str]) -> int:
    """Run the tests; the last line on success is pytest's own."""
    # An exception, so that the database server is stopped on the way out.
    signal.signal(signal.SIGTERM, lambda signum, frame: sys.exit(143))
    try:
        if "--fast" in words:
            return run("SQLite", "", "-m", "not browser").status
        require_chromium()
        # One order for both runs, so that a difference is the database's.
        seed = f"--randomly-seed={random.randrange(2**32)}"  # noqa: S311 - an order, no secret
        first = run("SQLite", "", seed)
        with postgresql() as address:
            second = run("PostgreSQL", address, seed)
    except CannotGoOn as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return verdict(first, second)


def run(database: str, address: str, *options: str) -> Result:
    """Run pytest on a database. Raises CannotGoOn when it takes longer than TIME_LIMIT."""
    print(f"\nThe tests on {database}:", flush=True)
    report = VAR / f"tests-{database.lower()}.xml"
    report.unlink(missing_ok=True)
    environment = {**os.environ, "DATABASE_URL": address}
    # One more than there are processors: tests in a browser wait more than they compute.
    processes = min(MOST_PROCESSES, max(2, os.cpu_count() or 2) + 1)
    try:
        done = subprocess.run(
            [
                *(str(PYTHON), "-m", "pytest", f"--numprocesses={processes}"),
                # Who is done takes over from who has slow tests left, those in a browser mostly.
                *("--dist=worksteal", f"--junit-xml={report}", *SLOWEST, *options),
            ],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            timeout=TIME_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CannotGoOn(
            f"The tests on {database} took longer than {TIME_LIMIT // 60} minutes."
        ) from error
    if not report.is_file():
        return Result(done.returncode or 1, 0, 0)
    suite = ElementTree.parse(report).getroot().find("testsuite")  # noqa: S314 - our own file
    counts = suite.attrib if suite is not None else {}
    return Result(done.returncode, int(counts.get("tests", 0)), int(counts.get("skipped", 0)))


def verdict(sqlite: Result, postgresql: Result) -> int:
    """Return the exit status for both runs, having said what makes it other than 0."""
    faults = [
        f"The tests failed on {name}."
        for name, result in (("SQLite", sqlite), ("PostgreSQL", postgresql))
        if result.status
    ]
    if sqlite.tests != postgresql.tests:
        faults.append(
            f"{sqlite.tests} tests ran on SQLite and {postgresql.tests} on PostgreSQL: "
            "every test must run on both."
        )
    if skipped := sqlite.skipped + postgresql.skipped:
        faults.append(f"{skipped} tests were skipped or expected to fail: mend or delete them.")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
