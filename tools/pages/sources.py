"""The HTML of every page that the browser was given, for the checkers of markup."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, unquote

SUBFOLDER = "sources"


def keep_source(folder: Path, name: str, html: str) -> None:
    """Keep a page under its name."""
    place = folder / SUBFOLDER
    place.mkdir(exist_ok=True)
    # The checkers go by the ending.
    (place / f"{quote(name, safe='')}.html").write_text(html, encoding="utf-8")


def kept_sources(folder: Path) -> dict[str, str]:
    """Return the names of the pages by the paths of their files."""
    files = sorted((folder / SUBFOLDER).glob("*.html"))
    return {str(path): unquote(path.name.removesuffix(".html")) for path in files}
