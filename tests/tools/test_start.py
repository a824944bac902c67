"""The gate that any Python can read."""

import ast
import sys
from pathlib import Path
from typing import Any

import pytest

from tools import start


def test_old_python_is_told_which_one_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 8, 18))
    monkeypatch.setattr(start, "other_python", lambda: None)

    main: Any = start.main  # without types: old Pythons read that file

    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed, this is 3\.8:"):
        main()


def test_gate_is_written_in_words_of_old_pythons() -> None:
    source = Path(start.__file__).read_text()

    tree = ast.parse(source, feature_version=(3, 4))

    assert not [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr | ast.AnnAssign)]
