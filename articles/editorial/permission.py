"""`can`: the one question that buttons, forms, commands and tests ask."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.timezone import now

from accounts.models import User
from articles.editorial.dossier import Dossier, roles_in
from articles.editorial.facts import Ask, Facts
from articles.editorial.policy import judge
from articles.editorial.refusal import ALLOWED, Answer
from articles.editorial.verb import Verb
from articles.models import Article, Column, ColumnRole
from articles.models.system import is_system_user


def can(user: User | AnonymousUser, verb: Verb, subject: Article | Column | ColumnRole) -> Answer:
    """Return whether `user` may perform `verb` on `subject`, else the rule and who can clear it.

    An article answers for the verbs on it, a column for creating and importing in it and for its
    settings, a role (not stored yet, or stored) for giving and taking it.
    """
    if not isinstance(user, User):
        return Answer(allowed=False, rule="inactive")
    if isinstance(subject, Article):
        return Dossier(subject).answer(user, verb)
    return _answer_in_column(user, verb, subject)


def _answer_in_column(user: User, verb: Verb, subject: Column | ColumnRole) -> Answer:
    column = subject if isinstance(subject, Column) else subject.column
    roles = roles_in(column.pk)
    facts = Facts(
        roles=roles.get(user, frozenset()),
        is_active=user.is_active,
        is_system=is_system_user(user),
        is_administrator=user.is_superuser,
        is_himself=isinstance(subject, ColumnRole) and subject.user_id == user.pk,
    )
    refusal = judge(verb, facts, Ask(at=now()))
    if refusal is None:
        return ALLOWED
    return Answer(allowed=False, rule=refusal.rule, reason=refusal.reason)


def readable_by(user: User) -> QuerySet[Article]:
    """Return the articles that a person may view at the desk: those of his columns."""
    return Article.objects.filter(column__in=columns_of(user))


def columns_of(user: User) -> QuerySet[Column]:
    """Return the columns in which a person has any role."""
    if not user.is_active:
        return Column.objects.none()
    return Column.objects.filter(pk__in=ColumnRole.objects.filter(user=user).values("column"))
