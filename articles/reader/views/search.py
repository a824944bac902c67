"""The search: a form, and what it finds."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.timezone import now

from articles.reader.answer import Answer, answer
from articles.reader.listing import asks_for_first_page
from articles.reader.navigation import Link, other_language
from articles.reader.public_page import public_page, render_page
from articles.reader.question import Question, question_of
from articles.reader.surroundings import Surroundings, surroundings


class Narrower(NamedTuple):
    """A column to which a search can be narrowed down, and how many hits are then left."""

    name: str
    address: str
    hits: int


@public_page
def search(request: HttpRequest, language: str) -> HttpResponse:
    """Show what was found, the best first; without words the form alone.

    Four queries: what stands around, the hits, what is shown of a page of them, and their keywords.
    Where a day was mistyped, the page says so instead.
    """
    at = now()
    question = question_of(request.GET, language)
    if asks_for_first_page(request.GET):
        return HttpResponsePermanentRedirect(question.address())
    around = surroundings(question, at)
    context: dict[str, object] = {
        "asked": question,
        "around": around,
        "frame": around.frame,
        "address": question.address(),
        "other_address": _other_address(question, around),
    }
    if question.is_answerable:
        found = answer(question, around.names, at)
        context |= {
            "answer": found,
            "columns": _narrower(question, around, found),
            "carried": [
                Link(each.name, question.address(keyword=each.slug)) for each in found.keywords
            ],
        }
    status = 200 if question.is_answerable else 400
    return render_page("reader/search.html", context, language=language, status=status)


def _narrower(question: Question, around: Surroundings, found: Answer) -> list[Narrower]:
    """Return the columns in which something was found, those with most of it first."""
    names = dict(around.columns)
    return [
        Narrower(names[number], question.address(column=number), hits)
        for number, hits in found.in_columns.items()
        if number in names
    ]


def _other_address(question: Question, around: Surroundings) -> str:
    """Return the same question in the other language; a keyword is another one there."""
    other = replace(question, language=other_language(question.language), page=1)
    return replace(other, keyword=around.other_keyword).address()
