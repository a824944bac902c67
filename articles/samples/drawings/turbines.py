"""Wind turbines over fields of solar panels."""

from __future__ import annotations

from articles.samples.drawings.canvas import WIDTH, Canvas, Colour, Point, turned

_WHITE: Colour = (250, 250, 248)
_GREY: Colour = (206, 212, 216)


def turbines() -> Canvas:
    """Draw it."""
    canvas = Canvas((64, 132, 190), (226, 240, 240))
    for x, y, radius in ((260, 190, 46), (320, 172, 60), (390, 194, 44)):
        canvas.disc((x, y), radius, (240, 246, 250))
    for x, y, radius in ((1180, 130, 36), (1236, 116, 50), (1294, 134, 38)):
        canvas.disc((x, y), radius, (236, 244, 250))
    canvas.hills(640, 150, (1.3, 2.9), (150, 184, 160))
    _turbine(canvas, (180, 380), 90, 600, 12)
    _turbine(canvas, (620, 360), 100, 620, 75)
    canvas.hills(700, 110, (0.9, 2.3), (112, 160, 108))
    _turbine(canvas, (1010, 300), 140, 690, 40)
    _turbine(canvas, (1400, 250), 170, 720, 98)
    _turbine(canvas, (380, 270), 160, 710, 58)
    canvas.hills(760, 60, (0.7, 1.9), (88, 138, 82))
    for row in range(4):
        _panels(canvas, row)
    return canvas


def _turbine(canvas: Canvas, hub: Point, blade: float, foot: float, degrees: float) -> None:
    x, y = hub
    wide = blade / 22
    canvas.shape(
        [(x - wide / 2, y), (x + wide / 2, y), (x + wide, foot + 40), (x - wide, foot + 40)], _GREY
    )
    for number in range(3):
        angle = degrees + 120 * number
        canvas.shape(
            [
                turned(hub, wide, angle - 90),
                turned(turned(hub, blade * 0.25, angle), wide * 1.1, angle - 90),
                turned(hub, blade, angle),
                turned(hub, wide, angle + 90),
            ],
            _WHITE,
        )
    canvas.disc(hub, wide * 1.3, _GREY)


def _panels(canvas: Canvas, row: int) -> None:
    """Rows come nearer and grow."""
    top = 742 + row * 36 + row * row * 4
    height = 18 + row * 7
    step = 66 + row * 26
    lean = 10 + row * 4
    start = -(row * 29) % step - step
    for left in range(start, WIDTH + step, step):
        right = left + step - 8 - row * 2
        canvas.shape(
            [(left + lean, top), (right + lean, top), (right, top + height), (left, top + height)],
            (28, 58, 110),
        )
        middle = (left + right) / 2
        canvas.line([(middle + lean, top), (middle, top + height)], (96, 132, 178), 1.2)
        canvas.line(
            [(left + lean / 2, top + height / 2), (right + lean / 2, top + height / 2)],
            (96, 132, 178),
            1.2,
        )
