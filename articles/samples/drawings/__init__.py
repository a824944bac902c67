"""Drawings for sample articles: the same pixels each time, drawn by the command itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Final

from articles.samples.drawings.bridge import bridge
from articles.samples.drawings.canvas import Canvas
from articles.samples.drawings.highway import highway
from articles.samples.drawings.port import port
from articles.samples.drawings.railway import railway
from articles.samples.drawings.station import station
from articles.samples.drawings.tunnel import tunnel
from articles.samples.drawings.turbines import turbines
from articles.samples.drawings.works import works
from articles.samples.drawings.workshop import workshop

DRAWINGS: Final[dict[str, Callable[[], Canvas]]] = {
    "bridge": bridge,
    "railway": railway,
    "turbines": turbines,
    "port": port,
    "highway": highway,
    "station": station,
    "tunnel": tunnel,
    "works": works,
    "workshop": workshop,
}
"""By the names that the sample stories use."""


@cache
def drawn(name: str) -> bytes:
    """Return a drawing as a PNG file. Raises KeyError for a name that is not in DRAWINGS."""
    out = BytesIO()
    # Little effort: the library encodes what it takes in anew.
    DRAWINGS[name]().finished().save(out, "PNG", compress_level=1)
    return out.getvalue()
