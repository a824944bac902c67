"""A boring machine that has just broken through the wall of a station."""

from __future__ import annotations

from typing import Final

from articles.samples.drawings.canvas import HEIGHT, WIDTH, Canvas, Colour, Point, between, turned
from articles.samples.drawings.people import worker

_CENTRE: Final[Point] = (800, 430)
_RADIUS: Final = 300  # of the cutting head
_FLOOR: Final = 742
_STEEL: Final[Colour] = (214, 216, 212)
_SHADOW: Final[Colour] = (132, 140, 148)
_DARK: Final[Colour] = (38, 42, 52)
_RED: Final[Colour] = (190, 72, 56)
_BEAM: Final[Colour] = (208, 152, 70)
_EARTH: Final[Colour] = (116, 88, 66)
_SPOKES: Final = 6


def tunnel() -> Canvas:
    """Draw it."""
    canvas = Canvas((58, 64, 78), (112, 110, 112))
    _wall(canvas)
    _portal(canvas)
    _head(canvas)
    _beams(canvas)
    _floor(canvas)
    for x, foot, reach in ((312, 838, 0), (404, 856, 1), (1150, 846, -1), (1236, 838, 0)):
        worker(canvas, (x, foot), 112, (232, 116, 52), reach=reach)
    worker(canvas, (1340, 858), 118, (240, 176, 60))
    for x in (130, 1480):
        _lamp(canvas, x)
    return canvas


def _wall(canvas: Canvas) -> None:
    for radius, colour in ((620, (98, 99, 106)), (470, (118, 116, 118))):
        canvas.disc(_CENTRE, radius, colour)
    for x in range(80, WIDTH, 160):
        canvas.box(x, 0, x + 3, _FLOOR, (84, 86, 94))


def _portal(canvas: Canvas) -> None:
    canvas.disc(_CENTRE, _RADIUS + 62, (176, 170, 160))
    for place in range(24):
        joint = [turned(_CENTRE, radius, place * 15 + 4) for radius in (_RADIUS, _RADIUS + 62)]
        canvas.line(joint, (140, 134, 126), 2.5)
    canvas.disc(_CENTRE, _RADIUS + 18, _DARK)


def _head(canvas: Canvas) -> None:
    canvas.disc(_CENTRE, _RADIUS, _RED)
    canvas.disc(_CENTRE, _RADIUS - 26, _STEEL)
    step = 360 / _SPOKES
    for number in range(_SPOKES):
        angle = 14 + number * step
        _opening(canvas, angle + step / 2)
        for place in range(5):
            _cutter(canvas, turned(_CENTRE, 96 + place * 38, angle + (-4, 4)[place % 2]), 13)
    for number in range(2 * _SPOKES):
        _cutter(canvas, turned(_CENTRE, _RADIUS - 13, number * step / 2 + 6), 9)
    canvas.disc(_CENTRE, 70, _RED)
    canvas.disc(_CENTRE, 52, between(_RED, _DARK, 0.35))
    for number in range(4):
        _cutter(canvas, turned(_CENTRE, 28, 45 + number * 90), 12)


def _opening(canvas: Canvas, angle: float) -> None:
    """Let the earth through between two spokes: narrow at the hub, wide at the rim."""
    inner, outer = 108, _RADIUS - 58
    rim = [turned(_CENTRE, outer, angle + turn) for turn in range(-17, 18)]
    hub = [turned(_CENTRE, inner, angle + turn) for turn in range(9, -10, -1)]
    canvas.shape([*rim, *hub], _DARK)
    earth = [turned(_CENTRE, outer - 60, angle + turn) for turn in range(15, -16, -1)]
    canvas.shape([*rim, *earth], between(_EARTH, _DARK, 0.35))


def _cutter(canvas: Canvas, centre: Point, radius: float) -> None:
    canvas.disc(centre, radius, _SHADOW)
    canvas.disc(centre, radius * 0.45, _DARK)


def _beams(canvas: Canvas) -> None:
    """Hold the wall: a frame of two beams, with the ends of struts that came this way."""
    for top in (18, 60):
        canvas.box(0, top, WIDTH, top + 22, _BEAM)
        canvas.box(0, top + 16, WIDTH, top + 22, between(_BEAM, _DARK, 0.4))
    for x in range(160, WIDTH, 320):
        canvas.disc((x, 50), 40, between(_BEAM, _DARK, 0.4))
        canvas.disc((x, 50), 34, _BEAM)
        canvas.disc((x, 50), 24, _DARK)


def _floor(canvas: Canvas) -> None:
    canvas.box(0, _FLOOR, WIDTH, HEIGHT, (92, 88, 88))
    canvas.box(0, _FLOOR, WIDTH, _FLOOR + 6, (66, 64, 68))
    rubble = [
        (430, _FLOOR + 24), (520, 716), (600, 700), (690, 722), (780, 694), (880, 716),
        (980, 698), (1080, 720), (1180, _FLOOR + 24),
    ]  # fmt: skip
    canvas.shape(rubble, _EARTH)
    for x, y, size in (
        (560, 742, 17),
        (668, 750, 12),
        (842, 744, 19),
        (966, 750, 13),
        (1086, 746, 16),
    ):
        canvas.disc((x, y), size, between(_EARTH, _DARK, 0.3))
    for side in (-1, 1):
        canvas.shape(
            [
                (800 + side * 150, _FLOOR + 24),
                (800 + side * 166, _FLOOR + 24),
                (800 + side * 262, HEIGHT),
                (800 + side * 226, HEIGHT),
            ],
            _SHADOW,
        )


def _lamp(canvas: Canvas, x: float) -> None:
    for foot in (-46, 0, 46):
        canvas.line([(x, 610), (x + foot, 850)], _DARK, 5)
    canvas.box(x - 4, 470, x + 4, 620, _DARK)
    canvas.box(x - 52, 430, x + 52, 482, _DARK)
    for part in (-46, 3):
        canvas.box(x + part, 436, x + part + 43, 476, (255, 240, 196))
