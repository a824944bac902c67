"""A standing page, such as who we are and how we correct."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import Truncator
from django.utils.timezone import now

from articles.models import Page
from articles.reader.description import LONGEST_DESCRIPTION
from articles.reader.frame import frame
from articles.reader.navigation import other_language, page_address
from articles.reader.public_page import public_page, render_page
from articles.text.markup import plain_text


@public_page
def page(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show a page that the desk has given to readers; 404 while it has none in this language."""
    versions = {each.language: each for each in Page.objects.filter(slug=slug, is_published=True)}
    if language not in versions:
        raise Http404("No such page in this language.")
    other = other_language(language)
    other_address = page_address(slug, other) if other in versions else ""
    context = facts(versions[language], other_address, now())
    return render_page("reader/page.html", context, language=language)


def facts(found: Page, other_address: str, at: datetime) -> dict[str, object]:
    """Return what the template needs; one query."""
    return {
        "page": found,
        "name": found.title,
        "description": Truncator(plain_text(found.body)).chars(LONGEST_DESCRIPTION),
        "address": page_address(found.slug, found.language),
        "other_address": other_address,
        "frame": frame(found.language, at),
    }
