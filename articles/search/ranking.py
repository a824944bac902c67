"""What readers find, the best first: the same articles in the same order on both databases.

The databases' own ranks differ, and can't be explained to anybody. Ours is plain: articles with
every word in the title come first, then those with every word in title and leads, then the others;
within each of these the newest first.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from django.db.models import Case, F, QuerySet, Value, When

from articles.models import Article, IndexedWords
from articles.search.engine import Holds, keys_of_rows
from articles.text.words import Term

MOST_RANKED: Final = 2_000
"""Of more hits the newest are ranked; nobody reads them all, and common words stay cheap."""

NEWEST_FIRST: Final = ("-published_at", "-number")  # the number breaks ties


class Hit(NamedTuple):
    """An article that was found, and the number of its column."""

    article: int
    column: int


class Hits(NamedTuple):
    """What was found, in order; unless `are_all`, older articles may have been found too."""

    hits: list[Hit]
    are_all: bool


def find(articles: QuerySet[Article], terms: list[Term], *, by_date: bool = False) -> Hits:
    """Return which of these articles hold every term in what readers have of them; one query.

    The best first, or `by_date` the newest. Without terms, none.
    """
    if not terms:
        return Hits([], are_all=True)
    live = IndexedWords.objects.filter(is_live=True, pk__in=keys_of_rows(terms))
    # Within it and not joined: SQLite would look every article up among all keys.
    found = articles.filter(pk__in=live.values("article")).order_by(*NEWEST_FIRST)
    if not by_date:
        newest = found.values("pk")[:MOST_RANKED]
        found = _ranked(Article.objects.filter(pk__in=newest), tuple(terms))
    hits = [Hit(*row) for row in found.values_list("pk", "column__number")[:MOST_RANKED]]
    return Hits(hits, are_all=len(hits) < MOST_RANKED)


def _ranked(articles: QuerySet[Article], terms: tuple[Term, ...]) -> QuerySet[Article]:
    words = F("indexed_words__pk")
    rank = Case(
        When(Holds(words, terms, ("title",)), then=Value(0)),
        When(Holds(words, terms, ("title", "leads")), then=Value(1)),
        default=Value(2),
    )
    return articles.filter(indexed_words__is_live=True).order_by(rank, *NEWEST_FIRST)
