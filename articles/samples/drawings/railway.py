"""A train on a viaduct through dry hills."""

from __future__ import annotations

from articles.samples.drawings.canvas import HEIGHT, WIDTH, Canvas, Colour, between

_CONCRETE: Colour = (206, 200, 188)
_SHADOW: Colour = (164, 154, 142)
_TRACK = 520  # height of the rails
_SPAN = 200


def railway() -> Canvas:
    """Draw it."""
    canvas = Canvas((120, 178, 214), (244, 232, 206))
    canvas.disc((300, 210), 54, (255, 246, 214))
    canvas.hills(520, 260, (1.1, 2.6, 6.2), (196, 178, 160))
    canvas.hills(650, 210, (1.7, 3.9, 8.4), (178, 148, 116))
    canvas.hills(760, 120, (2.4, 5.2, 9.7), (146, 128, 84))
    for x in range(60, WIDTH, _SPAN):
        _pier(canvas, x)
    canvas.box(0, _TRACK, WIDTH, _TRACK + 44, _CONCRETE)
    canvas.box(0, _TRACK + 34, WIDTH, _TRACK + 44, _SHADOW)
    canvas.box(0, _TRACK - 6, WIDTH, _TRACK, (92, 88, 84))
    _wires(canvas)
    _train(canvas)
    canvas.hills(860, 60, (3.3, 7.1), (112, 106, 62))
    return canvas


def _pier(canvas: Canvas, x: int) -> None:
    canvas.shape(
        [
            (x - 34, _TRACK + 44),
            (x + 34, _TRACK + 44),
            (x + 18, _TRACK + 78),
            (x - 18, _TRACK + 78),
        ],
        _CONCRETE,
    )
    canvas.shape(
        [(x - 18, _TRACK + 78), (x + 18, _TRACK + 78), (x + 26, HEIGHT), (x - 26, HEIGHT)],
        _CONCRETE,
    )
    canvas.shape(
        [(x + 6, _TRACK + 78), (x + 18, _TRACK + 78), (x + 26, HEIGHT), (x + 10, HEIGHT)], _SHADOW
    )


def _wires(canvas: Canvas) -> None:
    mast: Colour = (110, 112, 116)
    for x in range(-40, WIDTH + _SPAN, _SPAN):
        canvas.box(x - 3, _TRACK - 150, x + 3, _TRACK, mast)
        canvas.line([(x, _TRACK - 140), (x + 46, _TRACK - 120)], mast, 3)
    canvas.line([(0, _TRACK - 118), (WIDTH, _TRACK - 118)], mast, 1.5)


def _train(canvas: Canvas) -> None:
    top, bottom = _TRACK - 92, _TRACK - 12
    white: Colour = (246, 246, 244)
    canvas.shape(
        [
            (0, top),
            (1180, top),
            (1290, top + 26),
            (1372, top + 62),
            (1384, bottom),
            (0, bottom),
        ],
        white,
    )
    canvas.shape(
        [(0, bottom - 22), (1376, bottom - 22), (1383, bottom - 8), (0, bottom - 8)], (24, 110, 96)
    )
    canvas.shape([(1240, top + 18), (1290, top + 29), (1336, top + 50), (1262, top + 48)], _GLASS)
    for car in range(0, 1160, 290):
        for place in range(6):
            left = car + 26 + place * 40
            canvas.box(left, top + 24, left + 26, top + 46, _GLASS)
        canvas.box(car + 276, top, car + 282, bottom, between(white, (80, 84, 90), 0.5))
        for bogie in (car + 60, car + 220):
            canvas.box(bogie - 24, bottom, bogie + 24, _TRACK - 6, (66, 68, 74))


_GLASS: Colour = (62, 86, 104)
