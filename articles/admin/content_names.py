"""The names behind the keys of contents: persons, keywords, pictures, articles of ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import User
from articles import editorial
from articles.content import Content, Figure, Related
from articles.models import Article, Image, Keyword, Person


@dataclass(frozen=True, slots=True)
class Names:
    """Answers without a query; a key that is not in it is shown as a number."""

    language: str
    persons: Mapping[int, Person]
    keywords: Mapping[int, Keyword]
    images: Mapping[int, Image]
    articles: Mapping[int, str]

    def person(self, key: int | None) -> str:
        """Return a person's name in the article's language; empty for none."""
        if key is None:
            return ""
        return self.persons[key].name(self.language) if key in self.persons else f"#{key}"

    def keyword(self, key: int) -> str:
        """Return a keyword's name."""
        return self.keywords[key].name if key in self.keywords else f"#{key}"

    def image(self, key: int) -> Image | None:
        """Return a picture of the library."""
        return self.images.get(key)

    def related(self, link: Related) -> str:
        """Return what stands for a related link."""
        if link.target is not None:
            return self.articles.get(link.target) or _("an article of another column")
        return " | ".join(part for part in (link.address, link.title) if part)


def names_in(contents: Iterable[Content], *, user: User, language: str) -> Names:
    """Fetch the names in contents, in one query for each kind that occurs.

    Titles of our articles only as far as the user may know them: his columns', and public ones.
    """
    contents = list(contents)
    persons = {key for each in contents for key in (each.author, each.column_editor) if key}
    keywords = {key for each in contents for key in each.keywords}
    images = {figure.image for each in contents for figure in _figures(each)}
    targets = {link.target for each in contents for link in each.related if link.target}
    return Names(
        language=language,
        persons=_fetched(Person, persons),
        keywords=_fetched(Keyword, keywords),
        images=_fetched(Image, images),
        articles=_titles(targets, user),
    )


def _figures(content: Content) -> tuple[Figure, ...]:
    return (*((content.cover,) if content.cover else ()), *content.figures)


def _fetched(model: type[Model], keys: set[int]) -> dict[int, Any]:
    return model._default_manager.in_bulk(keys) if keys else {}


def _titles(keys: set[int], user: User) -> dict[int, str]:
    if not keys:
        return {}
    known = Article.objects.filter(editorial.known_to(user, now()), pk__in=keys)
    return {
        key: f"#{number} {title}"
        for key, number, title in known.values_list("pk", "number", "title")
    }
