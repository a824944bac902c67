"""How many captured pages a second one core reads and checks: `import_page --dry-run`.

Run by `make bench`, or alone: `python bench/import_page.py [PAGES]`. The pages are the captured
one, each with a title and a number of its own, as text and as HTML. The database is a new file
that is deleted afterwards; nobody's is touched.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

PAGES = 3_000
WANTED = 300  # pages a second a core
WARM_UP = 100

ROOT = Path(__file__).resolve().parent.parent


def main(pages: int) -> int:
    """Print pages a second for text and HTML, and what memory grew by; 1 below WANTED."""
    with tempfile.TemporaryDirectory(prefix="seetao-bench-") as name:
        folder = Path(name)
        sys.path.insert(0, str(ROOT))
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'bench.sqlite3'}"
        import django

        django.setup()
        from django.core.management import call_command

        from tests.articles.exchange.printed import as_html, as_text, captured

        call_command("migrate", verbosity=0)
        page = captured()
        slow = False
        for kind, printed in (("text", as_text), ("html", as_html)):
            files = []
            for number in range(1, pages + 1):
                path = folder / f"{number}.{kind}"
                numbered = replace(page, title=f"{page.title} {number}", number=number)
                path.write_text(printed(numbered), encoding="utf-8")
                files.append(str(path))
            slow = _measure(kind, files, call_command) < WANTED or slow
        return int(slow)


def _measure(kind: str, files: list[str], call_command: Callable[..., object]) -> float:
    with Path(os.devnull).open("w") as nowhere:

        def run(some: list[str]) -> None:
            call_command(
                "import_page", *some, dry_run=True, json=True, stdout=nowhere, stderr=nowhere
            )

        run(files[:WARM_UP])
        memory, started, cpu = _memory(), time.perf_counter(), time.process_time()
        run(files)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - started
    print(
        f"import_page --dry-run, {len(files)} pages of {kind}: {len(files) / cpu:.0f} pages a"
        f" second of one core ({len(files) / wall:.0f} by the clock, wanted {WANTED});"
        f" memory grew by {_memory() - memory} KiB",
        flush=True,
    )
    return len(files) / cpu


def _memory() -> int:
    """Return the most memory that this process has held so far, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES))
