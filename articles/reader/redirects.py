"""Old addresses: where there is nothing any more, readers are led to the article that was there."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.encoding import uri_to_iri
from django.utils.timezone import now

from articles.models import Article
from articles.models.redirect import LONGEST_ADDRESS
from articles.reader.moved import moved_to

NOT_FOUND = 404


class RedirectMiddleware:
    """Looks an address up that nothing answers, one query; every other answer passes by."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != NOT_FOUND or request.method not in ("GET", "HEAD"):
            return response
        address = uri_to_iri(request.get_full_path())
        if len(address) > LONGEST_ADDRESS or "\0" in address:
            return response
        found = Article.objects.visible(now()).filter(redirects__address=address)
        article = found.only("number").first()
        return moved_to(article.get_absolute_url()) if article else response
