"""Moving an article into another column."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from articles.editorial.editions import announce, keys_of
from articles.editorial.events import record
from articles.editorial.round_rules import is_in_round
from articles.editorial.timetable import cancel
from articles.editorial.transaction import begin, end_round
from articles.editorial.verb import Verb
from articles.models import Article, Column, Event, PublicState, Stage


@transaction.atomic
def move(article: Article, column: Column, *, actor: User, revision: int) -> Event:
    """Put it into another column, whose people and rules hold from now on.

    A review under way ends, a scheduled change is cancelled; what readers have stays, under the
    new column. Raises Stale or Refused.
    """
    dossier = begin(article, Verb.MOVE, actor, revision=revision, column=column.pk)
    article = dossier.article
    touched = keys_of(article)
    data = {
        "column": [article.column_id, column.pk],
        "columns": [str(article.column), str(column)],
        "stage": article.stage,
        "cancelled_schedule": cancel(article),
    }
    if is_in_round(article):
        end_round(article, Stage.DRAFT)
    article.column = column
    article.save()
    event = record(article, Verb.MOVE, actor=actor, revision=revision, data=data)
    if article.public_state != PublicState.UNPUBLISHED:
        announce(touched | keys_of(article))
    return event
