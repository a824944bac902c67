"""Waiting: the articles whose next step is a person's, asked of the policy in bulk.

A dossier for each would cost a handful of queries an article; here the facts that approving and
publishing depend on are read for all of them at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.timezone import now

from accounts.models import User
from articles.editorial.facts import Ask, Facts, Given, Round, Written, roles_of
from articles.editorial.policy import judge, refusals
from articles.editorial.verb import Verb
from articles.models import (
    Approval,
    Article,
    ColumnRole,
    PublicState,
    Revision,
    Role,
    Stage,
)

WINDOW: Final = 200
"""Candidates that are asked about, the longest waiting first; more than anybody does in a day."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article, and what this person could do to bring it on."""

    article: Article
    verb: Verb


def waiting_for(person: User, articles: QuerySet[Article], limit: int) -> list[Waiting]:
    """Return what waits for this person among `articles`, the longest unchanged first.

    To approve: what the policy lets him approve now. To publish: what is approved and his to
    publish, whatever gates are still open. Four queries, however much waits.
    """
    roles = _roles_by_column(person)
    found = list(_candidates(person, articles, roles)[:WINDOW])
    rounds = _rounds(found)
    ask = Ask(at=now())
    waiting = []
    for article in found:
        facts = _facts(person, article, roles[article.column_id], rounds[article.pk])
        if article.stage == Stage.REVIEW and judge(Verb.APPROVE, facts, ask) is None:
            waiting.append(Waiting(article, Verb.APPROVE))
        elif article.stage == Stage.APPROVED and not _is_anothers(Verb.PUBLISH, facts, ask):
            waiting.append(Waiting(article, Verb.PUBLISH))
    return waiting[:limit]


def _is_anothers(verb: Verb, facts: Facts, ask: Ask) -> bool:
    return any(refusal.rule == "role" for refusal in refusals(verb, facts, ask))


def _roles_by_column(person: User) -> dict[int, frozenset[Role]]:
    values: dict[int, list[str]] = defaultdict(list)
    if person.is_active:
        for column, role in ColumnRole.objects.filter(user=person).values_list("column", "role"):
            values[column].append(role)
    return {column: roles_of(found) for column, found in values.items()}


def _candidates(
    person: User, articles: QuerySet[Article], roles: Mapping[int, frozenset[Role]]
) -> QuerySet[Article]:
    """Return all that could be his by role, without what is plainly not; the policy has the say."""
    edits = [column for column, found in roles.items() if Role.EDITOR in found]
    leads = [column for column, found in roles.items() if Role.CHIEF in found]
    one_level = Q(column__in=edits, levels=1)
    to_approve = Q(stage=Stage.REVIEW) & (
        Q(column__in=leads) | one_level | Q(column__in=edits, level__lt=F("levels"))
    )
    to_publish = Q(stage=Stage.APPROVED) & (Q(column__in=leads) | one_level)
    gave = Approval.objects.filter(article=OuterRef("pk"), approver=person)
    return (
        # The stages once more, alone: an index holds them.
        articles.filter(stage__in=[Stage.REVIEW, Stage.APPROVED], trashed_at=None)
        .filter(to_approve | to_publish)
        .exclude(public_state=PublicState.KILLED)
        .exclude(Q(stage=Stage.REVIEW) & Exists(gave))
        .order_by("changed_at", "pk")
    )


def _rounds(articles: Iterable[Article]) -> dict[int, Round]:
    keys = [article.pk for article in articles]
    live = {article.pk: 0 for article in articles}
    written: dict[int, list[Written]] = defaultdict(list)
    given: dict[int, list[Given]] = defaultdict(list)
    since = Revision.objects.filter(article__in=keys).filter(
        Q(article__live=None) | Q(number__gte=F("article__live__number"))
    )
    rows = since.order_by().values_list(
        "article_id", "author_id", "number", "in_review", "pk", "article__live_id"
    )
    for article, author, number, in_review, key, live_key in rows:
        if key == live_key:
            live[article] = number
        else:
            written[article].append(Written(author, number, in_review))
    approvals = Approval.objects.filter(article__in=keys).order_by()
    for article, approver, level, revision, stood_in in approvals.values_list(
        "article_id", "approver_id", "level", "revision__number", "stood_in"
    ):
        given[article].append(Given(approver, level, revision, stood_in))
    return {
        key: Round(live=live[key], written=tuple(written[key]), given=tuple(given[key]))
        for key in keys
    }


def _facts(person: User, article: Article, roles: frozenset[Role], around: Round) -> Facts:
    return Facts(
        roles=roles,
        is_active=person.is_active,
        stage=Stage(article.stage),
        public_state=PublicState(article.public_state),
        is_trashed=article.trashed_at is not None,
        level=article.level,
        levels=article.levels,
        four_eyes=article.four_eyes,
        gave_a_level=around.gave_a_level(person.pk),
        stand_in_used=around.stand_in_used(),
        wrote_before_review=around.wrote_before_review(person.pk),
        wrote_last=around.wrote_last(person.pk),
    )
