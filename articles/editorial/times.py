"""Setting an article's moments: publication, embargo, expiry, and the day of the next look."""

from __future__ import annotations

from dataclasses import fields

from django.db import transaction

from accounts.models import User
from articles.editorial.dossier import times_of
from articles.editorial.editions import announce, keys_of
from articles.editorial.events import record
from articles.editorial.facts import Times
from articles.editorial.transaction import begin
from articles.editorial.verb import Verb
from articles.models import Article, Event, PublicState


@transaction.atomic
def set_times(
    article: Article, times: Times, *, actor: User, revision: int, reason: str = ""
) -> Event | None:
    """Set all four moments; None, and nothing written, where all are as they were.

    Raises Stale or Refused.
    """
    dossier = begin(article, Verb.SET_TIMES, actor, revision=revision, times=times)
    article, before = dossier.article, times_of(dossier.article)
    changes = {
        each.name: [getattr(before, each.name), getattr(times, each.name)]
        for each in fields(Times)
        if getattr(before, each.name) != getattr(times, each.name)
    }
    if not changes:
        return None
    touched = keys_of(article)
    for name, (_old, new) in changes.items():
        setattr(article, name, new)
    article.save()
    event = record(
        article,
        Verb.SET_TIMES,
        actor=actor,
        revision=revision,
        reason=reason.strip(),
        data=changes,
    )
    if article.public_state != PublicState.UNPUBLISHED:
        announce(touched | keys_of(article))
    return event
