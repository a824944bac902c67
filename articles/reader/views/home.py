"""The home page: the newest article first, then the others."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from articles.models import Article
from articles.reader.navigation import home_address, other_language
from articles.reader.public_page import public_page
from articles.reader.views.list_page import list_page


@public_page
def home(request: HttpRequest, language: str) -> HttpResponse:
    """Show what is new in a language; older articles on further pages."""
    at = now()
    return list_page(
        request,
        "reader/home.html",
        Article.objects.visible(at).filter(language=language),
        language=language,
        address=home_address(language),
        other_address=home_address(other_language(language)),
        at=at,
    )
