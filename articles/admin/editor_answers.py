"""What the text editor asks of the desk: clean HTML, boilerplate, articles, pictures.

Answers in JSON; nothing is stored. Who may not ask is told so as by `open_form`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import reduce, wraps
from http import HTTPStatus
from operator import or_

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import now

from accounts.models import User
from articles import editorial
from articles.admin.body_text import parse_body, print_body
from articles.admin.content_texts import comparable
from articles.admin.lifting import lifted_texts, offers_in
from articles.admin.open_form import View, answering_scripts
from articles.admin.whole_number import whole_number
from articles.editorial import Verb
from articles.models import Article, Image
from articles.search import rows_matching
from articles.text.cleaning import TextRefused

MOST_FOUND = 12
MOST_TERMS = 8  # words of a search; more only cost time
NAMING = ("alt_zh", "alt_en", "caption_zh", "caption_en", "credit")
"""What is told of a picture, and so finds it."""


def answering_writers(view: View) -> Callable[..., HttpResponse]:
    """Let only people in who may read the article, or begin one."""

    @answering_scripts
    @wraps(view)
    def answer(request: HttpRequest, user: User, article: int | None) -> JsonResponse:
        if article is None:
            may = bool(editorial.columns_where(user, Verb.CREATE))
        else:
            may = editorial.readable_by(user).filter(pk=article).exists()
        return view(request, user, article) if may else _unknown()

    return answer


@answering_writers
def clean_text(request: HttpRequest, user: User, article: int | None) -> JsonResponse:
    """Return what was typed as the clean HTML that saving would make of it."""
    try:
        body = parse_body(comparable("body", request.POST.get("body", "")), ())
    except TextRefused as refusal:
        return _refused(str(refusal))
    return JsonResponse({"body": print_body(body)})


@answering_writers
def lift(request: HttpRequest, user: User, article: int | None) -> JsonResponse:
    """Return what could be moved out of the text; with `take`, the fields after moving a kind."""
    texts = request.POST.dict()
    try:
        values = lifted_texts(texts, [texts["take"]]) if "take" in texts else {}
        offers = offers_in({**texts, **values})
    except TextRefused as refusal:
        return _refused(str(refusal))
    return JsonResponse({"values": values, "offers": [asdict(offer) for offer in offers]})


@answering_writers
def find_articles(request: HttpRequest, user: User, article: int | None) -> JsonResponse:
    """Return articles to link to whose titles the user may know, by number or words."""
    words = request.POST.get("q", "")
    at = now()
    readable = editorial.readable_by(user).values("pk")
    found = Article.objects.filter(editorial.known_to(user, at), trashed_at=None)
    number = whole_number(words.strip().lstrip("#"))
    if number is not None:
        found = found.filter(number=number)
    else:
        terms = words.split()[:MOST_TERMS]
        found = found if terms else found.none()
        for term in terms:
            # What others are preparing must not be found by its words either.
            rows = rows_matching(term, beginnings=True).filter(
                Q(is_live=True) | Q(article__in=readable)
            )
            found = found.filter(pk__in=rows.values("article"))
    is_public = Exists(Article.objects.visible(at).filter(pk=OuterRef("pk")))
    newest = found.annotate(is_public=is_public).order_by("-changed_at", "-pk")
    return JsonResponse(
        {
            "articles": [
                {
                    "number": each.number,
                    "title": each.title,
                    "address": each.get_absolute_url(),
                    "isPublic": vars(each)["is_public"],  # annotated
                }
                for each in newest.only("number", "title")[:MOST_FOUND]
            ]
        }
    )


@answering_writers
def find_pictures(request: HttpRequest, user: User, article: int | None) -> JsonResponse:
    """Return pictures of the library: the one with a number, or the newest that words name."""
    words = request.POST.get("q", "").split()[:MOST_TERMS]
    wanted = request.POST.get("number") or (words[0].lstrip("#") if len(words) == 1 else "")
    number = whole_number(wanted)
    found = Image.objects.filter(removed_at=None)
    if "number" in request.POST:
        found = found.filter(pk=number) if number else found.none()
    else:
        for word in words:
            named = [Q(**{f"{name}__icontains": word}) for name in NAMING]
            found = found.filter(reduce(or_, named, Q(pk=number) if number else Q()))
    language = user.language
    return JsonResponse({"pictures": [_picture(each, language) for each in found[:MOST_FOUND]]})


def _picture(image: Image, language: str) -> dict[str, object]:
    return {
        "number": image.pk,
        "address": image.small_url,
        "name": str(image),
        "alt": image.alt(language),
        "credit": image.credit,
        "x": image.focal_x,
        "y": image.focal_y,
    }


def _unknown() -> JsonResponse:
    return JsonResponse({}, status=HTTPStatus.NOT_FOUND)


def _refused(reason: str) -> JsonResponse:
    return JsonResponse({"reason": reason}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
