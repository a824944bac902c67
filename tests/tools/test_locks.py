"""The guard over the lock files."""

from pathlib import Path

import pytest

from tools import locks
from tools.environment import ROOT

PROJECT = """
[project]
dependencies = ["Django>=5.2,<5.3"]
[project.optional-dependencies]
dev = ["pytest>=9"]
pages = ["lxml>=6"]
"""
DJANGO = "django==5.2.19 \\\n    --hash=sha256:aa\n"
PYTEST = "pytest==9.2.0 \\\n    --hash=sha256:bb\n"
LXML = "lxml==6.1.3 \\\n    --hash=sha256:cc\n"


def found(folder: Path, runtime: str, development: str) -> list[str]:
    (folder / "pyproject.toml").write_text(PROJECT)
    (folder / "requirements.lock").write_text(runtime)
    (folder / "requirements-dev.lock").write_text(development)
    (folder / "requirements-pages.lock").write_text(development + LXML)
    return [*locks.problems(folder)]


def test_locks_of_this_project_hold() -> None:
    assert [*locks.problems(ROOT)] == []


def test_locks_in_step_are_accepted(tmp_path: Path) -> None:
    assert found(tmp_path, DJANGO, DJANGO + PYTEST) == []


@pytest.mark.parametrize(
    "line", ["--index-url x", "--extra-index-url x", "--find-links x", "a @ file:x", "https://x"]
)
def test_lock_that_names_a_place_is_refused(tmp_path: Path, line: str) -> None:
    assert "names a place" in found(tmp_path, f"{DJANGO}{line}\n", DJANGO + PYTEST)[0]


def test_lock_out_of_step_is_refused(tmp_path: Path) -> None:
    old = DJANGO.replace("5.2.19", "5.1.0")

    assert "wants Django>=5.2,<5.3" in found(tmp_path, old, old + PYTEST)[0]


def test_missing_package_is_refused(tmp_path: Path) -> None:
    assert "has none" in found(tmp_path, DJANGO, DJANGO)[0]


def test_package_without_hash_is_refused(tmp_path: Path) -> None:
    bare = "django==5.2.19\n"

    assert "without a hash" in found(tmp_path, bare, bare + PYTEST)[0]


def test_two_versions_of_a_package_are_refused(tmp_path: Path) -> None:
    other = DJANGO.replace("5.2.19", "5.2.18")

    assert (
        "django is 5.2.19 in requirements.lock, 5.2.18 in requirements-dev.lock"
        in found(tmp_path, DJANGO, other + PYTEST)[0]
    )
