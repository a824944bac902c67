"""The trash: for what was never published. Nothing in it is ever deleted."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from articles.editorial.events import record
from articles.editorial.transaction import begin
from articles.editorial.verb import Verb
from articles.models import Article, Event, Stage


@transaction.atomic
def trash(article: Article, *, actor: User, revision: int) -> Event:
    """Put a draft into the trash; its story's language is free again. Raises Stale or Refused."""
    dossier = begin(article, Verb.TRASH, actor, revision=revision)
    article = dossier.article
    stage = article.stage
    article.trashed_at = dossier.at
    article.save()
    return record(article, Verb.TRASH, actor=actor, revision=revision, data={"stage": stage})


@transaction.atomic
def restore(article: Article, *, actor: User, revision: int) -> Event:
    """Take it out of the trash, as a draft. Raises Stale or Refused.

    An embargo that the story, public meanwhile in another language, has made pointless is cleared.
    """
    dossier = begin(article, Verb.RESTORE, actor, revision=revision)
    article = dossier.article
    data: dict[str, object] = {"trashed_at": article.trashed_at}
    public = dossier.facts(actor).siblings_public_from
    if article.embargo_until and public and public < article.embargo_until:
        data["cleared_embargo"] = article.embargo_until
        article.embargo_until = None
    article.trashed_at = None
    article.stage = Stage.DRAFT
    article.save()
    return record(article, Verb.RESTORE, actor=actor, revision=revision, data=data)
