"""Looking through stored bodies for what the policy on HTML no longer lets pass.

Nothing is written here: readers get every body cleaned anyway (`reader/body.py`), and an article
gets its clean text by being saved, as a revision that somebody reviews.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from articles.content import Content
from articles.models import Article, Page, Revision
from articles.text.cleaning import TextRefused, clean_html

BATCH: Final = 200  # articles read at once


@dataclass(frozen=True, slots=True)
class Outdated:
    """A text that cleaning would change, or refuse: then the message says why."""

    place: str
    paragraphs: tuple[str, ...]
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {', '.join(self.paragraphs)} {self.reason}".rstrip()


@dataclass
class Looked:
    """How far it has come: articles looked at, and the key of the last one."""

    articles: int = 0
    last: int = 0


def outdated_bodies(
    looked: Looked, tell: Callable[[Looked], None] | None = None
) -> Iterator[Outdated]:
    """Yield what the present policy would change, in heads and in what readers have.

    Begins behind the article `looked.last`, and counts there; standing pages come last.
    """
    while articles := list(
        Article.objects.filter(pk__gt=looked.last)
        .select_related("head", "live")
        .only("number", *(f"{at}__{name}" for at in ("head", "live") for name in _READ))
        .order_by("pk")[:BATCH]
    ):
        for article in articles:
            yield from _of_article(article)
            looked.articles += 1
            looked.last = article.pk
        if tell is not None:
            tell(looked)
    for page in Page.objects.order_by("pk").iterator():
        yield from _outdated(f"/page/{page.slug}/ ({page.language})", [("", page.body)])


_READ: Final = ("number", "json", "schema")


def _of_article(article: Article) -> Iterator[Outdated]:
    revisions: dict[int, Revision] = {
        each.pk: each for each in (article.head, article.live) if each is not None
    }
    for revision in revisions.values():
        content = Content.from_json(revision.json, revision.schema)
        place = f"#{article.number}, revision {revision.number}"
        yield from _outdated(place, ((each.id, each.html) for each in content.body))


def _outdated(place: str, paragraphs: Iterable[tuple[str, str]]) -> Iterator[Outdated]:
    changed = []
    for name, html in paragraphs:
        try:
            if clean_html(html) != html:
                changed.append(name)
        except TextRefused as refusal:
            yield Outdated(place, (name,), str(refusal))
    if changed:
        yield Outdated(place, tuple(changed))
