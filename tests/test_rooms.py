"""The arrows of the house: which room may import which. Read from the sources, not run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Room → the rooms of ours that it may import, itself aside.
ARROWS = {
    "articles/text": set[str](),
    "articles/content.py": {"articles/text"},
    "articles/models": {"articles/content.py", "articles/text", "accounts", "seetao"},
    "articles/media": {"articles/models", "articles/content.py", "articles/text", "seetao"},
    "articles/search": {"articles/models", "articles/content.py", "articles/text"},
    "articles/editorial": {
        "articles/models",
        "articles/search",
        "articles/content.py",
        "articles/text",
        "articles/media",
        "accounts",
    },
    "articles/exchange": {
        "articles/editorial",
        "articles/models",
        "articles/content.py",
        "articles/text",
        "accounts",
    },
    "articles/reader": {
        "articles/models",
        "articles/search",
        "articles/content.py",
        "articles/text",
        "accounts",
        "seetao",
    },
    "articles/saved": {"articles/models", "articles/reader", "accounts"},
    "accounts": {"seetao"},
}


def room_of(module: str) -> str | None:
    """Return the room that holds a module of ours; None for the world outside."""
    parts = module.split(".")
    if parts[0] == "articles" and len(parts) > 1:
        inner = parts[1]
        return (
            f"articles/{inner}.py"
            if (ROOT / f"articles/{inner}.py").is_file()
            else (f"articles/{inner}")
        )
    return parts[0] if parts[0] in ("accounts", "seetao", "articles") else None


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            # `from articles import editorial` names a room by its last part.
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def sources_of(room: str) -> list[Path]:
    path = ROOT / room
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


@pytest.mark.parametrize("room", ARROWS)
def test_room_imports_along_the_arrows_only(room: str) -> None:
    against = {
        f"{path.relative_to(ROOT)} imports {module}"
        for path in sources_of(room)
        if "migrations" not in path.parts
        for module in imports_of(path)
        if (target := room_of(module)) is not None and target not in ARROWS[room] | {room}
    }
    assert against == set()


def test_every_room_has_sources() -> None:
    assert all(sources_of(room) for room in ARROWS)
