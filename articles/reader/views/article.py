"""An article's page, and what stands in its place once it has left the site."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localtime, now

from articles.models import Article, Person, PublicState
from articles.models.article import ArticleQuerySet
from articles.reader.absolute import absolute
from articles.reader.companions import Companions, companions
from articles.reader.description import description
from articles.reader.navigation import Link, person_address
from articles.reader.period import Period
from articles.reader.picture import numbered, picture, pictures
from articles.reader.placed_pictures import as_placed
from articles.reader.public_page import public_page, render_page
from articles.reader.qr_code import qr_code
from articles.reader.related import Related, related_articles
from articles.reader.share import ways_to_share
from articles.reader.social_card import card_pictures
from articles.reader.structured.article import structured_data
from seetao.language import DJANGO_LANGUAGE


@public_page
def article(request: HttpRequest, number: int) -> HttpResponse:
    """Show an article in its own language; 404 or 410 with a note once it is gone."""
    at = now()
    found = readable(at).filter(number=number).first()
    if found is None:
        return gone_or_404(number, at)
    shown = facts(found, at)
    return render_page("reader/article.html", shown | for_machines(shown), language=found.language)


def readable(at: datetime) -> ArticleQuerySet:
    """Visible articles with all of their row's companions, and the story's other number."""
    return (
        Article.objects.visible(at)
        .select_related("column__parent", "cover", "author", "column_editor")
        .annotate(other_number=_other_number(at))
    )


def _other_number(at: datetime) -> Subquery:
    """The number of the article in the other language, if readers have it."""
    other = Article.objects.visible(at).of_story(OuterRef("story")).exclude(pk=OuterRef("pk"))
    return Subquery(other.values("number")[:1])


def facts(found: Article, at: datetime) -> dict[str, object]:
    """Return what the template needs; at most three queries, whatever the article holds."""
    around, related = companions(found, at), related_articles(found, at)
    return facts_with(found, around, related, getattr(found, "other_number", None))


def facts_with(
    found: Article, around: Companions, related: Sequence[Related], other_number: int | None
) -> dict[str, object]:
    """Return what the template needs, where what stands around the article is known already."""
    language = found.language
    editor = _person_link(found.column_editor, language)
    cover = [picture(found.cover, found.cover_facts, language)] if found.cover else []
    figures = as_placed(found.figures, found.body)
    gallery = numbered([*cover, *pictures(figures, language)])
    return {
        "article": found,
        "address": found.get_absolute_url(),
        "other_address": _address(other_number),
        "frame": around.frame,
        "column_name": found.column.name(language),
        "column_address": found.column.address(language),
        "columns_above": _columns_above(found),
        "earlier": around.earlier,
        "later": around.later,
        "keywords": around.keywords,
        "notices": around.notices,
        "related": related,
        "share": ways_to_share(found.title, absolute(found.get_absolute_url())),
        "qr": qr_code(absolute(found.get_absolute_url())),
        "cover": gallery[0] if cover else None,
        "pictures": gallery[len(cover) :],
        "gallery": gallery,
        "author": _person_link(found.author, language),
        # The credit line is kept as printed, and mostly names him already.
        "column_editor": None if editor and editor.name in found.credit_line else editor,
        "day_address": _day_address(found),
        "description": description(found),
    }


def for_machines(shown: dict[str, Any]) -> dict[str, object]:
    """Return what a public article's page says to programs, from what it says to readers."""
    article = shown["article"]
    with translation.override(DJANGO_LANGUAGE[article.language]):
        return {
            "card": card_pictures(article, shown["cover"])[0],
            "structured": structured_data(shown),
            "twin_address": reverse("reader:article-twin", args=[article.number]),
        }


def _columns_above(found: Article) -> list[Link]:
    """Return the article's column after the one above it, if there is one."""
    column = found.column
    columns = [column.parent, column] if column.parent else [column]
    return [Link(each.name(found.language), each.address(found.language)) for each in columns]


def _person_link(person: Person | None, language: str) -> Link | None:
    return Link(person.name(language), person_address(person.slug, language)) if person else None


def _day_address(found: Article) -> str:
    """Return the page of the day on which it was published; a preview may have none yet."""
    if found.published_at is None:
        return ""
    day = localtime(found.published_at)
    return Period(day.year, day.month, day.day).address(found.language)


def gone_or_404(number: int, at: datetime) -> HttpResponse:
    """Tell that an article has left the site, to those who could once read it.

    Raises Http404 where nobody could: an article that never appeared must not be betrayed.
    """
    once_public = Article.objects.filter(number=number, published_at__lte=at).exclude(
        public_state=PublicState.UNPUBLISHED
    )
    row = once_public.values_list(
        "language", "public_state", "public_text", _other_number(at)
    ).first()
    if row is None:
        raise Http404("No such article.")
    language, public_state, public_text, other_number = row
    is_final = public_state == PublicState.KILLED
    return render_page(
        "reader/gone.html",
        {
            "is_final": is_final,
            "public_text": public_text,
            "other_address": _address(other_number),
        },
        language=language,
        status=410 if is_final else 404,
    )


def _address(number: int | None) -> str:
    return reverse("reader:article", args=[number]) if number else ""
