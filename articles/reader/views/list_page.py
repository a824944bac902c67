"""What all pages that list articles have in common."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from articles.models.article import ArticleQuerySet
from articles.reader.frame import frame
from articles.reader.listing import asks_for_first_page, listing_or_404
from articles.reader.public_page import render_page


def list_page(
    request: HttpRequest,
    template: str,
    articles: ArticleQuerySet,
    *,
    language: str,
    address: str,
    at: datetime,
    may_be_empty: bool = True,
    shows_column: bool = True,
    **context: object,
) -> HttpResponse:
    """Render one page of `articles`, whose list stands at `address`.

    `?page=1` leads to the bare address. Raises Http404 as `listing_or_404` does, and for a list
    without articles unless it `may_be_empty`.
    """
    if asks_for_first_page(request.GET):
        return HttpResponsePermanentRedirect(address)
    listing = listing_or_404(articles.for_cards(), request.GET, address)
    if not listing.rows and not may_be_empty:
        raise Http404("Nothing to read here.")
    context |= {"listing": listing, "address": address, "shows_column": shows_column}
    context["frame"] = frame(language, at)
    return render_page(template, context, language=language)
