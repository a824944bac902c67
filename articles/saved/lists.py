"""A reader's list, newest first, in pages that cost the same however long it has become."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from articles.models import Article, SavedArticle

PAGE_SIZE = 50


@dataclass(frozen=True)
class SavedPage:
    """Rows with `is_visible`; `older` is the `before` of the next page, 0 on the last."""

    rows: list[SavedArticle]
    older: int


def saved_page(user: User, at: datetime, *, before: int = 0) -> SavedPage:
    """Return the newest rows, or those below the key `before`; one query.

    Keys rather than times or numbers of pages: a row that was removed meanwhile shifts nothing.
    """
    rows = saved_by(user, at)
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    return SavedPage(shown, shown[-1].pk if len(found) > PAGE_SIZE else 0)


def saved_by(user: User, at: datetime) -> QuerySet[SavedArticle]:
    """Return a reader's rows with their articles, each knowing whether it `is_visible`.

    The title of an article that has left the site is in its row, but may be why it left: say
    nothing of such a one but its number.
    """
    visible = Article.objects.visible(at).filter(pk=OuterRef("article"))
    return (
        SavedArticle.objects.filter(user=user)
        .annotate(is_visible=Exists(visible))
        .select_related("article")
        .only("at", "article__number", "article__title", "article__language", "article__source")
        .order_by("-pk")
    )
