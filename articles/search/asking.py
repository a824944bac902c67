"""Asking the index."""

from __future__ import annotations

from django.db.models import QuerySet

from articles.models import IndexedWords
from articles.search.engine import keys_of_rows
from articles.text.words import terms_of


def rows_matching(query: str, *, beginnings: bool = False) -> QuerySet[IndexedWords]:
    """Return the indexed revisions in which every word of the query stands; none without words.

    Readers ask among those that are live (`is_live`, of visible articles), the desk among all.
    With `beginnings`, the beginning of a word is enough.
    """
    terms = terms_of(query, beginnings=beginnings)
    if not terms:
        return IndexedWords.objects.none()
    return IndexedWords.objects.filter(pk__in=keys_of_rows(terms))
