"""An article as readers would have it if one of its revisions were published now."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import datetime

from articles.content import Content
from articles.editorial.dossier import is_seen
from articles.editorial.projection import related_rows, set_fields
from articles.models import Article, NoticeKind, RelatedLink, Revision


@dataclass(frozen=True, slots=True)
class Proof:
    """What publishing would write, made in memory: nothing of it is stored, or may be.

    `notice_kind` is what readers would be told of the change; None where they would be told none.
    """

    article: Article
    content: Content
    related: tuple[RelatedLink, ...]
    notice_kind: NoticeKind | None


def proof_of(article: Article, revision: Revision, at: datetime) -> Proof:
    """Return the article as it would be if this revision of it were published at `at`.

    The given article stays as it is. One query, for related links that are bare titles.
    """
    content = revision.content
    proof = copy(article)
    set_fields(proof, content)
    proof.published_at = article.published_at or at
    kind = _notice_kind(article, revision, content, at)
    if kind is not None:
        proof.updated_at = at
    return Proof(proof, content, tuple(related_rows(proof, content)), kind)


def _notice_kind(
    article: Article, revision: Revision, content: Content, at: datetime
) -> NoticeKind | None:
    """Return the kind of the notice that comes with words newer than those readers have."""
    live = article.live
    if live is None or not is_seen(article, at) or revision.number <= live.number:
        return None
    if content.change_class not in NoticeKind.values:
        return None
    return NoticeKind(content.change_class)
