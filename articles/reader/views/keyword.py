"""A keyword's page: all articles that carry it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from articles.models import Article, Keyword
from articles.reader.feeds.links import feed_links
from articles.reader.moved import keyword_formerly, moved_to
from articles.reader.navigation import keywords_with_page
from articles.reader.public_page import public_page
from articles.reader.views.list_page import list_page


@public_page
def keyword(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """List a keyword's articles. It has a page only while a visible article carries it.

    A former address leads to the present one.
    """
    at = now()
    found = Keyword.objects.filter(language=language, slug=slug, merged_into=None).first()
    if found is None:
        return moved_to(keyword_formerly(language, slug, at).get_absolute_url())
    counterpart = public_counterpart(found, at)
    return list_page(
        request,
        "reader/keyword.html",
        Article.objects.visible(at).filter(language=language, keyword_uses__tag=found),
        language=language,
        address=found.get_absolute_url(),
        other_address=counterpart.get_absolute_url() if counterpart else "",
        at=at,
        may_be_empty=False,
        name=found.name,
        feeds=feed_links("keyword-feed", language, found.slug, name=found.name),
    )


def public_counterpart(found: Keyword, at: datetime) -> Keyword | None:
    """Return the keyword's counterpart in the other language, if it has a page."""
    either_side = Q(counterpart=found) | Q(counterpart_of=found)
    return keywords_with_page(at).filter(either_side).first()
