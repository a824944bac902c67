"""Editions: telling caches what readers can see anew. The last statement of a transaction."""

from __future__ import annotations

from django.utils.timezone import localtime

from articles.models import Article, announce

__all__ = ["announce", "keys_of", "row_keys"]


def keys_of(article: Article) -> set[str]:
    """Return the keys of all pages on which this article may stand."""
    return row_keys(article) | {
        f"k-{pk}" for pk in article.keyword_uses.values_list("tag_id", flat=True)
    }


def row_keys(article: Article) -> set[str]:
    """Return the same without its keywords' pages, from the row alone."""
    keys = {
        f"a-{article.pk}",
        f"c-{article.column_id}",
        f"s-{article.story}",
        f"home-{article.language}",
        f"feed-{article.language}",
        "search",
    }
    keys |= {f"p-{pk}" for pk in (article.author_id, article.column_editor_id) if pk}
    if article.published_at:
        day = localtime(article.published_at)
        keys |= {f"day-{day:%Y-%m-%d}", f"map-{day:%Y-%m}"}
    return keys
