"""The file that tells whoever runs the samples how to sign in."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from articles.samples.people import SignIn

OWNER_ALONE = 0o600


def write_sign_ins(path: Path, made: Sequence[SignIn]) -> None:
    """Put new accounts into the file, over older lines of the same address; keep other lines.

    The file appears whole or not at all, and only its owner can read it.
    """
    if not made:
        return
    new = {each.address: f"{each.role:<14}{each.address:<28}{each.password}" for each in made}
    lines = [line for line in _lines(path) if not new.keys() & set(line.split())]
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.new")
    unfinished.unlink(missing_ok=True)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in [*lines, *new.values()])
    unfinished.replace(path)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
