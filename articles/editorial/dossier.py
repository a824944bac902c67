"""The dossier of an article: everything about it and its column's people, read once.

A page with eight buttons and their reasons, and the names of who can help, costs the same few
queries as one question.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from functools import cached_property

from django.db.models import Max
from django.utils.timezone import now

from accounts.models import User
from articles.content import Content
from articles.editorial.facts import Ask, Facts, Given, Round, Written, roles_of
from articles.editorial.gates import blockers
from articles.editorial.policy import judge
from articles.editorial.refusal import ALLOWED, Answer
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
from articles.models.system import is_system_user


def is_seen(article: Article, at: datetime) -> bool:
    """Whether readers have had the article: once they have, its published_at stays."""
    return article.live_id is not None and (
        article.published_at is not None and article.published_at <= at
    )


class Dossier:
    """Answers the policy's question about one article for any person."""

    def __init__(self, article: Article, at: datetime | None = None) -> None:
        self.article = article
        self.at = at or now()

    @cached_property
    def roles(self) -> dict[User, frozenset[Role]]:
        """The people of the column who may sign in, with their roles."""
        return roles_in(self.article.column_id)

    @cached_property
    def head(self) -> Revision:
        """The revision that work continues from; every stored article has one."""
        if self.article.head is None:
            raise Revision.DoesNotExist(f"Article {self.article.pk} has no head.")
        return self.article.head

    @cached_property
    def content(self) -> Content:
        """The words of the head."""
        return self.head.content

    @cached_property
    def round(self) -> Round:
        """Who wrote since `live`, and who approved in this round."""
        live = self.article.live.number if self.article.live else 0
        written = Revision.objects.filter(article=self.article, number__gt=live)
        given = Approval.objects.filter(article=self.article).select_related("revision")
        return Round(
            live=live,
            written=tuple(
                Written(*row) for row in written.values_list("author_id", "number", "in_review")
            ),
            given=tuple(
                Given(each.approver_id, each.level, each.revision.number, each.stood_in)
                for each in given
            ),
        )

    @cached_property
    def embargo_until(self) -> datetime | None:
        """The latest embargo of the story, over all its articles."""
        story = Article.objects.filter(story=self.article.story, trashed_at=None)
        latest: datetime | None = story.aggregate(latest=Max("embargo_until"))["latest"]
        return latest

    @cached_property
    def blockers(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Sentences that block submitting, and publishing."""
        return blockers(self.content, self.article.language, self.article.column.gates)

    def facts(self, person: User) -> Facts:
        """Return what the policy needs to know of this person before this article."""
        article, around = self.article, self.round
        roles = self.roles.get(person, frozenset())
        owner_counts = any(user.pk == article.owner_id for user in self.roles)
        submit_blockers, publish_blockers = self.blockers
        return Facts(
            roles=roles,
            is_active=person.is_active,
            is_system=is_system_user(person),
            is_administrator=person.is_superuser,
            stage=Stage(article.stage),
            public_state=PublicState(article.public_state),
            is_trashed=article.trashed_at is not None,
            is_owner=bool(roles) and article.owner_id == person.pk,
            has_owner=owner_counts,
            is_seen=is_seen(article, self.at),
            published_at=article.published_at,
            head=self.head.number,
            level=article.level,
            levels=article.levels,
            four_eyes=article.four_eyes,
            gave_a_level=around.gave_a_level(person.pk),
            stand_in_used=around.stand_in_used(),
            wrote_before_review=around.wrote_before_review(person.pk),
            wrote_last=around.wrote_last(person.pk),
            approved_head=around.approved(article.levels, self.head.number),
            submit_blockers=submit_blockers,
            publish_blockers=publish_blockers,
            embargo_until=self.embargo_until,
            change_class=self.content.change_class,
            notice_text=self.content.notice_text,
        )

    def answer(self, person: User, verb: Verb, ask: Ask | None = None) -> Answer:
        """Return whether this person may, else the rule and who can clear it."""
        ask = ask or Ask(at=self.at)
        refusal = judge(verb, self.facts(person), ask)
        if refusal is None:
            return ALLOWED
        return Answer(
            allowed=False,
            rule=refusal.rule,
            reason=refusal.reason,
            who=self.who_can(refusal.cleared_by),
        )

    def who_can(self, verb: Verb | None) -> tuple[str, ...]:
        """Return the names of the column's people whom the policy would let do it now."""
        if verb is None:
            return ()
        ask = Ask(at=self.at)
        return tuple(
            sorted(user.name() for user in self.roles if judge(verb, self.facts(user), ask) is None)
        )


def roles_in(column: int | None) -> dict[User, frozenset[Role]]:
    """Return the people of the column with this key who may sign in; none of one not stored yet."""
    values: dict[User, list[str]] = defaultdict(list)
    rows = ColumnRole.objects.filter(column=column, user__is_active=True).select_related("user")
    for row in rows:
        values[row.user].append(row.role)
    return {user: roles_of(found) for user, found in values.items()}
