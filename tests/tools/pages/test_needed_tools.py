"""What `make pages` needs of the machine and of npm."""

import json
from pathlib import Path

import pytest

from tools.pages import java
from tools.pages.lock import require_no_hosts
from tools.refusal import CannotGoOn


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ('openjdk version "17.0.15" 2025-04-15', 17),
        ('java version "1.8.0_372"', 8),
        ('openjdk version "25" 2025-09-16', 25),
        ("not found", 0),
    ],
)
def test_version_of_java(said: str, number: int) -> None:
    assert java.version(said) == number


def test_missing_java_is_one_line_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java, "_fitting", lambda: None)
    monkeypatch.setattr(java, "_install", lambda: None)

    with pytest.raises(CannotGoOn, match=r"^No Java 17 .* package 'default-jre-headless'\.$"):
        java.java()


def test_our_lock_names_no_place() -> None:
    require_no_hosts()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"resolved": "x", "integrity": "y"}, "names a place to fetch from"),
        ({"version": "1"}, "has no hash"),
    ],
)
def test_lock_with_a_place_or_without_a_hash_is_refused(
    tmp_path: Path, facts: dict[str, str], said: str
) -> None:
    lock = tmp_path / "package-lock.json"
    lock.write_text(json.dumps({"packages": {"": {}, "node_modules/a": facts}}))

    with pytest.raises(CannotGoOn, match=said):
        require_no_hosts(lock)
