"""A training workshop: benches and lathes under a travelling crane."""

from __future__ import annotations

from typing import Final

from articles.samples.drawings.canvas import HEIGHT, WIDTH, Canvas, Colour, Point, between
from articles.samples.drawings.people import worker

_STEEL: Final[Colour] = (92, 104, 120)
_DARK: Final[Colour] = (52, 60, 74)
_GREEN: Final[Colour] = (74, 134, 116)
_YELLOW: Final[Colour] = (232, 178, 70)
_WOOD: Final[Colour] = (184, 134, 88)
_PLASTER: Final[Colour] = (230, 220, 198)
_MAST: Final[Colour] = (206, 120, 84)
_FLOOR: Final = 690
_SILL: Final = (236, 520)  # upper and lower edge of the windows
_BAY: Final = 380  # from window to window
_BLUE: Final[Colour] = (66, 112, 158)
_ORANGE: Final[Colour] = (224, 116, 62)


def workshop() -> Canvas:
    """Draw it."""
    canvas = Canvas(_PLASTER, _PLASTER)
    _outside(canvas)
    _wall(canvas)
    _roof(canvas)
    _crane(canvas, 1000)
    canvas.box(0, _FLOOR, WIDTH, HEIGHT, (176, 170, 162))
    canvas.box(0, _FLOOR - 14, WIDTH, _FLOOR, (150, 146, 140))
    canvas.shape([(0, 868), (WIDTH, 868), (WIDTH, 880), (0, 880)], _YELLOW)
    _board(canvas, 520)
    _lathe(canvas, 60)
    worker(canvas, (250, 800), 200, _BLUE, reach=0.35)
    _bench(canvas, 500)
    worker(canvas, (452, 838), 212, _ORANGE, reach=0.5)
    worker(canvas, (872, 838), 208, _BLUE, reach=-0.4)
    _lathe(canvas, 1180)
    worker(canvas, (1156, 836), 204, _BLUE)
    worker(canvas, (1530, 830), 208, _BLUE, reach=-0.3)
    return canvas


def _outside(canvas: Canvas) -> None:
    """What the windows show: hills, and two tower cranes on a building site."""
    canvas.box(0, _SILL[0], WIDTH, _SILL[1], (164, 206, 226))
    canvas.hills(516, 110, (1.7, 3.6, 8.2), (140, 178, 160))
    for mast, top in ((262, 300), (1412, 286)):
        canvas.box(mast - 4, top, mast + 4, _SILL[1], _MAST)
        canvas.box(mast - 180, top, mast + 76, top + 7, _MAST)
        canvas.line([(mast - 172, top), (mast, top - 32), (mast + 70, top)], _MAST, 2.5)
        canvas.box(mast + 46, top + 7, mast + 72, top + 30, _MAST)


def _wall(canvas: Canvas) -> None:
    """The wall around four tall windows, with their bars."""
    top, foot = _SILL
    canvas.box(0, 0, WIDTH, top, _PLASTER)
    canvas.box(0, foot, WIDTH, _FLOOR, between(_PLASTER, (255, 255, 255), 0.2))
    for right in range(60, WIDTH + 60, _BAY):
        canvas.box(right - 60, top, right, foot, _PLASTER)
    for left in range(60, WIDTH, _BAY):
        for place in range(5):
            canvas.box(left + place * 80 - 4, top, left + place * 80 + 4, foot, _DARK)
        for y in (top, (top + foot) / 2, foot):
            canvas.box(left - 4, y - 4, left + 324, y + 4, _DARK)
        canvas.box(left - 14, foot + 4, left + 334, foot + 16, (206, 194, 172))


def _roof(canvas: Canvas) -> None:
    canvas.box(0, 0, WIDTH, 60, (128, 130, 134))
    for left in range(-100, WIDTH, 200):
        canvas.line([(left, 64), (left + 100, 124), (left + 200, 64)], _STEEL, 6)
    canvas.box(0, 56, WIDTH, 66, _STEEL)
    canvas.box(0, 122, WIDTH, 132, _STEEL)
    for x in range(400, WIDTH, 400):
        canvas.line([(x, 66), (x, 150)], _DARK, 3)
        canvas.shape([(x - 20, 150), (x + 20, 150), (x + 44, 178), (x - 44, 178)], _DARK)
        canvas.box(x - 40, 178, x + 40, 185, (255, 244, 206))


