"""What a feed tells of its articles besides their own rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import CharField, DateTimeField, Value
from django.db.models.functions import Cast

from articles.models import KeywordUse, Notice, NoticeKind
from articles.reader.feeds.feed import Tag
from articles.reader.navigation import Told


@dataclass(slots=True)
class Around:
    """The keywords of one article in order, and its notices, newest first."""

    keywords: list[Tag] = field(default_factory=list)
    notices: list[Told] = field(default_factory=list)


def around(articles: Sequence[int], language: str) -> dict[int, Around]:
    """Return what stands around the articles, by their primary keys, from one query for all.

    An update without words of its own is no notice: the entry's time tells it.
    """
    found: dict[int, Around] = defaultdict(Around)
    keywords = (
        KeywordUse.objects.filter(content_object__in=articles, tag__language=language)
        .order_by()
        .values_list(
            "content_object_id", _text(""), "position", "tag__name", "tag__slug", _no_moment()
        )
    )
    notices = (
        Notice.objects.filter(article__in=articles)
        .exclude(text="")
        .order_by()
        .values_list("article_id", "kind", "pk", "text", _text(""), "at")
    )
    for article, kind, _place, text, slug, at in sorted(
        keywords.union(notices, all=True), key=lambda row: row[:3]
    ):
        if kind:
            found[article].notices.append(Told(NoticeKind(kind), text, at))
        else:
            found[article].keywords.append(Tag(text, slug))
    for each in found.values():
        each.notices.sort(key=lambda told: told.at, reverse=True)
    return found


def _text(value: str) -> Value:
    return Value(value, output_field=CharField())


def _no_moment() -> Cast:
    return Cast(Value(None), DateTimeField())
