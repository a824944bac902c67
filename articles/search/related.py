"""Articles that readers of an article may want next: suggested to its writer, who chooses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from articles.models import Article
from articles.search.alike import candidates
from articles.text.likeness import Vocabulary, likeness

MOST_KEYWORDS: Final = 6  # those that stand first say most
MOST_EACH: Final = 30  # articles of a keyword or a column, the newest
MOST: Final = 6  # suggested

KEYWORD, TITLE, COLUMN, NEWNESS = 3.0, 4.0, 1.0, 1.0
"""What a shared keyword, the same title, the same column and being of today weigh.

Chosen so that one shared keyword outweighs column and newness together, and two outweigh a title
that has half its words in common.
"""
YEAR: Final = 365.25 * 24 * 60 * 60  # seconds; after one, newness weighs half


def related(
    title: str, keywords: Sequence[int], column: int | None, among: QuerySet[Article], at: datetime
) -> list[Article]:
    """Return visible articles that share keywords, words of the title or the column, best first.

    `among` is what may be suggested: visible, in the article's language. At most 24 queries,
    however many articles there are.
    """
    shared: Counter[int] = Counter()
    newest = among.order_by("-published_at", "-number")
    for key in keywords[:MOST_KEYWORDS]:
        shared.update(newest.filter(keyword_uses__tag=key).values_list("pk", flat=True)[:MOST_EACH])
    keys = {*shared, *candidates(title)}
    if column is not None:
        keys.update(newest.filter(column=column).values_list("pk", flat=True)[:MOST_EACH])
    words = Vocabulary()
    own = words.pieces(title)
    scores = {}
    for article in among.filter(pk__in=keys).only("number", "title", "column", "published_at"):
        assert article.published_at is not None  # it is visible
        years = max(0.0, (at - article.published_at).total_seconds() / YEAR)
        scores[article] = (
            KEYWORD * shared[article.pk]
            + TITLE * likeness(own, words.pieces(article.title))
            + COLUMN * (article.column_id == column)
            + NEWNESS / (1 + years)
        )
    return sorted(scores, key=lambda each: (-scores[each], -each.number))[:MOST]
