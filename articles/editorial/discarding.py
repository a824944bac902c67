"""Discarding a draft: work goes on from what readers have."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from articles.editorial.events import record
from articles.editorial.timetable import cancel
from articles.editorial.transaction import begin, end_round
from articles.editorial.verb import Verb
from articles.models import Article, Event, Stage


@transaction.atomic
def discard(article: Article, *, actor: User, revision: int, confirmed: bool) -> Event:
    """Make the live revision the head again; the round ends, and no revision is deleted.

    A scheduled change to the discarded words is cancelled; one to others stays. Raises Stale or
    Refused.
    """
    dossier = begin(article, Verb.DISCARD, actor, revision=revision, confirmed=confirmed)
    article = dossier.article
    data = {
        "live": article.live.number if article.live else None,
        "stage": article.stage,
        "cancelled_schedule": cancel(article, of=dossier.head),
    }
    end_round(article, Stage.CLEAN)
    article.head = article.live
    article.save()
    return record(article, Verb.DISCARD, actor=actor, revision=revision, data=data)
