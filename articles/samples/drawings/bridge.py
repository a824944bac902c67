"""A cable-stayed bridge over a river in the morning."""

from __future__ import annotations

from articles.samples.drawings.canvas import WIDTH, Canvas, Colour

_STEEL: Colour = (58, 72, 92)
_CABLE: Colour = (96, 110, 128)
_DECK = 560  # height of the road, in pixels from the top
_TOWERS = (470, 1130)


def bridge() -> Canvas:
    """Draw it."""
    canvas = Canvas((112, 160, 200), (252, 214, 170))
    canvas.disc((1260, 300), 62, (255, 240, 206))
    canvas.hills(600, 210, (1.4, 3.1, 7.3), (150, 170, 186))
    canvas.hills(640, 130, (2.2, 4.7, 9.1), (112, 142, 150))
    canvas.water(660, (70, 110, 136), (134, 168, 186))
    for tower in _TOWERS:
        _cables(canvas, tower)
    for tower in _TOWERS:
        _tower(canvas, tower)
    canvas.box(0, _DECK, WIDTH, _DECK + 16, _STEEL)
    canvas.box(0, _DECK - 8, WIDTH, _DECK - 5, _CABLE)
    for x in range(20, WIDTH, 40):
        canvas.box(x, _DECK - 8, x + 2, _DECK, _CABLE)
    for x in (70, 300, 1330, 1540):
        canvas.box(x - 9, _DECK + 16, x + 9, 720, _STEEL)
    _lorry(canvas, 690, (196, 84, 62))
    _lorry(canvas, 860, (226, 176, 84))
    return canvas


def _tower(canvas: Canvas, x: int) -> None:
    for side in (-1, 1):
        canvas.shape(
            [
                (x + side * 2, 190),
                (x + side * 12, 190),
                (x + side * 38, _DECK + 10),
                (x + side * 26, 760),
                (x + side * 8, 760),
                (x + side * 22, _DECK + 10),
            ],
            _STEEL,
        )
    canvas.box(x - 12, 180, x + 12, 330, _STEEL)
    canvas.box(x - 27, 470, x + 27, 482, _STEEL)
    canvas.box(x - 60, 752, x + 60, 782, (82, 94, 108))


def _cables(canvas: Canvas, x: int) -> None:
    for number in range(1, 12):
        for side in (-1, 1):
            foot = (x + side * (30 + number * 27), _DECK)
            canvas.line([(x, 325 - number * 11), foot], _CABLE, 1.6)


def _lorry(canvas: Canvas, x: int, colour: Colour) -> None:
    canvas.box(x, _DECK - 40, x + 62, _DECK - 8, colour)
    canvas.box(x + 66, _DECK - 31, x + 86, _DECK - 8, (240, 240, 236))
    for wheel in (x + 14, x + 48, x + 76):
        canvas.disc((wheel, _DECK - 5), 6, (36, 40, 48))
