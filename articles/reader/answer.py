"""What the search answers: one page of what was found, and where it lies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from django.http import Http404

from articles.models import Article, KeywordUse
from articles.reader.listing import LAST_NUMBERED_PAGE, PAGE_SIZE
from articles.reader.names import Names
from articles.reader.question import Question, Sort
from articles.search.ranking import find
from articles.text.highlighting import Piece, pieces, spans_of
from articles.text.markup import plain_text
from articles.text.snippet import Snippet, snippet
from articles.text.words import Term

MOST_KEYWORDS: Final = 4  # to which the hits can be narrowed down


class ShownHit(NamedTuple):
    """An article that was found, its title and a piece of its text, with what is marked in them.

    `names` are those of its keywords and people in which words stand that the piece doesn't show.
    """

    article: Article
    title: list[Piece]
    snippet: Snippet
    names: list[list[Piece]]


class Carried(NamedTuple):
    """A keyword that some of the articles carry."""

    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of hits. Unless `are_all`, older articles than those counted may have been found."""

    hits: list[ShownHit]
    count: int
    are_all: bool
    in_columns: dict[int, int]  # how many of them are in each column, by its number; most first
    keywords: list[Carried]  # of the hits on this page, those that most of them carry
    last_page: int

    @property
    def count_in_words(self) -> str:
        """The count as both languages write it."""
        return f"{self.count:,}"


def answer(question: Question, names: Names, at: datetime) -> Answer:
    """Return what readers find by words and by `names`; at most three queries.

    Raises Http404 beyond the last page.
    """
    visible = Article.objects.visible(at)
    terms, by_date = question.terms, question.sort == Sort.NEWEST
    found = find(question.narrow(visible), terms, names.by_term, by_date=by_date)
    start = (question.page - 1) * PAGE_SIZE
    keys = [hit.article for hit in found.hits[start : start + PAGE_SIZE]]
    if not keys and question.page > 1:
        raise Http404("This page is beyond the end.")
    pages = -(-len(found.hits) // PAGE_SIZE)
    uses = _keyword_uses(keys, question.language)
    return Answer(
        _shown(keys, terms, names, uses, at),
        count=len(found.hits),
        are_all=found.are_all,
        in_columns=dict(Counter(hit.column for hit in found.hits).most_common()),
        keywords=_most_carried(uses, question),
        last_page=min(pages, LAST_NUMBERED_PAGE),
    )


class _Use(NamedTuple):
    article: int
    keyword: int
    name: str
    slug: str


def _keyword_uses(keys: Sequence[int], language: str) -> list[_Use]:
    if not keys:
        return []
    uses = KeywordUse.objects.filter(content_object__in=keys, tag__language=language)
    rows = uses.order_by("tag__name_key", "content_object")
    return [
        _Use(*row) for row in rows.values_list("content_object", "tag", "tag__name", "tag__slug")
    ]


def _most_carried(uses: Sequence[_Use], question: Question) -> list[Carried]:
    carried = Counter(Carried(use.name, use.slug) for use in uses if use.slug != question.keyword)
    return [keyword for keyword, _count in carried.most_common(MOST_KEYWORDS)]


def _shown(
    keys: Sequence[int], terms: Sequence[Term], names: Names, uses: Sequence[_Use], at: datetime
) -> list[ShownHit]:
    # Asked once more who may be seen: the hits are a moment old.
    articles = (
        Article.objects.visible(at)
        .filter(pk__in=keys)
        .select_related("column")
        .only(
            *("number", "title", "leads", "body", "published_at", "source", "credit_line"),
            *("cover_facts", "figures", "author", "column_editor"),
            *("column__name_zh", "column__name_en"),
        )
    )
    by_key = articles.in_bulk() if keys else {}
    carried: dict[int, list[str]] = defaultdict(list)
    for use in uses:
        carried[use.article] += names.keywords.get(use.keyword, [])
    return [
        _hit(by_key[key], terms, [*_people(by_key[key], names), *carried[key]])
        for key in keys
        if key in by_key
    ]


def _people(article: Article, names: Names) -> list[str]:
    """Return the names of author and column editor, as far as they were asked for."""
    people = dict.fromkeys((article.author_id, article.column_editor_id))
    return [name for key in people if key is not None for name in names.persons.get(key, [])]


def _hit(article: Article, terms: Sequence[Term], names: Sequence[str]) -> ShownHit:
    in_title = spans_of(article.title, terms)
    piece = snippet(_lines(article), terms)
    in_text = spans_of(piece.text, terms)
    hidden = [term for term, *spans in zip(terms, in_title, in_text, strict=True) if not any(spans)]
    reasons = [name for name in names if any(spans_of(name, hidden))]
    return ShownHit(
        article, _marked(article.title, terms), piece, [_marked(name, terms) for name in reasons]
    )


def _marked(text: str, terms: Sequence[Term]) -> list[Piece]:
    return pieces(text, (span for of_term in spans_of(text, terms) for span in of_term))


def _lines(article: Article) -> Iterator[str]:
    """Yield what is searched besides the title; mostly, the leads are enough."""
    yield from article.leads
    yield from plain_text(article.body).split("\n")
    for facts in (article.cover_facts, *article.figures):
        yield from (facts.get(name, "") for name in ("caption", "alt", "credit"))
    yield from (article.source, article.credit_line)
