"""Articles that may tell already what somebody is about to write.

The index gives candidates, which share at least two words of the title; how alike they are, the
titles and texts themselves say. Words are not weighed by how rare they are: that both databases
would have to count alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final, NamedTuple

from django.db.models import Q, QuerySet

from articles.models import Article
from articles.models.article import title_key
from articles.search.asking import rows_matching
from articles.text.likeness import Vocabulary, likeness
from articles.text.markup import plain_text

MOST_WORDS: Final = 6  # of a title, so that 15 pairs are asked for
MOST_EACH: Final = 20  # candidates of a pair of words, the newest
MOST: Final = 5  # shown; who must read more reads none
LIKE_TITLE: Final = 0.5
LIKE_TEXT: Final = 0.55
"""Shares of common words from which on two titles, or two texts, may be the same news.

Measured: different stories of the samples share 0.19 of their titles' pieces in Chinese at most and
0.36 in English, 0.24 and 0.43 of their texts'; titles written anew share 0.46 to 0.77.
"""
LEAST_TEXT: Final = 20  # words; a shorter text is like any other
COMPARED: Final = 3_000  # characters of a text

SEEN: Final = (
    *("number", "title", "body", "language"),
    *("public_state", "published_at", "expires_at"),
)
"""What is fetched of an article."""

_HAN_RUN: Final = re.compile(r"[\u3400-\u9fff]+")
_WORD: Final = re.compile(r"[^\W\u3400-\u9fff]{3,}")


class Alike(NamedTuple):
    """An article, and the greater of the two shares that its title and its text have in common."""

    article: Article
    share: float


def alike(title: str, text: str, among: QuerySet[Article]) -> list[Alike]:
    """Return articles that tell the same as a title and a plain text seem to, likest first.

    `among` is what may be found. At most 17 queries, however many articles there are.
    """
    keys = set(candidates(title))
    found = among.filter(Q(pk__in=keys) | Q(title_key=title_key(title)))
    words = Vocabulary()
    own_title, own_text = words.pieces(title), words.pieces(text[:COMPARED])
    shares = []
    for article in found.only(*SEEN):
        by_title = likeness(own_title, words.pieces(article.title))
        by_text = 0.0
        if own_text.size >= LEAST_TEXT:
            theirs = words.pieces(plain_text(article.body)[:COMPARED])
            by_text = likeness(own_text, theirs)
        if by_title >= LIKE_TITLE or by_text >= LIKE_TEXT:
            shares.append(Alike(article, max(by_title, by_text)))
    shares.sort(key=lambda each: (-each.share, -each.article.number))
    return shares[:MOST]


def candidates(title: str) -> Iterator[int]:
    """Yield the keys of the newest articles that share two telling words with a title.

    At most 15 queries. A key may come more than once.
    """
    words = _telling_words(title)
    asked = [" ".join(pair) for pair in combinations(words, 2)] or words
    for query in asked:
        rows = rows_matching(query).order_by("-pk")
        yield from rows.values_list("article", flat=True)[:MOST_EACH]


def _telling_words(title: str) -> list[str]:
    """Return the longest words of a title, and pairs of Chinese characters spread over it."""
    pairs = [
        run[place : place + 2]
        for run in _HAN_RUN.findall(title)
        for place in range(0, len(run) - 1, 2)
    ]
    spread = pairs[:: max(1, -(-len(pairs) // MOST_WORDS))]
    longest = sorted(set(_WORD.findall(title.casefold())), key=lambda word: (-len(word), word))
    return [*spread, *longest][:MOST_WORDS]
