"""What stands around the answer to a search: the frame, and the names of what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse

from articles.models import Column, Keyword
from articles.reader.frame import Frame, frame_of, frame_parts
from articles.reader.names import Names, name_parts, names_of
from articles.reader.navigation import (
    Link,
    keywords_with_page,
    other_language,
    person_address,
)
from articles.reader.parts import Row, no_moment, rows_of, text_column
from articles.reader.question import Question
from articles.text.highlighting import spans_of
from articles.text.keys import name_key
from articles.text.words import MOST_TERMS, Term, is_solid

MOST_NAMED: Final = 5  # keywords, and persons, to which a question leads
LONGEST_NAMING: Final = 40  # characters of a Chinese word that are looked through for names
LONGEST_CHINESE_NAME: Final = 10  # characters


class NumberedColumn(NamedTuple):
    """A column to choose."""

    number: int
    name: str


class Surroundings(NamedTuple):
    """What stands around an answer."""

    frame: Frame
    columns: list[NumberedColumn]
    column_name: str  # of the column asked for
    keyword_name: str  # of the keyword asked for
    keywords: list[Link]  # that the words of the question name
    persons: list[Link]  # likewise
    names: Names  # of keywords and persons that hold any of the words
    other_keyword: str  # the counterpart's slug of the keyword asked for


def surroundings(question: Question, at: datetime) -> Surroundings:
    """Return what stands around the answer to a question; one query.

    Raises Http404 where a column or keyword is asked for that nobody can see.
    """
    rows = rows_of([*frame_parts(question.language, at), *_parts(question, at)])
    columns = [NumberedColumn(row.number, row.name) for row in rows if row.part == "column"]
    column = _only(rows, "asked column", required=question.column is not None)
    if column and column.number not in dict(columns):
        columns.append(NumberedColumn(column.number, column.name))
    keyword = _only(rows, "asked keyword", required=bool(question.keyword))
    counterpart = _only(rows, "counterpart")
    terms = question.terms
    names = names_of(rows, terms)
    return Surroundings(
        frame_of(rows, question.language),
        columns,
        column.name if column else "",
        keyword.name if keyword else "",
        _keywords(rows, question, names),
        _persons(rows, question, terms),
        names,
        counterpart.text if counterpart else "",
    )


def _keywords(rows: Sequence[Row], question: Question, names: Names) -> list[Link]:
    """Return the keywords that are named: by a whole name, then by one with all of the words."""
    whole, terms = _whole_names(question.words), question.terms
    named = [row for row in rows if row.part == "named keyword"]
    keys = {row.number for row in rows if row.part == "keyword's name" and _key(row) in whole}
    holding = {
        number
        for number, theirs in names.keywords.items()
        if any(all(spans_of(name, terms)) for name in theirs)
    }
    # Who names more, means that; of longer names than was asked, the shortest is likeliest meant.
    by_length = sorted(named, key=lambda row: len(row.name))
    in_order = [
        *(row for row in reversed(by_length) if row.number in keys),
        *(row for row in by_length if row.number in holding - keys),
    ]
    return [
        Link(row.name, reverse(f"reader:keyword-{question.language}", args=[row.text]))
        for row in in_order[:MOST_NAMED]
    ]


def _persons(rows: Sequence[Row], question: Question, terms: Sequence[Term]) -> list[Link]:
    """Return the persons that are named, by a whole name or by all words of the question."""
    whole = _whole_names(question.words)
    named = {
        row.text: row.name
        for row in rows
        if row.part == "person" and (_key(row) in whole or all(spans_of(row.name, terms)))
    }
    return [
        Link(name, person_address(slug, question.language))
        for slug, name in list(named.items())[:MOST_NAMED]
    ]


def _key(row: Row) -> str:
    return name_key(row.name)


def _parts(question: Question, at: datetime) -> list[QuerySet[Any, Any]]:
    public, language = keywords_with_page(at), question.language
    theirs = public.filter(language=language)
    other = public.filter(language=other_language(language))
    asked = Keyword.objects.filter(language=language, slug=question.keyword)
    asked_for = {
        "asked keyword": theirs.filter(pk__in=asked),
        "counterpart": other.filter(Q(counterpart__in=asked) | Q(counterpart_of__in=asked)),
    }
    parts = []
    if question.column is not None:
        parts.append(
            Column.objects.filter(number=question.column).values_list(
                text_column("asked column"),
                "order",
                "number",
                f"name_{language}",
                text_column(),
                no_moment(),
            )
        )
    if question.keyword:
        parts += [_part(name, keywords) for name, keywords in asked_for.items()]
    if question.terms:
        parts += name_parts(question.words, _whole_names(question.words), language, at)
    return parts


def _part(name: str, keywords: QuerySet[Keyword]) -> QuerySet[Any, Any]:
    return keywords.values_list(text_column(name), "pk", "pk", "name", "slug", no_moment())


def _whole_names(words: str) -> set[str]:
    """Return the keys of all that a question may name: words, or Chinese, that stand together."""
    parts = name_key(words).split()[:MOST_TERMS]
    ends = range(1, len(parts) + 1)
    names = {" ".join(parts[start:end]) for end in ends for start in range(end)}
    for part in parts:
        if is_solid(part):
            names |= {
                part[start : start + length]
                for start in range(min(len(part), LONGEST_NAMING))
                for length in range(2, LONGEST_CHINESE_NAME + 1)
            }
    return names


def _only(rows: Sequence[Row], part: str, *, required: bool = False) -> Row | None:
    found = next((row for row in rows if row.part == part), None)
    if found is None and required:
        raise Http404(f"No {part}.")
    return found
