"""Articles to choose from, where a form asks for the number of one."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import F, Q, QuerySet

from accounts.models import User
from articles import editorial
from articles.admin.whole_number import whole_number
from articles.models import Article, PublicState
from articles.search import rows_matching

MOST: Final = 10  # whoever wants another one knows its number or a word of it


def articles_to_choose(user: User, language: str, words: str, at: datetime) -> QuerySet[Article]:
    """Return the newest articles of a language with these words or this number; all, without.

    Of what readers do not have yet, only those of the person's columns, and only when asked for.
    """
    found: QuerySet[Article] = Article.objects.visible(at)
    if words.strip():
        asked = Q(pk__in=rows_matching(words, beginnings=True).values("article"))
        number = whole_number(words.strip().removeprefix("#"))
        if number is not None:
            asked |= Q(number=number)
        found = Article.objects.filter(asked, editorial.known_to(user, at), trashed_at=None)
        found = found.exclude(public_state=PublicState.KILLED)
    newest = found.order_by(F("published_at").desc(nulls_last=True), "-number")
    return newest.filter(language=language).only("number", "title", "published_at", "language")[
        :MOST
    ]
