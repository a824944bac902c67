"""`make check`: everything that can be said about the sources without running the tests."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tools.environment import PYTHON, ROOT, VENV

TIME_LIMIT = 600  # seconds, for each check
MOST_LINES = 40  # of one check's findings; the first ones often cause the rest
EXAMPLE = ROOT / "deploy" / "example.env"


@dataclass(frozen=True)
class Check:
    """One command; `advice` is what to do when it fails."""

    name: str
    command: tuple[str, ...]
    advice: str
    environment: dict[str, str] = field(default_factory=dict)


def production() -> dict[str, str]:
    """Return the settings of deploy/example.env."""
    lines = (line.strip() for line in EXAMPLE.read_text().splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name: value for name, _, value in pairs}


def tool(name: str) -> str:
    """Return the path of a program in .venv."""
    return str(VENV / "bin" / name)


def checks() -> list[Check]:
    """Return every check, the slowest first."""
    python = str(PYTHON)
    in_tests = {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": "sqlite://:memory:"}
    format_templates = (tool("djangofmt"), "--line-length", "100")
    return [
        Check("types", (tool("mypy"),), "give the names above their types"),
        Check(
            "lint",
            (tool("ruff"), "check", "--quiet", "--output-format=concise", "."),
            "try `.venv/bin/ruff check --fix`",
        ),
        Check(
            "format",
            (tool("ruff"), "format", "--check", "--quiet", "--output-format=concise", "."),
            "run `.venv/bin/ruff format`",
        ),
        Check(
            "template format",
            (*format_templates, "--check", "templates"),
            "run `.venv/bin/djangofmt --line-length 100 templates`",
        ),
        Check(
            "template lint",
            (
                *(tool("djangofmt"), "check", "--target-version", "5.2"),
                *("--output-format", "concise", "templates"),
            ),
            "try `.venv/bin/djangofmt check --fix templates`",
        ),
        Check(
            "migrations",
            (python, "manage.py", "makemigrations", "--check", "--dry-run"),
            "run `.venv/bin/python manage.py makemigrations` and name the migration",
            in_tests,
        ),
        Check("locks", (python, "-m", "tools.locks"), "run `make lock`"),
        Check(
            "catalogues",
            (python, "-m", "tools.catalogues", "check"),
            "run `make catalogues`, then translate what is empty",
        ),
        Check(
            "production settings",
            (python, "manage.py", "check", "--deploy", "--fail-level", "WARNING"),
            "mend seetao/settings.py or deploy/example.env",
            production(),
        ),
    ]


def main() -> int:
    """Run all checks; print only those that fail, and what to do about each."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        outcomes = list(pool.map(run, checks()))
    failed = [outcome for outcome in outcomes if outcome]
    for outcome in failed:
        print(outcome, file=sys.stderr)
    return 1 if failed else 0


def run(check: Check) -> str:
    """Run one check; return what to print: nothing when it holds."""
    inherited = {name: value for name, value in os.environ.items() if name not in production()}
    inherited.pop("DEBUG", None)
    try:
        done = subprocess.run(
            check.command,
            cwd=ROOT,
            env={**inherited, **check.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=TIME_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"--- {check.name}: no end after {TIME_LIMIT} seconds"
    if done.returncode == 0:
        return ""
    lines = done.stdout.strip().splitlines()
    if len(lines) > MOST_LINES:
        lines[MOST_LINES:] = [f"… and {len(lines) - MOST_LINES} lines more"]
    return "\n".join([f"--- {check.name}: {check.advice}", *lines, ""])


if __name__ == "__main__":
    sys.exit(main())
