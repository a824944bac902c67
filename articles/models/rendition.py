"""Renditions: a picture in the shapes, formats and widths that pages need."""

from __future__ import annotations

from typing import Any, Final, NamedTuple, TypedDict

from django.db import models

from articles.content import CENTRE

Focus = tuple[int, int]
"""A focal point, in per cent from left and top."""

Json = dict[str, Any]


class Shape(models.TextChoices):
    """The whole picture, or how it is cut; the values stand in the names of files."""

    WHOLE = "whole"
    WIDE = "16x9"
    CARD = "4x3"
    SQUARE = "1x1"

    @property
    def ratio(self) -> tuple[int, int]:
        """Width and height of a cut. Raises ValueError for the whole, which has its own."""
        width, height = self.value.split("x")
        return int(width), int(height)


CROPS: Final = (Shape.WIDE, Shape.CARD, Shape.SQUARE)
FORMATS: Final = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
"""Media types by the ends of names, the smallest files first."""


class Rendition(NamedTuple):
    """One file of a picture; `name` is the storage's, sizes are in pixels."""

    name: str
    width: int
    height: int

    @property
    def media_type(self) -> str:
        """What browsers call its format."""
        return FORMATS[self.name.rpartition(".")[2]]


class Folder(TypedDict):
    """Files that were made together, as an image's row holds them: sizes by name."""

    folder: str
    files: dict[str, list[int]]


def chosen_focus(focal_x: int, focal_y: int) -> Focus | None:
    """Return the focal point that a use of a picture names; in the centre it names none."""
    return None if focal_x == focal_y == CENTRE else (focal_x, focal_y)


def file_name(shape: Shape, width: int, extension: str) -> str:
    """Return the name of a rendition within its folder."""
    return f"{shape.value}-{width}.{extension}"


def focus_key(focus: Focus) -> str:
    """Return by what a row finds the crops around a focal point."""
    return f"{focus[0]},{focus[1]}"


def read_folder(folder: Folder, shape: Shape) -> list[Rendition]:
    """Return the renditions of one shape, smallest format first, then by width."""
    found = [
        Rendition(f"{folder['folder']}/{name}", *size)
        for name, size in folder["files"].items()
        if name.startswith(f"{shape.value}-")
    ]
    order = list(FORMATS.values())
    return sorted(found, key=lambda each: (order.index(each.media_type), each.width))
