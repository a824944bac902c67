"""The home page: what editors chose, the newest, each column; older ones on further pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.timezone import now

from articles.models import Article
from articles.models.article import ArticleQuerySet
from articles.reader.frame import frame
from articles.reader.front import Place, front
from articles.reader.listing import Listing, asks_for_first_page, listing_or_404
from articles.reader.navigation import home_address, other_language
from articles.reader.public_page import public_page, render_page


@public_page
def home(request: HttpRequest, language: str) -> HttpResponse:
    """Show the home page of a language; its further pages are the plain list of the newest."""
    address = home_address(language)
    if asks_for_first_page(request.GET):
        return HttpResponsePermanentRedirect(address)
    at = now()
    articles = Article.objects.visible(at).filter(language=language)
    listing = listing_or_404(articles.for_cards(), request.GET, address)
    context = facts(language, articles, listing, at)
    return render_page("reader/home.html", context, language=language)


def facts(
    language: str,
    articles: ArticleQuerySet,
    listing: Listing,
    at: datetime,
    proposed: Mapping[Place, Article] | None = None,
) -> dict[str, object]:
    """Return what the template needs; three queries at most. `proposed` as in `front`."""
    context: dict[str, object] = {
        "listing": listing,
        "address": listing.newest,
        "other_address": home_address(other_language(language)),
        "frame": frame(language, at),
        "shows_column": True,
    }
    if listing.is_first:
        found = front(language, articles, listing.rows, at, proposed)
        context |= {"front": found, "listing": _going_on(listing, found.latest)}
    return context


def _going_on(listing: Listing, latest: Sequence[Article]) -> Listing:
    """Return the listing with its way to older articles beginning behind the latest shown."""
    if not latest or latest[-1].pk == listing.rows[-1].pk:
        return listing
    return replace(listing, older=f"{listing.address}?before={latest[-1].number}")
