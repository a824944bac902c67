"""Addresses that became others: one step leads to the one that holds now."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect

from articles.models import Keyword
from articles.reader.navigation import keywords_with_page

CACHE_CONTROL = "public, max-age=3600"
"""A keyword may take its former address back: an hour is as long as anybody goes round."""


def moved_to(address: str) -> HttpResponse:
    """Answer that a page has this address now, for good."""
    return HttpResponsePermanentRedirect(address, headers={"Cache-Control": CACHE_CONTROL})


def keyword_formerly(language: str, slug: str, at: datetime) -> Keyword:
    """Return the keyword that had this short name, or took over who had it.

    Raises Http404 where there is none, or it has no page.
    """
    found: Keyword | None = (
        keywords_with_page(at)
        .filter(former_slugs__language=language, former_slugs__slug=slug)
        .first()
    )
    if found is None:
        raise Http404("No keyword has this address, or had it.")
    return found
