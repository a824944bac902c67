"""npm's lock: it names packages and their hashes, never a place to fetch from."""

from __future__ import annotations

import json
from pathlib import Path

from tools.refusal import CannotGoOn

LOCK = Path(__file__).resolve().parent / "npm" / "package-lock.json"

MEND = "run `npm config set omit-lockfile-registry-resolved true` and make the lock anew"


def require_no_hosts(path: Path = LOCK) -> None:
    """Raise CannotGoOn where an entry names a place, or lacks the hash of what it names."""
    packages = json.loads(path.read_text())["packages"]
    for name, facts in packages.items():
        if "resolved" in facts:
            raise CannotGoOn(f"{path.name}: {name} names a place to fetch from: {MEND}.")
        if name and "integrity" not in facts:
            raise CannotGoOn(f"{path.name}: {name} has no hash: {MEND}.")
