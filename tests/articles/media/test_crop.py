"""Cutting: the whole of one side, and what matters as near the middle as the edges allow."""

import pytest

from articles.media.crop import Box, crop_box


@pytest.mark.parametrize(
    ("size", "ratio", "focus", "box"),
    [
        ((1600, 900), (16, 9), (10, 90), (0, 0, 1600, 900)),
        ((1600, 900), (1, 1), (50, 50), (350, 0, 1250, 900)),
        ((1600, 900), (1, 1), (0, 50), (0, 0, 900, 900)),
        ((1600, 900), (1, 1), (100, 50), (700, 0, 1600, 900)),
        ((1600, 900), (1, 1), (40, 0), (190, 0, 1090, 900)),
        ((900, 1600), (16, 9), (50, 25), (0, 147, 900, 653)),
        ((900, 1600), (4, 3), (50, 0), (0, 0, 900, 675)),
        ((900, 1600), (4, 3), (50, 100), (0, 925, 900, 1600)),
        ((1, 1), (16, 9), (50, 50), (0, 0, 1, 1)),
        ((5000, 1), (1, 1), (50, 50), (2500, 0, 2501, 1)),
    ],
)
def test_a_cut_keeps_what_matters(
    size: tuple[int, int], ratio: tuple[int, int], focus: tuple[int, int], box: Box
) -> None:
    assert crop_box(*size, ratio, focus) == box
