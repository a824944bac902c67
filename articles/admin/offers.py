"""What the desk offers while an article is written: keywords it names, articles to go on with.

An offer is a line for the form's field, and what stands on the button that adds it.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, JsonResponse
from django.utils.timezone import now

from accounts.models import Language, User
from articles import editorial, search
from articles.admin.editor_answers import answering_writers
from articles.admin.related_lines import numbers_in
from articles.admin.whole_number import whole_number
from articles.models import Article, KeywordAlias
from articles.text.keys import name_key
from articles.text.markup import plain_text

LONGEST_TEXT = 100_000  # characters of each field that are looked at


@answering_writers
def offer_keywords(request: HttpRequest, user: User, article: int | None) -> JsonResponse:
    """Return keywords that title, leads and body name and the field does not hold."""
    language = _language(request, article)
    if not language:
        return _offers(())
    parts = (
        _typed(request, "title"),
        _typed(request, "leads"),
        plain_text(_typed(request, "body")),
    )
    chosen = set(_keywords(request, language))
    return _offers((name, name) for name in editorial.suggested_keywords(parts, language, chosen))


@answering_writers
def offer_related(request: HttpRequest, user: User, article: int | None) -> JsonResponse:
    """Return what readers have that goes with this article and is not in the field."""
    language, at = _language(request, article), now()
    if not language:
        return _offers(())
    among = Article.objects.visible(at).filter(language=language)
    if article is None:
        column = whole_number(_typed(request, "column"))
    else:
        among = among.exclude(pk=article)
        column = Article.objects.values_list("column", flat=True).get(pk=article)
    numbers = numbers_in(_typed(request, "related"))
    found = search.related(
        _typed(request, "title"),
        _keywords(request, language),
        column,
        among.exclude(number__in=numbers),
        at,
    )
    return _offers((f"#{each.number}", each.title) for each in found)


def _typed(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "")[:LONGEST_TEXT].replace("\0", " ")


def _language(request: HttpRequest, article: int | None) -> str:
    """Return the article's language, or the one chosen for a new one; empty for none."""
    if article is not None:
        return str(Article.objects.values_list("language", flat=True).get(pk=article))
    chosen = _typed(request, "language")
    return chosen if chosen in Language.values else ""


def _keywords(request: HttpRequest, language: str) -> list[int]:
    """Return the keywords whose names stand in the field, in its order."""
    keys = [name_key(line) for line in _typed(request, "keywords").splitlines()]
    aliases = KeywordAlias.objects.filter(language=language, name_key__in=keys)
    known = dict(aliases.values_list("name_key", "keyword"))
    return [known[key] for key in keys if key in known]


def _offers(offers: Iterable[tuple[str, str]]) -> JsonResponse:
    return JsonResponse({"offers": [{"line": line, "label": label} for line, label in offers]})
