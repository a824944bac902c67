"""Breaking news, above every page of a language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from articles.models import Article, Placement, Slot
from articles.reader.navigation import Link
from articles.reader.parts import Row, no_moment, text_column

PART: Final = "banner"


def banner_part(language: str, at: datetime) -> QuerySet[Any, Any]:
    """Return the banner that stands, while readers have its article, as a part of a query."""
    visible = Article.objects.visible(at).filter(pk=OuterRef("article"))
    standing = Placement.objects.standing(language, (Slot.BANNER,), at).filter(Exists(visible))
    return standing.values_list(
        text_column(PART), "position", "article__number", "text", text_column(), no_moment()
    )


def banner_of(rows: Sequence[Row]) -> Link | None:
    """Pick the banner from among the rows of such a query."""
    found = (row for row in rows if row.part == PART)
    return next((banner_link(row.name, row.number) for row in found), None)


def banner_link(text: str, number: int) -> Link:
    """Return a banner: its words, and the way to the article with this number."""
    return Link(text, reverse("reader:article", args=[number]))