def _crane(canvas: Canvas, x: float) -> None:
    """The travelling crane, with the bed of a machine on its hook."""
    canvas.box(0, 196, WIDTH, 222, _YELLOW)
    canvas.box(0, 214, WIDTH, 222, between(_YELLOW, _DARK, 0.35))
    canvas.box(x - 54, 178, x + 54, 236, _DARK)
    for rope in (x - 9, x + 9):
        canvas.line([(rope, 236), (rope, 352)], _DARK, 2.5)
    canvas.box(x - 18, 350, x + 18, 384, _ORANGE)
    canvas.line([(x, 384), (x - 58, 440)], _DARK, 3)
    canvas.line([(x, 384), (x + 58, 440)], _DARK, 3)
    canvas.box(x - 74, 438, x + 74, 506, _STEEL)
    canvas.box(x - 74, 490, x + 74, 506, _DARK)
    for bolt in (-50, 0, 50):
        canvas.disc((x + bolt, 464), 9, between(_STEEL, (255, 255, 255), 0.4))


def _board(canvas: Canvas, left: float) -> None:
    canvas.box(left, 548, left + 300, 672, _DARK)
    canvas.box(left + 8, 556, left + 292, 664, (58, 92, 84))
    chalk: Colour = (224, 230, 220)
    canvas.line([(left + 40, 640), (left + 40, 580), (left + 130, 580)], chalk, 3)
    canvas.line([(left + 40, 604), (left + 70, 580)], chalk, 3)
    canvas.line([(left + 110, 580), (left + 110, 612)], chalk, 2)
    canvas.box(left + 100, 612, left + 120, 628, chalk)
    for row, long in enumerate((84, 104, 66, 92)):
        canvas.line([(left + 166, 586 + row * 18), (left + 166 + long, 586 + row * 18)], chalk, 3)


def _lathe(canvas: Canvas, left: float) -> None:
    foot = 800
    canvas.box(left + 10, foot - 60, left + 90, foot, _DARK)
    canvas.box(left + 240, foot - 60, left + 310, foot, _DARK)
    canvas.box(left, foot - 96, left + 330, foot - 60, _GREEN)
    canvas.box(left, foot - 196, left + 110, foot - 96, _GREEN)
    canvas.box(left + 14, foot - 182, left + 62, foot - 150, (222, 226, 216))
    for knob in (26, 56, 86):
        canvas.disc((left + knob, foot - 122), 8, _DARK)
    canvas.box(left + 110, foot - 170, left + 132, foot - 114, _STEEL)
    canvas.box(left + 132, foot - 152, left + 262, foot - 132, (204, 208, 210))
    canvas.box(left + 262, foot - 164, left + 322, foot - 96, _GREEN)
    canvas.box(left + 180, foot - 128, left + 222, foot - 96, _STEEL)
    canvas.disc((left + 201, foot - 84), 13, (204, 208, 210))
    canvas.disc((left + 201, foot - 84), 6, _DARK)


def _bench(canvas: Canvas, left: float) -> None:
    foot = 846
    for x in (left + 16, left + 300):
        canvas.box(x, foot - 96, x + 22, foot, _DARK)
    canvas.box(left, foot - 112, left + 338, foot - 92, _WOOD)
    canvas.box(left + 60, foot - 92, left + 280, foot - 60, between(_WOOD, _DARK, 0.3))
    for x in (left + 52, left + 250):
        _vice(canvas, (x, foot - 112))
    canvas.disc((left + 166, foot - 130), 18, _STEEL)
    canvas.disc((left + 166, foot - 130), 7, between(_WOOD, _DARK, 0.3))


def _vice(canvas: Canvas, foot: Point) -> None:
    x, y = foot
    canvas.box(x - 6, y - 14, x + 40, y, _BLUE)
    canvas.box(x - 10, y - 36, x + 8, y - 14, _BLUE)
    canvas.box(x + 24, y - 36, x + 42, y - 14, _BLUE)
    canvas.box(x + 8, y - 44, x + 24, y - 18, (204, 208, 210))
    canvas.line([(x + 42, y - 22), (x + 58, y - 22)], _DARK, 4)
