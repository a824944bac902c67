"""Pairing the languages of a story, and separating them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from articles.editorial.editions import announce, keys_of
from articles.editorial.events import record
from articles.editorial.transaction import begin
from articles.editorial.verb import Verb
from articles.models import Article, Event, PublicState


@transaction.atomic
def pair(article: Article, other: Article, *, actor: User, revision: int) -> Event:
    """Let an article join the story of another, in another language.

    Both articles get an event: the history of each must say why it is shown with the other.
    Raises Stale or Refused.
    """
    dossier = begin(article, Verb.PAIR, actor, revision=revision, other=other.pk)
    article = dossier.article
    former, touched = article.story, keys_of(article)
    other = Article.objects.get(pk=other.pk)
    article.story = other.story
    article.save()
    return _told(
        article,
        [other],
        Verb.PAIR,
        actor=actor,
        revision=revision,
        data={"story": [former, article.story]},
        touched=touched,
    )


@transaction.atomic
def unpair(article: Article, *, actor: User, revision: int) -> Event:
    """Give an article a story of its own; the others keep theirs. Raises Stale or Refused."""
    dossier = begin(article, Verb.UNPAIR, actor, revision=revision)
    article, others = dossier.article, dossier.siblings
    former, touched = article.story, keys_of(article)
    article.story = uuid.uuid4()
    article.save()
    return _told(
        article,
        others,
        Verb.UNPAIR,
        actor=actor,
        revision=revision,
        data={"story": [former, article.story]},
        touched=touched,
    )


def _told(
    article: Article,
    others: Iterable[Article],
    verb: Verb,
    *,
    actor: User,
    revision: int,
    data: dict[str, object],
    touched: set[str],
) -> Event:
    """Record it on every article that it concerns, and announce what readers can see of it."""
    others = list(others)
    event = record(
        article,
        verb,
        actor=actor,
        revision=revision,
        data={**data, "with": [other.pk for other in others]},
    )
    for other in others:
        record(other, verb, actor=actor, data={**data, "with": [article.pk]})
    public = [each for each in (article, *others) if each.public_state != PublicState.UNPUBLISHED]
    if public:
        announce(touched.union(*(keys_of(each) for each in (article, *others))))
    return event
