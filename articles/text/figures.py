"""Pictures in a text: a figure names one of the library by its number, and holds no picture."""

from __future__ import annotations

import re
from typing import Final

FIGURE: Final = re.compile(r'<figure data-image="([0-9]{1,9})">(.*?)</figure>', re.DOTALL)
"""A picture's place in clean HTML: its number, and what stands in it."""


def placed_images(html: str) -> tuple[int, ...]:
    """Return the numbers of the pictures that clean HTML has places for, each once, in order."""
    return tuple(dict.fromkeys(int(figure[1]) for figure in FIGURE.finditer(html)))
