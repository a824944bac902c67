"""Related articles as readers get them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from articles.models import Article, RelatedLink
from articles.text.links import is_safe_link


class Related(NamedTuple):
    """One line of the list. Without an address it is plain text: nobody has that article yet."""

    title: str
    address: str
    language: str
    is_ours: bool


def related_articles(article: Article, at: datetime) -> list[Related]:
    """Return the related articles in the editors' order; what was ours and is gone is left out."""
    links = (
        RelatedLink.objects.filter(article=article)
        .for_readers(at)
        .only(
            "position",
            "title",
            "address",
            "target__number",
            "target__title",
            "target__language",
            "found__number",
            "found__title",
            "found__language",
        )
    )
    return list(_lines(((link, _public(link)) for link in links), article.language))


def related_of_proof(links: Sequence[RelatedLink], language: str, at: datetime) -> list[Related]:
    """Return likewise what links that are not stored would become; one query, if any."""
    keys = {key for link in links if (key := link.target_id or link.found_id)}
    public = Article.objects.visible(at).only("number", "title", "language")
    ours = public.in_bulk(keys) if keys else {}
    return list(
        _lines(((link, ours.get(link.target_id or link.found_id)) for link in links), language)
    )


def _public(link: RelatedLink) -> Article | None:
    """Return the article of ours behind a link, where readers may see it."""
    is_public: bool = link.is_public  # type: ignore[attr-defined] # by for_readers
    return (link.target or link.found) if is_public else None


def _lines(links: Iterable[tuple[RelatedLink, Article | None]], language: str) -> Iterator[Related]:
    for link, ours in links:
        line = _line(link, ours, language)
        if line is not None:
            yield line


def _line(link: RelatedLink, ours: Article | None, language: str) -> Related | None:
    if ours is not None:
        return Related(ours.title, ours.get_absolute_url(), ours.language, is_ours=True)
    if not link.title:
        return None
    # Judged again: rows written in bulk pass the field's own check by.
    address = link.address if is_safe_link(link.address) else ""
    return Related(link.title, address, language, is_ours=False)
