"""What accounts asks of us about one account: its part of the export, and its erasure."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import now

from accounts.models import User
from articles.models import SavedArticle
from articles.saved.lists import saved_by


def exported(user: User) -> dict[str, Any]:
    """Return the reader's list as plain JSON values, newest first."""
    return {
        "saved_articles": [
            {
                "article": row.article.number,
                # As on the list: nothing of an article that has left the site.
                "title": row.article.title if row.is_visible else None,  # type: ignore[attr-defined]
                "saved": row.at.isoformat(),
            }
            for row in saved_by(user, now())
        ]
    }


def forget(user: User) -> None:
    """Delete the reader's list."""
    SavedArticle.objects.filter(user=user).delete()
