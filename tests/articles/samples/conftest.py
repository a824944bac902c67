"""Where the samples of a test leave their sign-ins."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture
def sign_ins(tmp_path: Path, settings: Settings) -> Path:
    """The file of sign-ins in a folder of this test's own."""
    settings.VAR_DIR = tmp_path
    return tmp_path / "sign-ins.txt"
