"""What readers find, the best first: the same articles in the same order on both databases.

The databases' own ranks differ, and can't be explained to anybody. Ours is plain: articles with
every word in the title come first, then those with every word in title and leads, or in the names
of their keywords and people, then the others; within each of these the newest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from django.db.models import Case, F, FilteredRelation, Q, QuerySet, Value, When

from articles.models import Article, IndexedWords, KeywordUse
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


class Named(NamedTuple):
    """What a term names besides standing in texts: keywords and persons, by their keys."""

    keywords: frozenset[int] = frozenset()
    persons: frozenset[int] = frozenset()


def find(
    articles: QuerySet[Article],
    terms: Sequence[Term],
    named: Sequence[Named] = (),
    *,
    by_date: bool = False,
) -> Hits:
    """Return which of these articles hold every term in what readers have of them; one query.

    `named` says for each term what it names: an article with such a keyword or person holds it
    too. The best first, or `by_date` the newest. Without terms, none.
    """
    if not terms:
        return Hits([], are_all=True)
    names = dict(zip(terms, named, strict=False))
    found = _holding(articles, terms, names).order_by(*NEWEST_FIRST)
    if not by_date:
        newest = found.values("pk")[:MOST_RANKED]
        found = _ranked(Article.objects.filter(pk__in=newest), tuple(terms), names)
    hits = [Hit(*row) for row in found.values_list("pk", "column__number")[:MOST_RANKED]]
    return Hits(hits, are_all=len(hits) < MOST_RANKED)


def _holding(
    articles: QuerySet[Article], terms: Sequence[Term], names: dict[Term, Named]
) -> QuerySet[Article]:
    # Within and not joined: SQLite would look every article up among all keys.
    unnamed = [term for term in terms if not any(names.get(term, ()))]
    if unnamed:
        articles = articles.filter(pk__in=_with_words(unnamed))
    for term, named in names.items():
        if any(named):
            articles = articles.filter(pk__in=_with_words([term]).union(*_with_names(named)))
    return articles


def _with_words(terms: Sequence[Term]) -> QuerySet[Any, Any]:
    live = IndexedWords.objects.filter(is_live=True, pk__in=keys_of_rows(terms))
    return live.values("article")


def _with_names(named: Named) -> list[QuerySet[Any, Any]]:
    found: list[QuerySet[Any, Any]] = []
    if named.keywords:
        uses = KeywordUse.objects.filter(tag__in=named.keywords)
        found.append(uses.order_by().values("content_object"))
    if named.persons:
        found += [
            Article.objects.filter(author__in=named.persons).values("pk"),
            Article.objects.filter(column_editor__in=named.persons).values("pk"),
        ]
    return found


def _ranked(
    articles: QuerySet[Article], terms: tuple[Term, ...], names: dict[Term, Named]
) -> QuerySet[Article]:
    words = F("live_words__pk")
    whens = [
        When(Holds(words, terms, ("title",)), then=Value(0)),
        When(Holds(words, terms, ("title", "leads")), then=Value(1)),
    ]
    if all(any(names.get(term, ())) for term in terms):
        whens.append(When(_named(list(names.values())), then=Value(1)))
    live = FilteredRelation("indexed_words", condition=Q(indexed_words__is_live=True))
    rank = Case(*whens, default=Value(2))
    return articles.annotate(live_words=live).order_by(rank, *NEWEST_FIRST)


def _named(named: Sequence[Named]) -> Q:
    """Articles whose keywords and people are named by every term."""
    condition = Q()
    for each in named:
        first, *others = _with_names(each)
        condition &= Q(pk__in=first.union(*others) if others else first)
    return condition
