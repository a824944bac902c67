"""A cement works at dusk: the preheater tower, the kiln, silos, a road with lorries."""

from __future__ import annotations

from typing import Final

from articles.samples.drawings.canvas import HEIGHT, WIDTH, Canvas, Colour, between

_WALL: Final[Colour] = (92, 84, 116)
_SIDE: Final[Colour] = (70, 64, 96)
_PIPE: Final[Colour] = (150, 130, 152)
_LIGHT: Final[Colour] = (255, 214, 130)
_RED: Final[Colour] = (198, 84, 72)
_YARD: Final = 742


def works() -> Canvas:
    """Draw it."""
    canvas = Canvas((56, 58, 112), (255, 176, 128))
    canvas.disc((800, 520), 84, (255, 222, 168))
    canvas.hills(640, 190, (1.2, 2.7, 5.9), (142, 104, 132))
    canvas.hills(700, 120, (1.9, 4.1, 7.7), (112, 84, 120))
    _smoke(canvas, 210, 112)
    _chimney(canvas, 200)
    _tower(canvas)
    _kiln(canvas)
    _silos(canvas)
    _conveyor(canvas)
    canvas.box(0, _YARD, WIDTH, HEIGHT, (58, 54, 78))
    canvas.box(0, _YARD + 66, WIDTH, HEIGHT, (74, 68, 90))
    for x in range(30, WIDTH, 120):
        canvas.box(x, 852, x + 56, 857, (160, 148, 150))
    for x in (60, 420, 780, 1140, 1500):
        _street_lamp(canvas, x)
    _tanker(canvas, 560)
    _tanker(canvas, 1220)
    return canvas


def _smoke(canvas: Canvas, x: float, y: float) -> None:
    for dx, dy, radius in (
        (0, 0, 20),
        (36, -16, 27),
        (84, -30, 34),
        (146, -40, 40),
        (220, -44, 34),
    ):
        canvas.disc((x + dx, y + dy), radius, (112, 104, 140))


def _chimney(canvas: Canvas, x: float) -> None:
    canvas.shape([(x - 16, 110), (x + 16, 110), (x + 28, _YARD), (x - 28, _YARD)], _PIPE)
    canvas.shape([(x + 4, 110), (x + 16, 110), (x + 28, _YARD), (x + 10, _YARD)], _SIDE)
    for top in (126, 186):
        canvas.box(x - 18, top, x + 18, top + 26, _RED)


def _tower(canvas: Canvas) -> None:
    """Five floors of cyclones in an open frame."""
    left, middle, right, top = 310, 410, 510, 200
    floors = [top + floor * 100 for floor in range(5)]
    for y in floors:
        for x in (left + 62, left + 140):
            _cyclone(canvas, x, y + 30)
        canvas.line([(right - 6, y + 10), (middle, y + 100)], _SIDE, 3)
        for x in (left - 8, right + 8):
            canvas.disc((x, y + 20), 5, _LIGHT)
    for x in (left, middle - 4, right - 10):
        canvas.box(x, top, x + 10, _YARD, _SIDE)
    for y in (*floors, top + 500):
        canvas.box(left - 14, y, right + 14, y + 10, _SIDE)
        canvas.box(left - 14, y - 16, right + 14, y - 13, _SIDE)
    canvas.line(
        [(left + 62, top + 30), (left + 62, top - 34), (266, top - 34), (266, _YARD)], _PIPE, 18
    )


def _cyclone(canvas: Canvas, x: float, top: float) -> None:
    canvas.box(x - 28, top, x + 28, top + 36, _PIPE)
    canvas.shape(
        [(x - 28, top + 36), (x + 28, top + 36), (x + 7, top + 84), (x - 7, top + 84)], _PIPE
    )
    canvas.box(x + 12, top, x + 28, top + 36, _WALL)


def _kiln(canvas: Canvas) -> None:
    """A steel tube on three piers, leaning towards its flame."""
    canvas.shape([(480, 590), (486, 644), (930, 690), (930, 634)], _PIPE)
    canvas.shape([(484, 624), (486, 644), (930, 690), (930, 668)], _SIDE)
    for x, y in ((560, 626), (700, 640), (850, 656)):
        canvas.box(x - 10, y - 36, x + 10, y + 38, between(_PIPE, _LIGHT, 0.25))
        canvas.shape([(x - 22, y + 34), (x + 22, y + 34), (x + 30, _YARD), (x - 30, _YARD)], _WALL)
    canvas.box(910, 590, 1050, _YARD, _WALL)
    canvas.shape([(896, 590), (980, 548), (1064, 590)], _SIDE)
    for x in (930, 972, 1014):
        canvas.box(x, 622, x + 22, 650, _LIGHT)
    canvas.box(962, 684, 1002, _YARD, (255, 158, 84))


def _silos(canvas: Canvas) -> None:
    for number in range(4):
        x = 1130 + number * 96
        canvas.box(x, 420, x + 88, _YARD, _WALL)
        canvas.box(x + 60, 420, x + 88, _YARD, _SIDE)
        canvas.box(x, 470, x + 88, 474, _SIDE)
        canvas.box(x + 26, 690, x + 62, _YARD, (44, 42, 64))
        canvas.disc((x + 44, 676), 6, _LIGHT)
    canvas.box(1122, 404, 1518, 420, _SIDE)
    canvas.box(1250, 344, 1390, 404, _WALL)
    for x in (1266, 1306, 1346):
        canvas.box(x, 362, x + 26, 384, _LIGHT)


def _conveyor(canvas: Canvas) -> None:
    canvas.shape([(1040, 570), (1040, 596), (1256, 386), (1256, 358)], _PIPE)
    for place in range(6):
        x = 1058 + place * 34
        y = 566 - (x - 1040) * 0.98
        canvas.box(x, y + 4, x + 12, y + 12, _LIGHT)
    canvas.line([(1110, 520), (1110, _YARD)], _SIDE, 6)


def _street_lamp(canvas: Canvas, x: float) -> None:
    canvas.box(x - 3, 640, x + 3, _YARD + 66, (44, 42, 64))
    canvas.line([(x, 644), (x + 40, 632)], (44, 42, 64), 5)
    canvas.disc((x + 42, 636), 8, _LIGHT)


def _tanker(canvas: Canvas, x: float) -> None:
    floor = 838
    canvas.box(x + 10, floor - 26, x + 236, floor - 18, (38, 38, 54))
    for part in range(3):
        left = x + part * 62
        canvas.disc((left + 36, floor - 56), 34, (226, 216, 212))
        canvas.shape(
            [(left + 10, floor - 34), (left + 62, floor - 34), (left + 36, floor - 8)],
            (226, 216, 212),
        )
    canvas.box(x + 36, floor - 90, x + 160, floor - 56, (226, 216, 212))
    canvas.box(x + 36, floor - 66, x + 160, floor - 58, _RED)
    canvas.shape(
        [
            (x + 204, floor - 18),
            (x + 204, floor - 76),
            (x + 232, floor - 76),
            (x + 250, floor - 44),
            (x + 250, floor - 18),
        ],
        _RED,
    )
    canvas.shape(
        [
            (x + 222, floor - 68),
            (x + 231, floor - 68),
            (x + 243, floor - 46),
            (x + 222, floor - 46),
        ],
        (255, 226, 170),
    )
    canvas.disc((x + 250, floor - 24), 5, _LIGHT)
    for wheel in (40, 84, 128, 224):
        canvas.disc((x + wheel, floor - 12), 14, (34, 34, 48))
        canvas.disc((x + wheel, floor - 12), 5, (150, 142, 150))
