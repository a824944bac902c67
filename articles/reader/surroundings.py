"""What stands around the answer to a search: the frame, and the names of what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse

from articles.models import Column, Keyword, KeywordAlias
from articles.reader.frame import Frame, frame_of, frame_parts
from articles.reader.named_keywords import named_keywords
from articles.reader.navigation import Link, keywords_with_page, other_language
from articles.reader.parts import Row, no_moment, rows_of, text_column
from articles.reader.question import Question
from articles.text.keys import name_key
from articles.text.words import MOST_TERMS, is_solid

MOST_NAMED: Final = 5  # keywords to which a question leads
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
    named = [row for row in rows if row.part == "named keyword"]
    named.sort(key=lambda row: len(row.name), reverse=True)  # who names more, means that
    return Surroundings(
        frame_of(rows, question.language),
        columns,
        column.name if column else "",
        keyword.name if keyword else "",
        [
            Link(row.name, reverse(f"reader:keyword-{question.language}", args=[row.text]))
            for row in named[:MOST_NAMED]
        ],
        counterpart.text if counterpart else "",
    )


def _parts(question: Question, at: datetime) -> list[QuerySet[Any, Any]]:
    public, language = keywords_with_page(at), question.language
    theirs = public.filter(language=language)
    other = public.filter(language=other_language(language))
    asked = Keyword.objects.filter(language=language, slug=question.keyword)
    asked_for = {
        "asked keyword": theirs.filter(pk__in=asked),
        "counterpart": other.filter(Q(counterpart__in=asked) | Q(counterpart_of__in=asked)),
    }
    keys = _names(question.words)
    names = KeywordAlias.objects.filter(language=language, name_key__in=keys)
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
    if keys:
        parts.append(_part("named keyword", named_keywords(names, at)))
    return parts


def _part(name: str, keywords: QuerySet[Keyword]) -> QuerySet[Any, Any]:
    return keywords.values_list(text_column(name), "pk", "pk", "name", "slug", no_moment())


def _names(words: str) -> set[str]:
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
