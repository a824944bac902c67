"""Content: everything of an article that is reviewed, as one immutable value.

It flows through the whole house: read by `exchange`, edited in `admin`, stored in a revision,
projected on the article's row when it is published.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from articles.text.markup import plain_text

SCHEMA = 1
"""Number of the JSON form below. A change of the form adds one and an entry in UPGRADES."""

Json = dict[str, Any]

UPGRADES: dict[int, Callable[[Json], Json]] = {}
"""From schema n to n + 1; pure functions, so that a revision from any year can be read."""

CENTRE = 50


class ContentError(ValueError):
    """Stored JSON is not a content of the schema it claims."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of the body; the id survives edits, so that comparing and merging can follow it."""

    id: str
    html: str


@dataclass(frozen=True, slots=True)
class Related:
    """A related article: one of ours, an address elsewhere, or a title still to be resolved."""

    title: str = ""
    address: str = ""
    target: int | None = None
    origin: str = "manual"


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of the library in its place; the focal point is in per cent from left and top."""

    image: int
    alt: str = ""
    caption: str = ""
    credit: str = ""
    focal_x: int = CENTRE
    focal_y: int = CENTRE


@dataclass(frozen=True, slots=True)
class Content:
    """What is written, reviewed and published; author, editor, keywords and pictures by key."""

    title: str = ""
    leads: tuple[str, ...] = ()
    body: tuple[Paragraph, ...] = ()
    source: str = ""
    author: int | None = None
    column_editor: int | None = None
    credit_line: str = ""
    copyright: str = ""
    keywords: tuple[int, ...] = ()
    related: tuple[Related, ...] = ()
    cover: Figure | None = None
    figures: tuple[Figure, ...] = ()
    seo_title: str = ""
    seo_description: str = ""
    reading_minutes_override: int | None = None
    change_class: str = ""
    notice_text: str = ""

    def to_json(self) -> Json:
        """Return the form that `from_json` reads back exactly, made of JSON's own types."""
        return {each.name: _as_json(getattr(self, each.name)) for each in fields(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any], schema: int) -> Content:
        """Read the stored form; raises ContentError for an unknown schema or a wrong shape."""
        current = upgraded(dict(data), schema)
        unknown = current.keys() - {each.name for each in fields(cls)}
        if unknown:
            raise ContentError(f"Content has no field {', '.join(sorted(unknown))}.")
        try:
            return cls(**{name: _READERS[name](value) for name, value in current.items()})
        except (TypeError, ValueError, KeyError) as error:
            raise ContentError(f"Not a content of schema {SCHEMA}: {error}.") from error

    def plain(self, name: str) -> str:
        """Return a text field without markup; the parts of a tuple are joined by one LF."""
        value = getattr(self, name)
        if name == "body":
            return "\n".join(plain_text(paragraph.html) for paragraph in self.body)
        if isinstance(value, tuple):
            return "\n".join(str(part) for part in value)
        return str(value)


TEXT_FIELDS = (
    "title",
    "leads",
    "body",
    "source",
    "credit_line",
    "copyright",
    "seo_title",
    "seo_description",
    "notice_text",
)
"""Fields whose words a reader or a reviewer reads; checks run over `plain()` of each."""


def changed_fields(before: Content, after: Content) -> tuple[str, ...]:
    """Return the names of the fields that differ, in the order of `Content`."""
    return tuple(
        each.name
        for each in fields(Content)
        if getattr(before, each.name) != getattr(after, each.name)
    )


def upgraded(data: Json, schema: int) -> Json:
    """Lift JSON of an older schema to the present one; raises ContentError when it can't."""
    if not 1 <= schema <= SCHEMA:
        raise ContentError(f"Content of schema {schema} is unknown here; the newest is {SCHEMA}.")
    for step in range(schema, SCHEMA):
        data = UPGRADES[step](data)
    return data


def _as_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_as_json(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        # Flat ones: `asdict` would copy every text deeply, which takes most of the time.
        return {each.name: getattr(value, each.name) for each in fields(value)}
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a text")
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r} is not a whole number")
    return value


def _optional_whole(value: Any) -> int | None:
    return None if value is None else _whole(value)


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(part) for part in value)


def _paragraphs(value: Any) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(id=_text(part["id"]), html=_text(part["html"])) for part in value)


def _related(value: Any) -> tuple[Related, ...]:
    return tuple(
        Related(
            title=_text(part["title"]),
            address=_text(part["address"]),
            target=_optional_whole(part["target"]),
            origin=_text(part["origin"]),
        )
        for part in value
    )


def _figure(value: Any) -> Figure:
    return Figure(
        image=_whole(value["image"]),
        alt=_text(value["alt"]),
        caption=_text(value["caption"]),
        credit=_text(value["credit"]),
        focal_x=_whole(value["focal_x"]),
        focal_y=_whole(value["focal_y"]),
    )


_READERS: dict[str, Callable[[Any], Any]] = {
    "title": _text,
    "leads": _texts,
    "body": _paragraphs,
    "source": _text,
    "author": _optional_whole,
    "column_editor": _optional_whole,
    "credit_line": _text,
    "copyright": _text,
    "keywords": lambda value: tuple(_whole(part) for part in value),
    "related": _related,
    "cover": lambda value: None if value is None else _figure(value),
    "figures": lambda value: tuple(_figure(part) for part in value),
    "seo_title": _text,
    "seo_description": _text,
    "reading_minutes_override": _optional_whole,
    "change_class": _text,
    "notice_text": _text,
}
