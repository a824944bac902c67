"""The number of an article in its address."""

from __future__ import annotations

import re

_NUMBERED = re.compile(r"/([1-9][0-9]{0,8})\.html?(?:[?#].*)?\Z")


def number_in_address(address: str) -> int | None:
    """Return 276749 for an address that ends in `/276749.html`, None for any other."""
    match = _NUMBERED.search(address.strip())
    return int(match[1]) if match else None
