"""What a feed tells of its articles besides their own rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.models import KeywordUse, NoticeKind
from articles.reader.companions import Told, notices_with_words
from articles.reader.feeds.feed import Tag
from articles.reader.parts import no_moment, text_column


@dataclass(slots=True)
class Around:
    """The keywords of one article in order, and its notices, newest first."""

    keywords: list[Tag] = field(default_factory=list)
    notices: list[Told] = field(default_factory=list)


def around(articles: Sequence[int], language: str) -> dict[int, Around]:
    """Return what stands around the articles, by their primary keys, from one query for all."""
    found: dict[int, Around] = defaultdict(Around)
    keywords = (
        KeywordUse.objects.filter(content_object__in=articles, tag__language=language)
        .order_by()
        .values_list(
            "content_object_id", text_column(), "position", "tag__name", "tag__slug", no_moment()
        )
    )
    notices = (
        notices_with_words()
        .filter(article__in=articles)
        .order_by()
        .values_list("article_id", "kind", "pk", "text", text_column(), "at")
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
