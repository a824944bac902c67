"""The sample standing pages, in both languages: who we are, and by which rules we work."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from articles import editorial
from articles.models import Page
from articles.samples.data_files import read_data
from articles.samples.people import People

LANGUAGES = ("zh", "en")


def write_pages(people: People) -> None:
    """Publish the pages that are not there yet; those that are there stay as people made them."""
    there = set(Page.objects.values_list("slug", "language"))
    for facts in read_data("pages"):
        for language in LANGUAGES:
            if (facts["slug"], language) not in there:
                _write(facts["slug"], language, facts["order"], facts[language], people)


def _write(slug: str, language: str, order: int, words: dict[str, Any], people: People) -> None:
    body = "".join(words["body"]).replace("{contact}", settings.CONTACT_EMAIL)
    page = Page(
        slug=slug,
        language=language,
        order=order,
        title=words["title"],
        body=body,
        is_published=True,
    )
    editorial.edit_page(page, actor=people.chiefs[0], reason="Sample", base=0)
