"""Related articles as readers get them."""

from __future__ import annotations

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
    return [line for link in links if (line := _line(link, article.language)) is not None]


def _line(link: RelatedLink, language: str) -> Related | None:
    ours = link.target or link.found
    is_public: bool = link.is_public  # type: ignore[attr-defined] # by for_readers
    if ours is not None and is_public:
        return Related(ours.title, ours.get_absolute_url(), ours.language, is_ours=True)
    if not link.title:
        return None
    # Judged again: rows written in bulk pass the field's own check by.
    address = link.address if is_safe_link(link.address) else ""
    return Related(link.title, address, language, is_ours=False)
