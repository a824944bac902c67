"""The settings as a start reads them; each test is a start of its own."""

import os
import subprocess
import sys

import pytest

from tools.check import production
from tools.environment import ROOT


def start(changes: dict[str, str | None]) -> subprocess.CompletedProcess[str]:
    """Start the production profile with some settings changed; None takes one away."""
    values = {**production(), **changes}
    inherited = {"PATH": os.environ["PATH"]}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={**inherited, **{name: value for name, value in values.items() if value is not None}},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_production_profile_passes_djangos_deployment_checks() -> None:
    assert start({}).returncode == 0


def test_misspelt_debug_is_one_line() -> None:
    done = start({"DEBUG": "ture"})

    assert done.returncode == 1
    assert done.stderr == "DEBUG is 'ture': write 'true' or 'false'.\n"


def test_production_without_its_settings_names_them_all() -> None:
    needed = (
        "SECRET_KEY",
        "EVENT_KEY",
        "ACCOUNTS_CODE_PEPPER",
        "SITE_URL",
        "ALLOWED_HOSTS",
        "DATABASE_URL",
        "EMAIL_URL",
    )

    done = start({"DEBUG": "false", **dict.fromkeys(needed)})

    assert done.returncode == 1
    assert [line.split()[0] for line in done.stderr.splitlines()] == [*needed]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("EVENT_KEY", production()["SECRET_KEY"], "three different values"),
        ("SITE_URL", "http://news.example.org", "https://"),
        ("ALLOWED_HOSTS", "*", "anybody"),
        ("EMAIL_URL", "consolemail://", "not to people"),
        ("STAFF_SECOND_FACTOR", "false", "stolen password"),
    ],
)
def test_production_refuses_what_is_unsafe(name: str, value: str, said: str) -> None:
    done = start({name: value})

    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
