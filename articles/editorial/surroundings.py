"""What the checks must know beside a content: which of its pictures and links are in order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from articles.content import Content
from articles.models import Article, Image
from articles.models.article import title_key

OUR_LINK = re.compile(r'<a href="[^"]*?/details/([0-9]{1,9})\.(?:html|md)[^"]*"[^>]*>(.*?)</a>')


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is in order: pictures with a description of their own, and what readers may open."""

    described: frozenset[int] = frozenset()
    public: frozenset[int] = frozenset()
    public_numbers: frozenset[int] = frozenset()
    titles: frozenset[str] = frozenset()  # the keys of titles that would find their article


def surroundings(contents: Iterable[Content], language: str, at: datetime) -> Surroundings:
    """Look around contents of one language, at a moment; two queries at most, however many."""
    contents = list(contents)
    images = {
        figure.image
        for each in contents
        for figure in (*((each.cover,) if each.cover else ()), *each.figures)
        if not figure.alt.strip()
    }
    links = [link for each in contents for link in each.related]
    targets = {link.target for link in links if link.target is not None}
    titles = {title_key(link.title) for link in links if link.title and not link.address}
    numbers = {number for each in contents for number in linked_numbers(each)}
    public = _public(targets, numbers, titles, language, at)
    return Surroundings(
        described=_described(images, language),
        public=frozenset(key for key, *_others in public),
        public_numbers=frozenset(number for _key, number, *_others in public),
        titles=frozenset(title for *_others, title, its in public if its == language),
    )


def linked_numbers(content: Content) -> set[int]:
    """Return the numbers of our articles that the text links to."""
    return {
        int(found[1])
        for paragraph in content.body
        if "/details/" in paragraph.html
        for found in OUR_LINK.finditer(paragraph.html)
    }


def _described(images: set[int], language: str) -> frozenset[int]:
    if not images:
        return frozenset()
    found = Image.objects.in_bulk(images)
    return frozenset(
        key for key, image in found.items() if image.decorative or image.alt(language).strip()
    )


def _public(
    targets: set[int], numbers: set[int], titles: set[str], language: str, at: datetime
) -> list[tuple[int, int, str, str]]:
    if not (targets or numbers or titles):
        return []
    named = Q(language=language, title_key__in=titles) if titles else Q(pk__in=[])
    rows = Article.objects.visible(at).filter(Q(pk__in=targets) | Q(number__in=numbers) | named)
    return list(rows.values_list("pk", "number", "title_key", "language"))
