"""The short round that a column may give to the correction of a mere typo."""

from __future__ import annotations

from articles.content import Content
from articles.editorial.change_class import ChangeClass
from articles.editorial.dossier import Dossier, is_seen
from articles.editorial.materiality import more_than_typo
from articles.models import Approval, Article

TYPO_LEVELS = 1
"""Levels of a round of a mere typo, where the column has `typo_by_one`."""


def is_short_round(dossier: Dossier) -> bool:
    """Tell whether a round that begins now is that of a mere typo."""
    return (
        dossier.article.column.typo_by_one
        and is_seen(dossier.article, dossier.at)
        and dossier.content.change_class == ChangeClass.TYPO
        and (not dossier.typo_doubts or dossier.typo_confirmed)
    )


def lengthen_round(article: Article, content: Content) -> None:
    """Give a short round the column's levels again, once new words are more than a typo.

    It starts anew at level 1; the caller saves the row.
    """
    if not article.typo_round or _is_typo(article, content):
        return
    article.typo_round = False
    article.levels = article.column.levels
    article.level = 1
    Approval.objects.filter(article=article).delete()


def _is_typo(article: Article, content: Content) -> bool:
    live = article.live
    return (
        live is not None
        and content.change_class == ChangeClass.TYPO
        and not more_than_typo(live.content, content)
    )
