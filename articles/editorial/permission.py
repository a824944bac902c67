"""`can`: the one question that buttons, forms, commands and tests ask."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import now

from accounts.models import User
from articles.editorial.dossier import Dossier, roles_in
from articles.editorial.facts import Ask, Facts, roles_of
from articles.editorial.policy import judge
from articles.editorial.refusal import ALLOWED, Answer
from articles.editorial.site_wide import SiteSubject, answer_on_site
from articles.editorial.verb import Verb
from articles.models import Article, Column, ColumnRole, Event, Role
from articles.models.system import is_system_user

Subject = Article | Column | ColumnRole | SiteSubject


def can(user: User | AnonymousUser, verb: Verb, subject: Subject) -> Answer:
    """Return whether `user` may perform `verb` on `subject`, else the rule and who can clear it.

    An article answers for the verbs on it, a column for creating and importing in it and for its
    settings, a role for giving and taking it, a placement, a page, a keyword and a picture for
    what is done to them; none but the keyword need be stored yet.
    """
    if not isinstance(user, User):
        return Answer(allowed=False, rule="inactive")
    if isinstance(subject, Article):
        return Dossier(subject).answer(user, verb)
    if isinstance(subject, SiteSubject):
        return answer_on_site(user, verb, subject)
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


def columns_where(user: User, verb: Verb) -> list[Column]:
    """Return the columns in which a person may perform a verb on a column; one query for all."""
    held: dict[Column, list[str]] = defaultdict(list)
    for role in ColumnRole.objects.filter(user=user).select_related("column"):
        held[role.column].append(role.role)
    ask = Ask(at=now())
    return [
        column
        for column in sorted(held, key=lambda each: (each.order, each.number))
        if judge(verb, Facts(roles=roles_of(held[column]), is_active=user.is_active), ask) is None
    ]


def readable_by(user: User) -> QuerySet[Article]:
    """Return the articles that a person may view at the desk: those of his columns."""
    # Not `column__in`: SQLite would look up column after column and sort all that it finds.
    return Article.objects.filter(Exists(columns_of(user).filter(pk=OuterRef("column"))))


def known_to(user: User, at: datetime) -> Q:
    """Pick the articles whose title a person may know: of his columns, and what readers see."""
    readable = Q(pk__in=readable_by(user).values("pk"))
    return readable | Q(pk__in=Article.objects.visible(at).values("pk"))


def columns_of(user: User) -> QuerySet[Column]:
    """Return the columns in which a person has any role."""
    if not user.is_active:
        return Column.objects.none()
    return Column.objects.filter(pk__in=ColumnRole.objects.filter(user=user).values("column"))


def columns_led_by(user: User) -> QuerySet[Column]:
    """Return the columns whose chief editor a person is."""
    if not user.is_active:
        return Column.objects.none()
    chief = ColumnRole.objects.filter(user=user, role=Role.CHIEF)
    return Column.objects.filter(pk__in=chief.values("column"))


def columns_in_log(user: User) -> QuerySet[Column]:
    """Return the columns of the log that a person may read; none where he may not read it.

    Chief editors read of their columns. Administrators read of the settings of every column, of
    its articles only where they are chief editors.
    """
    if user.is_active and user.is_superuser:
        return Column.objects.all()
    return columns_led_by(user)


def log_of(user: User) -> QuerySet[Event]:
    """Return the events that a person may read in the log."""
    return _events_of(user, columns_led_by(user))


def events_readable_by(user: User) -> QuerySet[Event]:
    """Return the events that a person may read one by one: all that his columns' pages show."""
    return _events_of(user, columns_of(user))


def _events_of(user: User, columns: QuerySet[Column]) -> QuerySet[Event]:
    """Return events of columns, with what columns share; of settings for administrators."""
    keys = [column.pk for column in columns]
    known = Q(article__column__in=keys) | Q(column__in=keys)
    if keys:
        for shared in ("keyword", "person", "image", "page", "placement"):
            known |= Q(**{f"{shared}__isnull": False})
    if user.is_active and user.is_superuser:
        known |= Q(column__isnull=False) | Q(user__isnull=False)
    return Event.objects.filter(known)


def people_in_log(user: User) -> QuerySet[User]:
    """Return the people by whom a person may filter the log: his columns', or all of the desk."""
    if user.is_active and user.is_superuser:
        return User.objects.filter(is_staff=True).order_by("email_canonical")
    working = ColumnRole.objects.filter(column__in=columns_led_by(user))
    return User.objects.filter(pk__in=working.values("user")).order_by("email_canonical")
