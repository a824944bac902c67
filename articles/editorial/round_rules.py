"""What a save does to a round under way: the rule, for those who apply it and who foretell it."""

from __future__ import annotations

from articles.models import Article, Stage


def is_in_round(article: Article) -> bool:
    """Tell whether a round is under way."""
    return article.stage in (Stage.REVIEW, Stage.APPROVED)


def level_after_save(article: Article) -> int:
    """Return the level to which a save in a round sends it back: the one before, 1 at least.

    What is approved has reached its last level.
    """
    reached = article.levels if article.stage == Stage.APPROVED else article.level
    return max(1, reached - 1)
