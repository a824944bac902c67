"""Corrections: all that readers of one language were told of changes, newest first."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.timezone import now

from articles.models import Article
from articles.reader.companions import notices_with_words
from articles.reader.frame import frame
from articles.reader.listing import Order, asks_for_first_page, listing_or_404
from articles.reader.navigation import other_language
from articles.reader.public_page import public_page, render_page

NEWEST_FIRST = Order("at", "pk")


@public_page
def corrections(request: HttpRequest, language: str) -> HttpResponse:
    """List the notices of articles that readers may see; a withdrawn one takes its own along."""
    at = now()
    address = reverse(f"reader:corrections-{language}")
    if asks_for_first_page(request.GET):
        return HttpResponsePermanentRedirect(address)
    visible = Article.objects.visible(at).filter(language=language)
    notices = (
        notices_with_words()
        .filter(article__in=visible)
        .select_related("article")
        .only("kind", "text", "at", "article__number", "article__title")
        .order_by("-at", "-pk")
    )
    return render_page(
        "reader/corrections.html",
        {
            "listing": listing_or_404(notices, request.GET, address, NEWEST_FIRST),
            "address": address,
            "other_address": reverse(f"reader:corrections-{other_language(language)}"),
            "frame": frame(language, at),
        },
        language=language,
    )
