"""Notices: telling readers, with the words that make a change, that it was made."""

from __future__ import annotations

from datetime import datetime

from articles.content import Content
from articles.editorial.change_class import ChangeClass
from articles.models import Article, Notice, Revision


def tell_readers(
    article: Article, *, before: Revision, after: Revision, content: Content, at: datetime
) -> Notice | None:
    """Write the notice of a change that readers get now, and the time of the update on the row.

    None, and nothing written, for a mere typo. The caller has asked the policy that the change has
    a class, saves the row, and announces the pages in `notice_keys`.
    """
    if content.change_class == ChangeClass.TYPO:
        return None
    article.updated_at = at
    return Notice.objects.create(
        article=article,
        kind=content.change_class,
        text=content.notice_text.strip(),
        revision_from=before,
        revision_to=after,
        at=at,
    )


def notice_keys(article: Article) -> set[str]:
    """Return the keys of the pages on which a notice of this article stands."""
    return {f"corrections-{article.language}"}
