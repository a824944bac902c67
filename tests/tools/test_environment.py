"""Readying the checkout."""

import errno
import stat
from pathlib import Path

import pytest

from tools import environment
from tools.refusal import CannotGoOn


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "No space is left for .*: make room"),
        (errno.EACCES, "can't be written: change its owner"),
        (errno.EROFS, "can't be written"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_what_the_system_refused_is_one_line(number: int, said: str) -> None:
    told = environment.told(OSError(number, "Input/output error", "var"))

    assert "\n" not in told
    with pytest.raises(CannotGoOn, match=said):
        raise CannotGoOn(told)


def test_too_little_space_is_told_before_anything_is_written() -> None:
    with pytest.raises(CannotGoOn, match=r"MB are free in .*, \d+ MB are needed"):
        environment.require_space(10**18)


def test_development_profile_is_private_and_made_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = tmp_path / "development.env"
    monkeypatch.setattr(environment, "PROFILE", profile)

    environment.write_profile()
    first = profile.read_text()
    environment.write_profile()

    assert profile.read_text() == first
    assert stat.S_IMODE(profile.stat().st_mode) == 0o600
    assert first.count("=") == 4


def test_failing_program_is_told_by_its_last_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VAR", tmp_path)

    with pytest.raises(
        CannotGoOn, match=r"^Packing failed: ERROR: no box \(all of it: setup.log\)"
    ):
        environment.quietly(["sh", "-c", "echo 'ERROR: no box'; echo hint; exit 3"], "Packing")
