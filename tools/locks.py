"""The lock files: made by uv from pyproject.toml, and checked without the network.

Each holds the packages of the one before it, in the same versions, and more.
"""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.environment import DEVELOPMENT_LOCK, PAGES_LOCK, ROOT, RUNTIME_LOCK, VENV

EXTRAS = {RUNTIME_LOCK: (), DEVELOPMENT_LOCK: ("dev",), PAGES_LOCK: ("dev", "pages")}
"""The locks, each with the optional dependencies of pyproject.toml that it holds."""

# A lock must install from whichever registry a machine is set up for.
FORBIDDEN = re.compile(r"://|--index|--extra-index|--find-links|--trusted-host|file:")
PINNED = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)", re.IGNORECASE)

UV = (
    *("pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-emit-index-url", "--no-header", "--quiet"),
)


def update() -> int:
    """Write both locks anew; what still fits stays as it was."""
    uv, smaller = str(VENV / "bin" / "uv"), ""
    for lock, extras in EXTRAS.items():
        options = [word for extra in extras for word in ("--extra", extra)]
        if smaller:
            options += ["--constraint", smaller]
        subprocess.run([uv, *UV, *options, "--output-file", lock], cwd=ROOT, check=True)
        smaller = lock
    return tell(problems())


def problems(root: Path = ROOT) -> Iterator[str]:
    """Yield what is wrong with the locks, one sentence each."""
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    pins: dict[str, dict[str, str]] = {}
    for lock, extras in EXTRAS.items():
        text = (root / lock).read_text()
        for number, line in enumerate(text.splitlines(), 1):
            if FORBIDDEN.search(line):
                yield f"{lock}:{number} names a place to fetch from: run `make lock`."
        pins[lock] = pinned(text)
        wanted = [each for extra in extras for each in project["optional-dependencies"][extra]]
        yield from _out_of_step(lock, pins[lock], [*project["dependencies"], *wanted])
        if text.count("--hash=sha256:") < len(pins[lock]):
            yield f"{lock} holds packages without a hash: run `make lock`."
    for smaller, larger in pairwise(EXTRAS):
        for name, version in pins[smaller].items():
            if (other := pins[larger].get(name)) != version:
                yield f"{name} is {version} in {smaller}, {other} in {larger}: run `make lock`."


def pinned(text: str) -> dict[str, str]:
    """Return the version of each package that a lock names."""
    found = (PINNED.match(line) for line in text.splitlines())
    return {canonicalize_name(match[1]): match[2] for match in found if match}


def _out_of_step(lock: str, pins: dict[str, str], wanted: Sequence[str]) -> Iterator[str]:
    for line in wanted:
        requirement = Requirement(line)
        version = pins.get(canonicalize_name(requirement.name))
        if version is None or not requirement.specifier.contains(version, prereleases=True):
            yield f"pyproject.toml wants {line}, {lock} has {version or 'none'}: run `make lock`."


def tell(found: Iterator[str]) -> int:
    """Print the problems; return the exit status."""
    status = 0
    for problem in found:
        print(problem, file=sys.stderr)
        status = 1
    return status


if __name__ == "__main__":
    sys.exit(update() if sys.argv[1:] == ["update"] else tell(problems()))
