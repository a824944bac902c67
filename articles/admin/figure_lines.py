"""Pictures of an article as lines of text: `7 | description | caption | credit | 50, 50`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.content import CENTRE, Figure

MOST_PARTS = 5
_NUMBER = re.compile(r"#?([0-9]{1,18})")
_POINT = re.compile(r"([0-9]{1,3})\s*[,，]\s*([0-9]{1,3})")
_BAR = re.compile(r"(?<!\\)\|")


def print_figures(figures: Sequence[Figure]) -> str:
    """Return the pictures as lines; empty parts at the end are left out."""
    return "\n".join(_line(figure) for figure in figures)


def parse_figures(text: str) -> tuple[Figure, ...]:
    """Read the lines. Raises ValidationError with one message for each that can't be read."""
    figures = []
    errors = []
    for place, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                figures.append(_read(line))
            except ValueError as error:
                errors.append(_("Line %(line)s: %(error)s") % {"line": place, "error": error})
    if errors:
        raise ValidationError(errors)
    return tuple(figures)


def _line(figure: Figure) -> str:
    texts = (figure.alt, figure.caption, figure.credit)
    parts = [str(figure.image), *(" ".join(text.split()).replace("|", r"\|") for text in texts)]
    if (figure.focal_x, figure.focal_y) != (CENTRE, CENTRE):
        parts.append(f"{figure.focal_x}, {figure.focal_y}")
    while not parts[-1]:
        parts.pop()
    return " | ".join(parts)


def _read(line: str) -> Figure:
    parts = [part.strip().replace(r"\|", "|") for part in _BAR.split(line)]
    if len(parts) > MOST_PARTS:
        raise ValueError(_(r"there are too many parts; write “\|” for a bar inside a text."))
    number, alt, caption, credit, point = parts + [""] * (MOST_PARTS - len(parts))
    image = _NUMBER.fullmatch(number)
    if image is None:
        raise ValueError(_("begin with the number of a picture, then “|”."))
    focal = _POINT.fullmatch(point) if point else None
    if point and focal is None:
        raise ValueError(_("write the focal point as “50, 50”, in per cent."))
    x, y = (int(focal[1]), int(focal[2])) if focal else (CENTRE, CENTRE)
    return Figure(
        image=int(image[1]), alt=alt, caption=caption, credit=credit, focal_x=x, focal_y=y
    )
