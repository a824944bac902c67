"""What the search answers: one page of what was found, and where it lies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.http import Http404

from articles.models import Article
from articles.reader.listing import LAST_NUMBERED_PAGE, PAGE_SIZE
from articles.reader.question import Question, Sort
from articles.search.ranking import find
from articles.text.highlighting import Piece, pieces, spans_of
from articles.text.markup import plain_text
from articles.text.snippet import Snippet, snippet
from articles.text.words import Term


class ShownHit(NamedTuple):
    """An article that was found, its title and a piece of its text, with what is marked in them."""

    article: Article
    title: list[Piece]
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of hits. Unless `are_all`, older articles than those counted may have been found."""

    hits: list[ShownHit]
    count: int
    are_all: bool
    in_columns: dict[int, int]  # how many of them are in each column, by its number; most first
    last_page: int

    @property
    def count_in_words(self) -> str:
        """The count as both languages write it."""
        return f"{self.count:,}"


def answer(question: Question, at: datetime) -> Answer:
    """Return what readers find; at most two queries. Raises Http404 beyond the last page."""
    visible = Article.objects.visible(at)
    terms, by_date = question.terms, question.sort == Sort.NEWEST
    found = find(question.narrow(visible), terms, by_date=by_date)
    start = (question.page - 1) * PAGE_SIZE
    keys = [hit.article for hit in found.hits[start : start + PAGE_SIZE]]
    if not keys and question.page > 1:
        raise Http404("This page is beyond the end.")
    pages = -(-len(found.hits) // PAGE_SIZE)
    return Answer(
        _shown(keys, terms, at),
        count=len(found.hits),
        are_all=found.are_all,
        in_columns=dict(Counter(hit.column for hit in found.hits).most_common()),
        last_page=min(pages, LAST_NUMBERED_PAGE),
    )


def _shown(keys: Sequence[int], terms: Sequence[Term], at: datetime) -> list[ShownHit]:
    # Asked once more who may be seen: the hits are a moment old.
    articles = (
        Article.objects.visible(at)
        .filter(pk__in=keys)
        .select_related("column")
        .only(
            "number", "title", "leads", "body", "published_at", "column__name_zh", "column__name_en"
        )
    )
    by_key = articles.in_bulk() if keys else {}
    return [_hit(by_key[key], terms) for key in keys if key in by_key]


def _hit(article: Article, terms: Sequence[Term]) -> ShownHit:
    in_title = (span for of_term in spans_of(article.title, terms) for span in of_term)
    return ShownHit(article, pieces(article.title, in_title), snippet(_lines(article), terms))


def _lines(article: Article) -> Iterator[str]:
    yield from article.leads
    yield from plain_text(article.body).split("\n")  # mostly, the leads are enough
