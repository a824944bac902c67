"""Which time zones there are, and where they lie."""

import zoneinfo
from functools import cache

PLACES = (
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)
"""Where a zone lies; the others are old names, or offsets with their signs turned round."""


@cache
def known_zones() -> frozenset[str]:
    """Return the names of all zones; they are files, listed once a process."""
    return frozenset(zoneinfo.available_timezones())


@cache
def zones_of(place: str) -> tuple[str, ...]:
    """Return the names of the zones that lie in one of PLACES, in order."""
    return tuple(sorted(name for name in known_zones() if name.startswith(f"{place}/")))
