"""What somebody asks the search, as the address says it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.urls import reverse

from articles.models.article import ArticleQuerySet
from articles.reader.listing import LAST_NUMBERED_PAGE
from articles.reader.parameters import only_number, only_text
from articles.reader.period import midnight
from articles.text.keys import slug_of
from articles.text.words import MOST_TERMS, Term, terms_of

LONGEST: Final = 200  # characters of a search; what is longer only costs time

_UNPRINTABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST: Final = date(2, 1, 1)  # of those that begin, and have ended, in every zone
_LAST: Final = date(MAXYEAR - 1, 12, 30)


class Sort(StrEnum):
    """In which order hits are shown."""

    RELEVANCE = "relevance"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it was typed, and which one it is, if the calendar has it."""

    typed: str = ""
    day: date | None = None

    @property
    def is_wrong(self) -> bool:
        """Say whether something was typed that is no day."""
        return bool(self.typed) and self.day is None

    @property
    def begins(self) -> datetime | None:
        """When it begins in the site's zone."""
        return midnight(self._within) if self.day else None

    @property
    def ends(self) -> datetime | None:
        """When it has ended there."""
        return midnight(self._within + timedelta(days=1)) if self.day else None

    @property
    def _within(self) -> date:
        """The day, or the nearest one that is a moment everywhere: nothing is published beyond."""
        return min(max(self.day or _FIRST, _FIRST), _LAST)


@dataclass(frozen=True, slots=True)
class Question:
    """Words, what narrows them down, and which page of the answer is wanted."""

    language: str
    words: str = ""
    column: int | None = None
    keyword: str = ""
    first: Day = Day()
    last: Day = Day()
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    is_cut: bool = False

    @property
    def terms(self) -> list[Term]:
        """What is searched for; empty where the words hold no letter and no digit."""
        return terms_of(self.words)

    @property
    def days_are_in_order(self) -> bool:
        """Say whether the first day is not after the last."""
        first, last = self.first.day, self.last.day
        return first is None or last is None or first <= last

    @property
    def is_answerable(self) -> bool:
        """Say whether the days are in order, in every sense."""
        return not (self.first.is_wrong or self.last.is_wrong) and self.days_are_in_order

    @property
    def is_narrowed(self) -> bool:
        """Say whether anything but the words decides what is found."""
        return bool(self.column or self.keyword or self.first.typed or self.last.typed)

    def narrow(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """Return those of the articles that are asked about, whatever their words."""
        articles = articles.filter(language=self.language)
        if self.column is not None:
            articles = articles.filter(column__number=self.column)
        if self.keyword:
            articles = articles.filter(
                keyword_uses__tag__slug=self.keyword, keyword_uses__tag__language=self.language
            )
        if self.first.day:
            articles = articles.filter(published_at__gte=self.first.begins)
        if self.last.day:
            articles = articles.filter(published_at__lt=self.last.ends)
        return articles

    def address(self, *without: str, **changes: Any) -> str:
        """Return the one address of this question.

        Or of another one, `without` some of what it asks, or with `changes`; then of its page 1.
        """
        bare = Question(self.language)
        changes |= {name: getattr(bare, name) for name in without}
        asked = replace(self, **{"page": 1, **changes}) if changes else self
        parameters = {
            "q": asked.words,
            "column": asked.column,
            "keyword": asked.keyword,
            "from": asked.first.typed,
            "to": asked.last.typed,
            "sort": asked.sort if asked.sort != Sort.RELEVANCE else "",
            "page": asked.page if asked.page > 1 else "",
        }
        said = urlencode({name: value for name, value in parameters.items() if value})
        address = reverse(f"reader:search-{asked.language}")
        return f"{address}?{said}" if said else address


def question_of(parameters: QueryDict, language: str) -> Question:
    """Read a question from an address; what nobody can type into the form raises Http404.

    A form sends empty parameters, which say nothing. Days may be wrong: their page says so.
    """
    typed = " ".join(_UNPRINTABLE.sub(" ", only_text(parameters, "q")).split())
    return Question(
        language,
        words=typed[:LONGEST].rstrip(),
        column=only_number(parameters, "column", may_be_empty=True),
        keyword=_slug(only_text(parameters, "keyword")),
        first=_day(only_text(parameters, "from")),
        last=_day(only_text(parameters, "to")),
        sort=_sort(only_text(parameters, "sort")),
        page=_page(parameters),
        is_cut=len(typed) > LONGEST or len(typed.split()) > MOST_TERMS,
    )


def _slug(text: str) -> str:
    if text and slug_of(text) != text:
        raise Http404("Not a keyword's short name.")
    return text


def _sort(text: str) -> Sort:
    try:
        return Sort(text or Sort.RELEVANCE)
    except ValueError as error:
        raise Http404("Hits are sorted by relevance or newest first.") from error


def _page(parameters: QueryDict) -> int:
    page = only_number(parameters, "page") or 1
    if page > LAST_NUMBERED_PAGE:
        raise Http404("Pages have numbers up to a limit.")
    return page


def _day(text: str) -> Day:
    typed = _UNPRINTABLE.sub(" ", text).strip()[:LONGEST]
    if not _DAY.fullmatch(typed):
        return Day(typed)
    try:
        return Day(typed, date.fromisoformat(typed))
    except ValueError:
        return Day(typed)
