"""Suggestions while somebody types a search: an enhancement, which scripts ask for."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import now

from articles.models import Article, KeywordAlias
from articles.reader.named_keywords import named_keywords
from articles.reader.public_page import public_page
from articles.reader.question import question_of
from articles.search.ranking import NEWEST_FIRST
from articles.text.keys import name_key
from articles.text.words import is_solid, terms_of

MOST: Final = 8
LONGEST: Final = 60  # characters that are looked for; who types more knows what he wants
SHORTEST: Final = 2  # letters; one Chinese character is a word
RECENT: Final = 2_000  # articles whose titles are looked through, so that it stays cheap


@public_page
def suggestions(request: HttpRequest, language: str) -> HttpResponse:
    """Return keywords and titles that go on as was typed: what was typed, and a list (OpenSearch).

    At most two queries. Raises Http404 as the search does.
    """
    typed = question_of(request.GET, language).words[:LONGEST]
    key = name_key(typed)
    found = _found(key, language, now()) if _is_enough(key) else []
    return JsonResponse(
        [typed, found],
        safe=False,  # a list is no danger since ECMAScript 5
        json_dumps_params={"ensure_ascii": False},
        headers={"X-Robots-Tag": "noindex"},
    )


def _is_enough(key: str) -> bool:
    return bool(terms_of(key)) and (len(key) >= SHORTEST or is_solid(key))


def _found(key: str, language: str, at: datetime) -> list[str]:
    found = list(_keywords(key, language, at)[:MOST])
    if len(found) < MOST:
        found += [title for title in _titles(key, language, at)[:MOST] if title not in found]
    return found[:MOST]


def _keywords(key: str, language: str, at: datetime) -> QuerySet[Any, Any]:
    """Keywords with a page, one of whose names begins so."""
    names = KeywordAlias.objects.filter(language=language, name_key__startswith=key)
    return named_keywords(names, at).order_by("name_key").values_list("name", flat=True)


def _titles(key: str, language: str, at: datetime) -> QuerySet[Any, Any]:
    """Titles of recent articles in which a word begins so; Chinese has no beginnings of words."""
    recent = Article.objects.visible(at).filter(language=language).order_by(*NEWEST_FIRST)
    begins = Q(title_key__startswith=key) | Q(title_key__contains=f" {key}")
    if is_solid(key):
        begins = Q(title_key__contains=key)
    return (
        Article.objects.filter(begins, pk__in=recent.values("pk")[:RECENT])
        .order_by(*NEWEST_FIRST)
        .values_list("title", flat=True)
    )
