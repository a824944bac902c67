"""Verbs on what belongs to the whole site: home pages, standing pages, keywords, pictures.

They are the business of every column's chief editors, pictures of its other people too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.utils.timezone import now

from accounts.models import User
from articles.editorial.events import newest_event
from articles.editorial.facts import Ask, Facts, roles_of
from articles.editorial.policy import judge
from articles.editorial.refusal import ALLOWED, Answer, Stale, require
from articles.editorial.verb import Verb
from articles.models import Article, ColumnRole, Image, Keyword, Page, Placement, PublicState, Role

SiteSubject = Placement | Page | Keyword | Image


def answer_on_site(
    user: User,
    verb: Verb,
    subject: SiteSubject,
    *,
    reason: str | None = None,
    moment: datetime | None = None,
) -> Answer:
    """Return whether this person may, else the rule and who can clear it."""
    article = None
    if isinstance(subject, Placement) and subject.article_id is not None:
        article = Article.objects.only("public_state", "trashed_at").get(pk=subject.article_id)
    held = ColumnRole.objects.filter(user=user).values_list("role", flat=True)
    facts = Facts(
        roles=roles_of(held),
        is_active=user.is_active,
        public_state=PublicState(article.public_state if article else PublicState.UNPUBLISHED),
        is_trashed=article is not None and article.trashed_at is not None,
    )
    refusal = judge(verb, facts, Ask(at=now(), reason=reason, moment=moment))
    if refusal is None:
        return ALLOWED
    who = _names(_those_who_may(verb, facts)) if refusal.cleared_by == verb else ()
    return Answer(allowed=False, rule=refusal.rule, reason=refusal.reason, who=who)


def begin_on_site(
    actor: User,
    verb: Verb,
    subject: SiteSubject,
    *,
    reason: str,
    moment: datetime | None = None,
    base: int | None = None,
) -> None:
    """Raise Refused unless the actor may, as his account and his roles are now.

    `base` is the number of the newest event that he saw of the subject, 0 of none: raises Stale
    where there is another one since.
    """
    person = User.objects.get(pk=actor.pk)
    require(answer_on_site(person, verb, subject, reason=reason, moment=moment))
    if base is not None and (newest := newest_event(subject)) != base:
        raise Stale(newest)


def _those_who_may(verb: Verb, facts: Facts) -> Iterable[User]:
    """Return who holds a role that the policy lets do it, with a reason."""
    ask = Ask(at=now(), reason=str(verb.label))
    roles = [
        role
        for role in Role
        if judge(verb, replace(facts, roles=roles_of([role]), is_active=True), ask) is None
    ]
    holders = ColumnRole.objects.filter(role__in=roles).values("user")
    return User.objects.filter(pk__in=holders, is_active=True)


def _names(users: Iterable[User]) -> tuple[str, ...]:
    return tuple(sorted(user.name() for user in users))
