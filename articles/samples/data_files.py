"""The texts, names and numbers of the samples, kept as files beside the code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent / "data"


def read_data(name: str) -> Any:
    """Return what the JSON file of this name holds."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
