"""A column's page: its articles in one language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now

from articles.models import Article, Column
from articles.reader.feeds.links import feed_links
from articles.reader.navigation import other_language
from articles.reader.public_page import public_page
from articles.reader.views.list_page import list_page


@public_page
def column(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """List a column's articles; a column that has none yet says so."""
    at = now()
    found = get_object_or_404(Column, number=number)
    return list_page(
        request,
        "reader/column.html",
        Article.objects.visible(at).filter(column=found, language=language),
        language=language,
        address=found.address(language),
        other_address=found.address(other_language(language)),
        at=at,
        shows_column=False,
        name=found.name(language),
        feeds=feed_links("column-feed", language, number, name=found.name(language)),
    )
