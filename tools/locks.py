"""The lock files: made by uv from pyproject.toml, and checked without the network."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.environment import DEVELOPMENT_LOCK, ROOT, RUNTIME_LOCK, VENV

# A lock must install from whichever registry a machine is set up for.
FORBIDDEN = re.compile(r"://|--index|--extra-index|--find-links|--trusted-host|file:")
PINNED = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)", re.IGNORECASE)

UV = (
    *("pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-emit-index-url", "--no-header", "--quiet"),
)


def update() -> int:
    """Write both locks anew; what still fits stays as it was."""
    uv = str(VENV / "bin" / "uv")
    for options in (
        ("--output-file", RUNTIME_LOCK),
        ("--extra", "dev", "--constraint", RUNTIME_LOCK, "--output-file", DEVELOPMENT_LOCK),
    ):
        subprocess.run([uv, *UV, *options], cwd=ROOT, check=True)
    return tell(problems())


def problems(root: Path = ROOT) -> Iterator[str]:
    """Yield what is wrong with the locks, one sentence each."""
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    runtime = project["dependencies"]
    development = [*runtime, *project["optional-dependencies"]["dev"]]
    pins: dict[str, dict[str, str]] = {}
    for lock, requirements in ((RUNTIME_LOCK, runtime), (DEVELOPMENT_LOCK, development)):
        text = (root / lock).read_text()
        for number, line in enumerate(text.splitlines(), 1):
            if FORBIDDEN.search(line):
                yield f"{lock}:{number} names a place to fetch from: run `make lock`."
        pins[lock] = pinned(text)
        yield from _out_of_step(lock, pins[lock], requirements)
        if text.count("--hash=sha256:") < len(pins[lock]):
            yield f"{lock} holds packages without a hash: run `make lock`."
    for name, version in pins[RUNTIME_LOCK].items():
        if (other := pins[DEVELOPMENT_LOCK].get(name)) != version:
            yield f"{name} is {version} to run and {other} to develop: run `make lock`."


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
