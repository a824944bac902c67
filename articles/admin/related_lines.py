"""Related links as lines of text: `#1234`, `https://… | title`, or a title alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.content import Related
from articles.editorial.admission import LONGEST
from articles.text.links import OUR_PATH, is_safe_link

LONGEST_TITLE = LONGEST["title"]
_NUMBER = re.compile(r"#?\s*([0-9]{1,18})")
_ADDRESS = re.compile(r"(https?://\S+)(?:\s*\|\s*(.*))?", re.IGNORECASE)

Find = Callable[[set[int]], Mapping[int, int]]
"""Gives the keys of the articles with these numbers; leaves out those that may not be linked."""


def print_related(related: Sequence[Related], numbers: Mapping[int, int]) -> str:
    """Return the links as lines. `numbers` holds the number of each target's key."""
    return "\n".join(_line(link, numbers) for link in related)


def parse_related(text: str, old: Sequence[Related], find: Find) -> tuple[Related, ...]:
    """Read the lines; a link that was there before keeps its origin.

    Raises ValidationError with one message for each line that can't be read.
    """
    read: list[tuple[int, int | Related]] = []
    errors: list[str] = []
    for place, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                read.append((place, _read(line.strip())))
            except ValueError as error:
                errors.append(_("Line %(line)s: %(error)s") % {"line": place, "error": error})
    found = find({value for _place, value in read if isinstance(value, int)})
    origins = {(link.target, link.address, link.title): link.origin for link in old}
    links: list[Related] = []
    for place, value in read:
        if isinstance(value, int):
            if value not in found:
                errors.append(
                    _("Line %(line)s: there is no article with the number %(number)s for you.")
                    % {"line": place, "number": value}
                )
                continue
            value = Related(target=found[value])
        key = (value.target, value.address, value.title)
        links.append(
            Related(
                title=value.title,
                address=value.address,
                target=value.target,
                origin=origins.get(key, value.origin),
            )
        )
    if errors:
        raise ValidationError(errors)
    return tuple(links)


def numbers_in(text: str) -> set[int]:
    """Return the numbers of our articles that the lines name; what can't be read names none."""
    numbers = set()
    for line in text.split("\n"):
        with suppress(ValueError):
            read = _read(line.strip())
            if isinstance(read, int):
                numbers.add(read)
    return numbers


def _line(link: Related, numbers: Mapping[int, int]) -> str:
    if link.target is not None:
        return f"#{numbers[link.target]}"
    return f"{link.address} | {link.title}" if link.address else link.title


def _read(line: str) -> int | Related:
    """Return the number of one of our articles, or a link; raises ValueError with the reason."""
    if number := _NUMBER.fullmatch(line) or OUR_PATH.fullmatch(line):
        return int(number[1])
    address = _ADDRESS.fullmatch(line)
    if address is None:
        if len(line) > LONGEST_TITLE:
            raise ValueError(_("the title is longer than %s characters.") % LONGEST_TITLE)
        return Related(title=line)
    if ours := _number_in(address[1]):
        return ours
    title = (address[2] or "").strip()
    if not title:
        raise ValueError(_("write “address | title”."))
    if not is_safe_link(address[1]):
        raise ValueError(_("“%s” is no complete address.") % address[1])
    return Related(address=address[1], title=title)


def _number_in(address: str) -> int | None:
    """Return the number of our article at this address, if it is one of ours."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    path = OUR_PATH.fullmatch(parts.path)
    is_ours = bool(parts.netloc) and parts.netloc == urlsplit(settings.SITE_URL).netloc
    return int(path[1]) if path and is_ours else None
