"""The keywords of the samples: those of both languages know one another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from articles.models import Keyword


def pair_keywords(stories: Iterable[dict[str, Any]]) -> None:
    """Make counterparts of the keywords that stand in one place of a story in both languages.

    Those that have a counterpart keep it. To be called in the transaction that publishes the
    stories: their editions renew the keywords' pages.
    """
    names = {
        chinese: english
        for story in stories
        if "zh" in story and "en" in story
        for chinese, english in zip(story["zh"]["keywords"], story["en"]["keywords"], strict=True)
    }
    alone = Keyword.objects.filter(counterpart=None, counterpart_of=None, merged_into=None)
    english = {each.name: each for each in alone.filter(language="en", name__in=names.values())}
    paired = []
    for keyword in alone.filter(language="zh", name__in=names):
        if counterpart := english.get(names[keyword.name]):
            keyword.counterpart = counterpart
            paired.append(keyword)
    Keyword.objects.bulk_update(paired, ["counterpart"])
