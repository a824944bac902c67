"""The platform of a city metro, with a train at it."""

from __future__ import annotations

from typing import Final

from articles.samples.drawings.canvas import HEIGHT, WIDTH, Canvas, Colour, between
from articles.samples.drawings.people import passenger

_WHITE: Final[Colour] = (244, 245, 242)
_GLASS: Final[Colour] = (64, 92, 114)
_SHINE: Final[Colour] = (122, 154, 172)
_LINE: Final[Colour] = (36, 132, 134)
_FRAME: Final[Colour] = (120, 130, 142)
_DARK: Final[Colour] = (44, 52, 66)
_LIGHT: Final[Colour] = (255, 246, 216)
_EDGE: Final = 668  # where the platform begins
_ROOF: Final = 318  # of the train
_CAR: Final = 640


def station() -> Canvas:
    """Draw it."""
    canvas = Canvas((70, 82, 102), (150, 160, 168))
    _ceiling(canvas)
    canvas.box(0, 250, WIDTH, 330, (96, 110, 128))
    canvas.box(0, 264, WIDTH, 276, _LINE)
    for left in (-180, _CAR - 180, 2 * _CAR - 180):
        _car(canvas, left)
    _platform(canvas)
    for x in (300, 940, 1580):
        _column(canvas, x)
    for x in (620, 1260):
        _sign(canvas, x)
    for x, foot, height, coat in (
        (96, 770, 196, (190, 86, 66)),
        (164, 786, 152, (232, 176, 80)),
        (476, 756, 194, (70, 112, 156)),
        (700, 800, 206, (104, 146, 118)),
        (776, 806, 200, (150, 90, 112)),
        (1124, 762, 196, (226, 220, 208)),
        (1400, 804, 206, (196, 96, 70)),
    ):
        passenger(canvas, (x, foot), height, coat)
    canvas.box(1424, 752, 1466, 804, _LINE)
    canvas.line([(1434, 752), (1434, 706), (1452, 706), (1452, 752)], _FRAME, 3)
    return canvas


def _ceiling(canvas: Canvas) -> None:
    """Rows of lamps that come closer together above the train."""
    for row, top in enumerate((18, 86, 142, 186, 220)):
        long = 420 - row * 46
        for place in range(-2, 3):
            middle = 800 + place * (long + 96 - row * 12)
            canvas.box(middle - long / 2, top, middle + long / 2, top + 15 - row * 3, _LIGHT)


def _car(canvas: Canvas, left: float) -> None:
    right = left + _CAR - 12
    canvas.box(right, _ROOF + 30, right + 12, _EDGE, _DARK)
    canvas.box(left, _ROOF + 12, right, _EDGE, _WHITE)
    canvas.box(left + 14, _ROOF, right - 14, _ROOF + 12, _FRAME)
    canvas.box(left, 566, right, 606, _LINE)
    canvas.box(left, 612, right, 618, (232, 168, 70))
    for door in (left + 90, left + 410):
        _door(canvas, door)
    for window, width in ((20, 52), (238, 152), (558, 52)):
        canvas.box(left + window, 400, left + window + width, 522, _GLASS)
        canvas.box(left + window, 400, left + window + width, 424, _SHINE)


def _door(canvas: Canvas, left: float) -> None:
    canvas.box(left - 6, 366, left + 134, _EDGE, _FRAME)
    for leaf in (left, left + 66):
        canvas.box(leaf, 372, leaf + 62, _EDGE, between(_WHITE, _FRAME, 0.2))
        canvas.box(leaf + 12, 400, leaf + 50, 560, _GLASS)
        canvas.box(leaf + 12, 400, leaf + 50, 424, _SHINE)
    canvas.box(left + 44, 350, left + 84, 360, (232, 168, 70))


def _platform(canvas: Canvas) -> None:
    canvas.box(0, _EDGE, WIDTH, HEIGHT, (202, 204, 200))
    canvas.box(0, _EDGE, WIDTH, _EDGE + 8, (96, 100, 106))
    canvas.box(0, _EDGE + 20, WIDTH, _EDGE + 36, (238, 190, 72))
    joint: Colour = (184, 187, 184)
    for x in range(-1600, 3300, 200):
        canvas.line([(800 + (x - 800) * 0.55, _EDGE + 36), (x, HEIGHT)], joint, 2.5)
    for y in (738, 790, 858):
        canvas.box(0, y, WIDTH, y + 2.5, joint)


def _column(canvas: Canvas, x: float) -> None:
    canvas.box(x - 38, 0, x + 38, 834, (226, 228, 224))
    canvas.box(x + 14, 0, x + 38, 834, (196, 200, 200))
    canvas.box(x - 38, 470, x + 38, 530, _LINE)
    canvas.box(x - 46, 822, x + 46, 846, _FRAME)


def _sign(canvas: Canvas, x: float) -> None:
    for rod in (x - 120, x + 120):
        canvas.box(rod - 2, 0, rod + 2, 180, _DARK)
    canvas.box(x - 150, 176, x + 150, 240, _DARK)
    canvas.disc((x - 108, 208), 20, _LINE)
    canvas.disc((x - 108, 208), 11, _WHITE)
    canvas.box(x - 70, 194, x + 40, 202, _WHITE)
    canvas.box(x - 70, 213, x + 8, 219, _FRAME)
    canvas.line([(x + 78, 208), (x + 124, 208)], _WHITE, 7)
    canvas.line([(x + 106, 190), (x + 126, 208), (x + 106, 226)], _WHITE, 7)
