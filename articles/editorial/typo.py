"""Confirming that a change which looks like more is a typo all the same."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from articles.editorial.events import record
from articles.editorial.transaction import begin
from articles.editorial.verb import Verb
from articles.models import Article, Event, TypoConfirmation


@transaction.atomic
def confirm_typo(article: Article, *, actor: User, revision: int) -> Event:
    """Let exactly this revision pass as a typo, on a second person's word. Raises Stale or Refused.

    The event keeps what was doubted.
    """
    dossier = begin(article, Verb.CONFIRM_TYPO, actor, revision=revision)
    TypoConfirmation.objects.create(revision=dossier.head, by=actor, at=dossier.at)
    return record(
        dossier.article,
        Verb.CONFIRM_TYPO,
        actor=actor,
        revision=revision,
        data={"doubts": dossier.typo_doubts},
    )
