"""A container port in the evening: quay cranes, stacks, a ship."""

from __future__ import annotations

from articles.samples.drawings.canvas import WIDTH, Canvas, Colour

_CRANE: Colour = (182, 74, 60)
_BOXES: tuple[Colour, ...] = (
    (192, 86, 64),
    (58, 104, 140),
    (218, 164, 76),
    (86, 132, 112),
    (134, 84, 104),
    (222, 216, 204),
)
_QUAY = 690


def port() -> Canvas:
    """Draw it."""
    canvas = Canvas((86, 104, 152), (250, 196, 150))
    canvas.disc((420, 470), 70, (255, 226, 180))
    canvas.hills(610, 120, (1.2, 3.3, 6.9), (146, 136, 160))
    for number, x in enumerate((150, 560, 970)):
        _crane(canvas, x, raised=number == 2)
    _ship(canvas)
    canvas.water(_QUAY + 40, (72, 88, 124), (150, 142, 158))
    canvas.box(0, _QUAY, WIDTH, _QUAY + 34, (108, 104, 110))
    canvas.box(0, _QUAY, WIDTH, _QUAY + 5, (150, 144, 142))
    for stack in range(9):
        _stack(canvas, 20 + stack * 182, 1 + (stack * 5 + 2) % 4, stack)
    return canvas


def _stack(canvas: Canvas, left: int, levels: int, seed: int) -> None:
    for level in range(levels):
        for place in range(2):
            x, bottom = left + place * 78, _QUAY - level * 34
            colour = _BOXES[(seed * 7 + level * 3 + place * 4) % len(_BOXES)]
            _container(canvas, x, bottom, colour)


def _container(canvas: Canvas, x: float, bottom: float, colour: Colour) -> None:
    canvas.box(x, bottom - 32, x + 74, bottom - 1, colour)
    red, green, blue = colour
    dark = (red * 4 // 5, green * 4 // 5, blue * 4 // 5)
    for rib in range(8, 72, 11):
        canvas.box(x + rib, bottom - 28, x + rib + 2, bottom - 5, dark)


def _crane(canvas: Canvas, x: int, *, raised: bool) -> None:
    for leg in (x, x + 150):
        canvas.box(leg - 6, 300, leg + 6, _QUAY, _CRANE)
    canvas.box(x - 6, 300, x + 156, 314, _CRANE)
    canvas.box(x - 6, 540, x + 156, 550, _CRANE)
    canvas.line([(x, 310), (x + 150, 540)], _CRANE, 5)
    top = (x + 75, 190)
    canvas.line([(x, 300), top, (x + 150, 300)], _CRANE, 7)
    canvas.box(x - 120, 288, x + 170, 302, _CRANE)
    canvas.line([top, (x - 110, 290)], _CRANE, 3)
    if raised:
        canvas.line([(x + 160, 296), (x + 310, 120)], _CRANE, 9)
        canvas.line([top, (x + 290, 140)], _CRANE, 3)
    else:
        canvas.box(x + 160, 288, x + 400, 300, _CRANE)
        canvas.line([top, (x + 380, 290)], _CRANE, 3)
        for rope in (x + 270, x + 310):
            canvas.line([(rope, 300), (rope, 430)], (70, 66, 72), 1.5)
        _container(canvas, x + 253, 464, _BOXES[x // 100 % len(_BOXES)])
    canvas.box(x + 20, 314, x + 70, 350, (232, 226, 216))


def _ship(canvas: Canvas) -> None:
    for bay in range(10):
        for level in range(2 + (bay * 3 + 1) % 3):
            colour = _BOXES[(bay * 5 + level * 2) % len(_BOXES)]
            _container(canvas, 560 + bay * 78, 640 - level * 34, colour)
    canvas.box(1370, 440, 1470, 650, (238, 234, 226))
    for deck in range(5):
        canvas.box(1380, 456 + deck * 36, 1460, 468 + deck * 36, (74, 92, 116))
    canvas.box(1396, 400, 1436, 440, (196, 84, 66))
    canvas.shape([(490, 640), (1540, 640), (1500, 760), (560, 760)], (52, 60, 84))
    canvas.shape([(545, 730), (1511, 730), (1500, 760), (560, 760)], (150, 62, 56))
