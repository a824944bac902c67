"""A person's page: what he wrote and what he edited, in one language."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now

from articles.models import Article, Person
from articles.reader.navigation import other_language, person_address
from articles.reader.public_page import public_page
from articles.reader.views.list_page import list_page


@public_page
def person(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """List a person's articles. He has a page only while a visible article names him."""
    at = now()
    found = get_object_or_404(Person, slug=slug)
    theirs = Article.objects.visible(at).filter(Q(author=found) | Q(column_editor=found))
    other = other_language(language)
    has_other = theirs.filter(language=other).exists()
    return list_page(
        request,
        "reader/person.html",
        theirs.filter(language=language),
        language=language,
        address=person_address(found.slug, language),
        other_address=person_address(found.slug, other) if has_other else "",
        at=at,
        may_be_empty=False,
        name=found.name(language),
    )
