"""What the checks must know beside a content: which of its pictures and links are in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q

from articles.content import Content
from articles.models import Article, Image
from articles.models.article import title_key
from articles.text.links import OUR_PATH

_LINK = re.compile(rf'<a href="([^"]*?){OUR_PATH.pattern}[^"]*"[^>]*>(.*?)</a>')


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
    return {number for each in content.body for number, _words in our_links(each.html)}


def our_links(html: str) -> Iterator[tuple[int, str]]:
    """Yield the number and the HTML of each link to an article of this site, in order."""
    for found in _LINK.finditer(html):
        if found[1] in ("", settings.SITE_URL):
            yield int(found[2]), found[3]


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
