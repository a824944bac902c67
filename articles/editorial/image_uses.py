"""Knowing where each picture is used, in pending words too."""

from __future__ import annotations

from collections.abc import Sequence

from articles.content import Content
from articles.models import Article, ImageUse

Uses = dict[int, tuple[bool, bool]]
"""Whether a picture is in the head, and in what readers have; by its key."""


def note_uses(article: Article) -> None:
    """Write down which pictures the article's head and live revision show.

    The caller holds the article's lock, in the transaction that changed it.
    """
    stored = ImageUse.objects.filter(article=article)
    known: Uses = {row.image_id: (row.in_head, row.in_live) for row in stored}
    wanted = _uses_of(article)
    if wanted == known:
        return
    stored.delete()
    ImageUse.objects.bulk_create(_rows(article.pk, wanted))


def note_new_uses(articles: Sequence[Article], contents: Sequence[Content]) -> None:
    """Write it down for live articles that have one revision."""
    ImageUse.objects.bulk_create(
        row
        for article, content in zip(articles, contents, strict=True)
        for row in _rows(article.pk, dict.fromkeys(images_of(content), (True, True)))
    )


def images_of(content: Content) -> set[int]:
    """Return the pictures that a content shows: its cover and all of its figures."""
    cover = {content.cover.image} if content.cover else set()
    return cover | {figure.image for figure in content.figures}


def _uses_of(article: Article) -> Uses:
    head = images_of(article.head.content) if article.head else set()
    live = images_of(article.live.content) if article.live else set()
    return {image: (image in head, image in live) for image in head | live}


def _rows(article: int, uses: Uses) -> list[ImageUse]:
    return [
        ImageUse(article_id=article, image_id=image, in_head=in_head, in_live=in_live)
        for image, (in_head, in_live) in sorted(uses.items())
    ]
