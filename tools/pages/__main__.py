"""`make pages`: HTML, accessibility, feeds and links of the running site. Asks nobody but npm."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

from tools.chromium import require_chromium
from tools.environment import ROOT
from tools.pages import node
from tools.pages.finding import Finding, told
from tools.pages.java import java
from tools.pages.parts import findings_of
from tools.pages.seen_templates import seen_templates
from tools.pages.site import Site, running_site
from tools.refusal import CannotGoOn

Result = TypeVar("Result")

TOGETHER = ("browser, zh", "browser, en", "programs")
AFTERWARDS = ("markup",)  # of the pages that the browsers were given


def main() -> int:
    """Look at everything; return 1 where something is wrong, having said what."""
    # An exception, so that the site is stopped on the way out.
    signal.signal(signal.SIGTERM, lambda signum, frame: sys.exit(143))
    try:
        java()
        require_chromium()
        with ThreadPoolExecutor() as pool:
            tools = pool.submit(_timed, "npm", node.install)
            with running_site() as site:
                tools.result()
                found = _look(site)
    except CannotGoOn as refusal:
        print(refusal, file=sys.stderr)
        return 1
    lines = told(found)
    print(*lines, sep="\n", end="\n" if lines else "")
    print(f"{len(lines)} faults" if lines else "No fault on any page.")
    return 1 if lines else 0


def _look(site: Site) -> list[Finding]:
    found: list[Finding] = []
    for names in (TOGETHER, AFTERWARDS):
        with ThreadPoolExecutor(len(names)) as pool:
            parts = [pool.submit(_timed, name, partial(findings_of, name, site)) for name in names]
            for part in parts:
                found += part.result()
    return [*found, *_unseen(site.folder)]


def _unseen(folder: Path) -> list[Finding]:
    """Return the templates of the reader that no page has needed."""
    templates = ROOT / "templates"
    names = {str(path.relative_to(templates)) for path in templates.glob("reader/*.html")}
    return [
        Finding(
            "unseen-template",
            f"templates/{name}",
            "no page renders it: add one to tools/pages/kinds.py, or delete it",
            "-",
        )
        for name in sorted(names - seen_templates(folder))
    ]


def _timed(name: str, work: Callable[[], Result]) -> Result:
    begun = time.monotonic()
    result = work()
    print(f"  {name}: {time.monotonic() - begun:.0f} s", flush=True)
    return result


if __name__ == "__main__":
    sys.exit(main())
