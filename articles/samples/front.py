"""What the editors of the samples placed on both home pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.utils.timezone import now

from articles import editorial
from articles.models import Article, Placement, Slot
from articles.samples.data_files import read_data
from articles.samples.people import People
from articles.samples.stories import LANGUAGES, story_id

BANNER_STAYS: Final = timedelta(hours=24)  # the longest that one may


def fill_front(people: People) -> None:
    """Place what is to stand on each home page, unless somebody has placed anything there."""
    chosen = read_data("front")
    for language in LANGUAGES:
        if Placement.objects.filter(language=language).exists():
            continue
        _place(chosen["lead"], language, people, Slot.LEAD)
        for position, key in enumerate(chosen["pinned"], start=1):
            _place(key, language, people, Slot.PINNED, position=position)
        banner = chosen["banner"]
        ends = now() + BANNER_STAYS
        _place(banner["key"], language, people, Slot.BANNER, text=banner[language], until_at=ends)


def _place(key: str, language: str, people: People, slot: Slot, **facts: Any) -> None:
    article = Article.objects.filter(story=story_id(key), language=language).first()
    if article is not None:
        actor = people.chiefs[0]
        editorial.place(
            article, actor=actor, language=language, slot=slot, reason="Sample", **facts
        )
