"""The parts of `make pages`, each a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import astuple
from functools import partial
from pathlib import Path
from typing import Final

from tools.certificate import Certificate
from tools.environment import ROOT
from tools.pages.browser import looked_at
from tools.pages.finding import Finding
from tools.pages.kinds import KINDS
from tools.pages.markup import markup
from tools.pages.programs import programs
from tools.pages.site import Site
from tools.refusal import CannotGoOn

TIME_LIMIT: Final = 900  # seconds, for each part

PARTS: Final[dict[str, Callable[[Site], list[Finding]]]] = {
    "browser, zh": partial(looked_at, language="zh", kinds=KINDS),
    "browser, en": partial(looked_at, language="en", kinds=KINDS),
    "programs": programs,
    "markup": markup,
}


def findings_of(name: str, site: Site) -> list[Finding]:
    """Run a part; raises CannotGoOn with its last line where it fails or does not end."""
    given = (site.url, site.folder, site.certificate.path, site.certificate.key)
    command = [sys.executable, "-m", "tools.pages.parts", name, *map(str, given)]
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=TIME_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CannotGoOn(f"The part “{name}” took longer than {TIME_LIMIT} seconds.") from error
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"it ended with status {done.returncode}"]
        raise CannotGoOn(f"The part “{name}” failed: {lines[-1].strip()}")
    return [Finding(*each) for each in json.loads(done.stdout)]


def main() -> int:
    """Run the part that the command line names; print what it finds as JSON."""
    name, url, folder, certificate, key = sys.argv[1:]
    site = Site(url, Path(folder), Certificate(Path(certificate), Path(key)))
    try:
        found = PARTS[name](site)
    except CannotGoOn as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print(json.dumps([astuple(each) for each in found]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
