"""A canvas: a landscape in flat colours, drawn at double size so that its edges come out smooth."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import PIL.Image
from PIL import ImageDraw

WIDTH: Final = 1600  # pixels of the finished drawing
HEIGHT: Final = 900
SCALE: Final = 2

Colour = tuple[int, int, int]
Point = tuple[float, float]


class Canvas:
    """Coordinates are pixels of the finished drawing, from the upper left corner."""

    def __init__(self, top: Colour, bottom: Colour) -> None:
        column = (1, HEIGHT * SCALE)  # widened afterwards: a quarter of the time
        shade = PIL.Image.linear_gradient("L").resize(column)
        self._image = PIL.Image.composite(
            PIL.Image.new("RGB", column, bottom), PIL.Image.new("RGB", column, top), shade
        ).resize((WIDTH * SCALE, HEIGHT * SCALE), PIL.Image.Resampling.NEAREST)
        self._draw = ImageDraw.Draw(self._image)

    def finished(self) -> PIL.Image.Image:
        """Return the drawing in its final size."""
        return self._image.reduce(SCALE)

    def shape(self, points: Sequence[Point], colour: Colour) -> None:
        """Fill a polygon."""
        self._draw.polygon([_scaled(point) for point in points], fill=colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        """Fill a rectangle."""
        self._draw.rectangle([_scaled((left, top)), _scaled((right, bottom))], fill=colour)

    def disc(self, centre: Point, radius: float, colour: Colour) -> None:
        """Fill a circle."""
        x, y = centre
        self._draw.ellipse(
            [_scaled((x - radius, y - radius)), _scaled((x + radius, y + radius))], fill=colour
        )

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """Draw a line through points."""
        self._draw.line(
            [_scaled(point) for point in points],
            fill=colour,
            width=max(1, round(width * SCALE)),
            joint="curve",
        )

    def hills(self, base: float, height: float, waves: Sequence[float], colour: Colour) -> None:
        """Fill everything below a skyline; each wave is a number of crests over the width."""
        skyline = [(x, base - height * _relief(x / WIDTH, waves)) for x in range(0, WIDTH + 10, 10)]
        self.shape([(0, HEIGHT), *skyline, (WIDTH, HEIGHT)], colour)

    def water(self, top: float, deep: Colour, glint: Colour) -> None:
        """Fill the foreground with water: short glints that grow towards the viewer."""
        self.box(0, top, WIDTH, HEIGHT, deep)
        y, row = top + 14.0, 0
        while y < HEIGHT:
            for column in range(14):
                # The golden ratio spreads them without a pattern and without chance.
                x = WIDTH * ((row * 0.618 + column * 0.1317) % 1)
                length = 20 + (y - top) * 0.35 * (1 + (row * 7 + column * 5) % 4) / 4
                self.line([(x, y), (x + length, y)], glint, 1.5)
            y, row = y + 12 + (y - top) * 0.06, row + 1


def between(first: Colour, second: Colour, share: float) -> Colour:
    """Return a colour between two; a `share` of 0 is the first, 1 the second."""
    red, green, blue = (
        round(one + (other - one) * share) for one, other in zip(first, second, strict=True)
    )
    return red, green, blue


def turned(centre: Point, radius: float, degrees: float) -> Point:
    """Return the point at an angle, clockwise from the right."""
    angle = math.radians(degrees)
    return centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)


def _relief(at: float, waves: Sequence[float]) -> float:
    total = sum(
        math.sin(2 * math.pi * wave * at + 1.7 * place) / (place + 1)
        for place, wave in enumerate(waves)
    )
    return 0.5 + total / (2 * sum(1 / (place + 1) for place in range(len(waves))))


def _scaled(point: Point) -> tuple[int, int]:
    return round(point[0] * SCALE), round(point[1] * SCALE)
