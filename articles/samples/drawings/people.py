"""People, seen from some way off: no faces."""

from __future__ import annotations

from typing import Final

from articles.samples.drawings.canvas import Canvas, Colour, Point, between

_HELMET: Final[Colour] = (246, 200, 72)
_TROUSERS: Final[Colour] = (46, 52, 68)
_HAIR: Final[Colour] = (44, 38, 40)
_SKIN: Final[Colour] = (150, 104, 78)
_STRIPE: Final[Colour] = (250, 240, 200)
_PARTS: Final = 16  # of which somebody is high; the head takes three


def passenger(canvas: Canvas, foot: Point, height: float, coat: Colour) -> None:
    """Draw somebody who stands at `foot`, bareheaded."""
    _figure(canvas, foot, height, coat, reach=0)
    _on_head(canvas, foot, height, _HAIR, brim=1.5)


def worker(canvas: Canvas, foot: Point, height: float, vest: Colour, *, reach: float = 0) -> None:
    """Draw somebody in a helmet and a vest with a stripe.

    `reach` lifts an arm: at 0 both hang, at 1 the right one points up, at -1 the left one.
    """
    _figure(canvas, foot, height, vest, reach=reach)
    (x, y), part = foot, height / _PARTS
    canvas.box(x - 2.2 * part, y - 9.4 * part, x + 2.2 * part, y - 8.7 * part, _STRIPE)
    _on_head(canvas, foot, height, _HELMET, brim=2)


def _figure(canvas: Canvas, foot: Point, height: float, coat: Colour, *, reach: float) -> None:
    (x, y), part = foot, height / _PARTS
    sleeve = between(coat, _TROUSERS, 0.35)
    for side in (-1, 1):
        leg = x + side * part
        canvas.box(leg - 0.8 * part, y - 7 * part, leg + 0.8 * part, y, _TROUSERS)
        lifted = max(0.0, side * reach)
        shoulder = (x + side * 2.1 * part, y - 11.6 * part)
        hand = (x + side * (2.9 + 2 * lifted) * part, y - (6.8 + 9 * lifted) * part)
        canvas.line([shoulder, hand], sleeve, 1.2 * part)
        canvas.disc(hand, 0.7 * part, _SKIN)
    canvas.box(x - 2.2 * part, y - 12.4 * part, x + 2.2 * part, y - 6.4 * part, coat)
    canvas.disc((x, y - 14 * part), 1.5 * part, _SKIN)


def _on_head(canvas: Canvas, foot: Point, height: float, colour: Colour, *, brim: float) -> None:
    """Cover the upper half of a head; `brim` is half of the width below."""
    (x, y), part = foot, height / _PARTS
    canvas.shape(
        [
            (x - brim * part, y - 14.2 * part),
            (x - 1.4 * part, y - 15.4 * part),
            (x - 0.6 * part, y - 15.9 * part),
            (x + 0.6 * part, y - 15.9 * part),
            (x + 1.4 * part, y - 15.4 * part),
            (x + brim * part, y - 14.2 * part),
        ],
        colour,
    )
