"""A mountain highway: it leaves a tunnel and crosses a valley on a viaduct."""

from __future__ import annotations

from typing import Final

from articles.samples.drawings.canvas import HEIGHT, Canvas, Colour, Point, between

_CONCRETE: Final[Colour] = (220, 212, 196)
_SHADOW: Final[Colour] = (170, 164, 154)
_DARK: Final[Colour] = (40, 46, 54)
_ASPHALT: Final[Colour] = (88, 92, 98)
_BEND: Final[tuple[Point, ...]] = ((352, 420), (760, 404), (1010, 640), (1680, 700))
"""Where the middle of the road runs: the four points of a Bézier curve."""
_NARROW: Final = 17  # half of the road's width at the tunnel, in pixels
_WIDE: Final = 74  # and where it leaves the picture
_STEPS: Final = 60


def highway() -> Canvas:
    """Draw it."""
    canvas = Canvas((104, 172, 214), (238, 240, 224))
    for x, y, radius in ((1120, 150, 34), (1172, 132, 50), (1236, 148, 38)):
        canvas.disc((x, y), radius, (246, 250, 250))
    canvas.hills(430, 330, (1.3, 3.4, 7.2), (160, 190, 200))
    canvas.hills(560, 300, (1.1, 2.9, 6.1), (122, 168, 160))
    canvas.hills(760, 250, (0.8, 2.3, 5.3), (92, 146, 116))
    _mountain(canvas)
    canvas.hills(900, 150, (1.2, 2.7), (62, 112, 76))
    for share in (0.36, 0.52, 0.67, 0.82, 0.96):
        _pier(canvas, share)
    _road(canvas)
    for share, colour, side in (
        (0.3, (250, 250, 246), 0.45),
        (0.52, (196, 76, 58), -0.45),
        (0.74, (236, 182, 72), 0.45),
    ):
        _car(canvas, share, colour, side)
    canvas.hills(905, 60, (2.3, 5.7), (46, 92, 62))
    return canvas


def _at(share: float) -> tuple[float, float, float]:
    """Return the middle of the road, and half of its width, at a share of its length."""
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    x = sum(weight * point[0] for weight, point in zip(weights, _BEND, strict=True))
    y = sum(weight * point[1] for weight, point in zip(weights, _BEND, strict=True))
    return x, y, _NARROW + (_WIDE - _NARROW) * share**1.6


def _strip(canvas: Canvas, far: float, near: float, colour: Colour) -> None:
    """Fill what lies between two sides of the road; -1 is its far edge, 1 the near one."""
    places = [_at(step / _STEPS) for step in range(_STEPS + 1)]
    canvas.shape(
        [
            *((x, y + half * far) for x, y, half in places),
            *((x, y + half * near) for x, y, half in reversed(places)),
        ],
        colour,
    )


def _road(canvas: Canvas) -> None:
    _strip(canvas, 1, 1.75, _SHADOW)
    _strip(canvas, 0.95, 1.3, _CONCRETE)
    _strip(canvas, -1, 1, _ASPHALT)
    _strip(canvas, -1.25, -0.95, _CONCRETE)
    for side in (-0.86, 0.82):
        _strip(canvas, side, side + 0.05, _CONCRETE)
    for step in range(0, _STEPS, 2):
        (x, y, half), (to_x, to_y, _) = _at(step / _STEPS), _at((step + 0.9) / _STEPS)
        canvas.line([(x, y), (to_x, to_y)], (250, 236, 190), half / 14)


def _pier(canvas: Canvas, share: float) -> None:
    x, y, half = _at(share)
    wide = half * 0.36
    canvas.shape(
        [
            (x - 2.2 * wide, y + half),
            (x + 2.2 * wide, y + half),
            (x + wide, y + 3 * half),
            (x - wide, y + 3 * half),
        ],
        _CONCRETE,
    )
    canvas.shape(
        [
            (x - wide, y + 2 * half),
            (x + wide, y + 2 * half),
            (x + 1.3 * wide, HEIGHT),
            (x - 1.3 * wide, HEIGHT),
        ],
        _CONCRETE,
    )
    canvas.shape(
        [
            (x + 0.2 * wide, y + 2 * half),
            (x + wide, y + 2 * half),
            (x + 1.3 * wide, HEIGHT),
            (x + 0.4 * wide, HEIGHT),
        ],
        _SHADOW,
    )


def _mountain(canvas: Canvas) -> None:
    """The slope out of which the road comes, with the portal and some firs."""
    green: Colour = (74, 124, 88)
    canvas.shape(
        [
            (0, 190),
            (90, 214),
            (210, 290),
            (340, 352),
            (430, 436),
            (520, 640),
            (640, HEIGHT),
            (0, HEIGHT),
        ],
        green,
    )
    canvas.shape(
        [(0, 420), (120, 470), (260, 560), (420, 700), (520, HEIGHT), (0, HEIGHT)],
        between(green, (30, 70, 52), 0.35),
    )
    for x, y, size in (
        (40, 262, 46),
        (110, 300, 54),
        (188, 350, 48),
        (60, 380, 60),
        (150, 440, 56),
        (250, 520, 60),
        (70, 560, 72),
        (190, 640, 78),
        (330, 700, 72),
    ):
        _fir(canvas, x, y, size)
    canvas.shape([(300, 352), (330, 336), (392, 366), (392, 446), (330, 452), (300, 440)], _SHADOW)
    canvas.shape([(330, 336), (392, 366), (392, 446), (330, 456)], _CONCRETE)
    canvas.shape([(340, 378), (352, 366), (368, 372), (380, 390), (380, 440), (340, 446)], _DARK)


def _fir(canvas: Canvas, x: float, foot: float, size: float) -> None:
    dark: Colour = (40, 84, 62)
    for layer in range(3):
        base = foot - layer * size * 0.32
        half = size * (0.36 - layer * 0.07)
        canvas.shape([(x - half, base), (x, base - size * 0.62), (x + half, base)], dark)
    canvas.box(x - size / 20, foot, x + size / 20, foot + size / 7, (84, 66, 52))


def _car(canvas: Canvas, share: float, colour: Colour, side: float) -> None:
    x, middle, half = _at(share)
    to_x, to_y, _ = _at(share + 0.02)
    unit, foot, slope = half / 7, middle + half * side, (to_y - middle) / (to_x - x)

    def on_road(right: float, up: float) -> Point:
        return x + right * unit, foot + (right * slope - up) * unit

    body = [(-7, 1), (7, 1), (7, 3.4), (4.6, 4), (2.6, 6.6), (-3.4, 6.6), (-5.4, 4), (-7, 3.8)]
    glass = [(-4.4, 4.1), (3.6, 4.1), (2.2, 6), (-3, 6)]
    canvas.shape([on_road(*point) for point in body], colour)
    canvas.shape([on_road(*point) for point in glass], between(colour, (40, 60, 76), 0.8))
    for wheel in (-4, 4):
        canvas.disc(on_road(wheel, 1), 1.5 * unit, _DARK)
