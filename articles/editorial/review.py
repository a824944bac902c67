"""Verbs of a round: submit, recall, approve, return."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from articles.editorial.events import record
from articles.editorial.facts import required_role
from articles.editorial.short_round import TYPO_LEVELS, is_short_round
from articles.editorial.timetable import cancel
from articles.editorial.transaction import begin, end_round
from articles.editorial.verb import Verb
from articles.models import Approval, Article, Event, Role, Stage


@transaction.atomic
def submit(article: Article, *, actor: User, revision: int) -> Event:
    """Begin a round at level 1, under the column's rules of this moment.

    A mere typo has one level where the column says so (`typo_by_one`).

    Raises Stale when `revision` is no longer the head, Refused for every other rule.
    """
    dossier = begin(article, Verb.SUBMIT, actor, revision=revision)
    article = dossier.article
    article.stage = Stage.REVIEW
    article.level = 1
    article.typo_round = is_short_round(dossier)
    article.levels = TYPO_LEVELS if article.typo_round else article.column.levels
    article.four_eyes = article.column.four_eyes
    article.save()
    return record(
        article,
        Verb.SUBMIT,
        actor=actor,
        revision=revision,
        data={
            "levels": article.levels,
            "four_eyes": article.four_eyes,
            "typo": article.typo_round,
        },
    )


@transaction.atomic
def recall(article: Article, *, actor: User, revision: int) -> Event:
    """Take it back from review to go on writing; the round ends. Raises Stale or Refused.

    A scheduled change to these very words is cancelled.
    """
    dossier = begin(article, Verb.RECALL, actor, revision=revision)
    article = dossier.article
    data = {"cancelled_schedule": cancel(article, of=dossier.head)}
    end_round(article, Stage.DRAFT)
    article.save()
    return record(article, Verb.RECALL, actor=actor, revision=revision, data=data)


@transaction.atomic
def approve(article: Article, *, actor: User, revision: int, opinion: str = "") -> Event:
    """Give the present level to exactly this revision, with an opinion (审稿意见).

    Raises Stale when `revision` is no longer the head, Refused for every other rule.
    """
    dossier = begin(article, Verb.APPROVE, actor, revision=revision)
    article, level = dossier.article, dossier.article.level
    stood_in = (
        required_role(level, article.levels) == Role.EDITOR
        and Role.EDITOR not in dossier.facts(actor).roles
    )
    Approval.objects.create(
        article=article,
        level=level,
        revision=dossier.head,
        approver=actor,
        stood_in=stood_in,
        opinion=opinion,
        at=dossier.at,
    )
    if level < article.levels:
        article.level = level + 1
    else:
        article.stage, article.level = Stage.APPROVED, 0
    article.save()
    return record(
        article,
        Verb.APPROVE,
        actor=actor,
        revision=revision,
        reason=opinion,
        data={"level": level, "levels": article.levels, "stood_in": stood_in},
    )


@transaction.atomic
def return_to_author(article: Article, *, actor: User, revision: int, reason: str) -> Event:
    """Send an article under review back, with what has to change; the round ends.

    A scheduled change to these very words is cancelled.

    Raises Stale when `revision` is no longer the head, Refused when the policy says no or
    `reason` is blank.
    """
    dossier = begin(article, Verb.RETURN, actor, revision=revision, reason=reason)
    article = dossier.article
    data = {
        "level": article.level or article.levels,
        "levels": article.levels,
        "cancelled_schedule": cancel(article, of=dossier.head),
    }
    end_round(article, Stage.RETURNED)
    article.save()
    return record(
        article, Verb.RETURN, actor=actor, revision=revision, reason=reason.strip(), data=data
    )
