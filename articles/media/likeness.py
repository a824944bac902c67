"""What a picture looks like, in 64 bits: the same motif in another size or file differs in few.

A difference hash: of a picture shrunk to 9 by 8 greys, each bit says whether a point is brighter
than its neighbour.
"""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from typing import Final

import PIL.Image

PARTS: Final = 4
"""In how many parts it is looked up: two hashes that differ in fewer bits share one of them."""

MOST_DIFFERENT: Final = PARTS - 1  # bits
_PART_BITS: Final = 16
_WIDTH, _HEIGHT = 8, 8


def likeness(stored: bytes) -> int:
    """Return the hash of a picture of the library; 0 where nothing can be told from another."""
    with PIL.Image.open(BytesIO(stored)) as picture:
        picture.draft("L", (_WIDTH * 16, _HEIGHT * 16))
        small = picture.convert("RGBA") if picture.mode in ("P", "LA", "PA") else picture
        greys = small.convert("L").resize((_WIDTH + 1, _HEIGHT), PIL.Image.Resampling.BOX)
    rows = [greys.crop((0, y, _WIDTH + 1, y + 1)).tobytes() for y in range(_HEIGHT)]
    bits = 0
    for row in rows:
        for left, right in pairwise(row):
            bits = bits << 1 | (left > right)
    return bits


def parts_of(hashed: int) -> list[int]:
    """Return the hash in its parts, the highest bits first."""
    shifts = range((PARTS - 1) * _PART_BITS, -1, -_PART_BITS)
    return [hashed >> shift & (1 << _PART_BITS) - 1 for shift in shifts]


def hash_of(parts: list[int]) -> int:
    """Return the hash that has these parts."""
    hashed = 0
    for part in parts:
        hashed = hashed << _PART_BITS | part
    return hashed


def differences(first: int, second: int) -> int:
    """Return in how many bits two hashes differ."""
    return (first ^ second).bit_count()
