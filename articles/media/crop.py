"""Cutting a picture to a shape around the point that matters in it."""

from __future__ import annotations

from articles.models.rendition import Focus

Box = tuple[int, int, int, int]
"""Left, top, right and bottom, in pixels."""


def crop_box(width: int, height: int, ratio: tuple[int, int], focus: Focus) -> Box:
    """Return the largest cut of a ratio, its middle as near the focal point as the edges allow."""
    across, down = ratio
    if width * down > height * across:
        cut_width, cut_height = max(1, round(height * across / down)), height
    else:
        cut_width, cut_height = width, max(1, round(width * down / across))
    left = _begin(width, cut_width, focus[0])
    top = _begin(height, cut_height, focus[1])
    return left, top, left + cut_width, top + cut_height


def _begin(whole: int, part: int, percent: int) -> int:
    middle = whole * percent / 100
    return min(max(0, round(middle - part / 2)), whole - part)
