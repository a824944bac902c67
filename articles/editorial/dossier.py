"""The dossier of an article: everything about it and its column's people, read once.

A page with eight buttons and their reasons, and the names of who can help, costs the same few
queries as one question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from django.utils.timezone import localdate, now

from accounts.models import User
from articles.content import TEXT_FIELDS, Content
from articles.editorial.change_class import ChangeClass
from articles.editorial.content_checks import OF_SURROUNDINGS, findings_of
from articles.editorial.facts import (
    Ask,
    Facts,
    Given,
    Partner,
    Place,
    Round,
    Times,
    Written,
    roles_of,
)
from articles.editorial.gates import blockers
from articles.editorial.materiality import more_than_typo
from articles.editorial.policy import judge
from articles.editorial.refusal import ALLOWED, Answer
from articles.editorial.surroundings import surroundings
from articles.editorial.verb import Verb
from articles.models import (
    Approval,
    Article,
    Column,
    ColumnRole,
    Dismissal,
    EditLock,
    PublicState,
    Revision,
    Role,
    Schedule,
    Stage,
    TypoConfirmation,
)
from articles.models.system import is_system_user
from articles.text.codes import CODES
from articles.text.findings import Finding, finding_key

if TYPE_CHECKING:
    from articles.editorial.gaps import Gap

LOCK_LIFETIME: Final = timedelta(seconds=90)  # four heartbeats and a half
LOCK_IDLE: Final = timedelta(minutes=5)  # after that anybody who may write may take it over

_OF_SIBLINGS: Final = (
    "story",
    "language",
    "column",
    "public_state",
    "published_at",
    "embargo_until",
)


def is_seen(article: Article, at: datetime) -> bool:
    """Whether readers have had the article: once they have, its published_at stays."""
    return article.live_id is not None and (
        article.published_at is not None and article.published_at <= at
    )


class Dossier:
    """Answers the policy's question about one article for any person."""

    def __init__(
        self, article: Article, at: datetime | None = None, *, scheduled: Schedule | None = None
    ) -> None:
        """Open it for the newest words, or for those of a scheduled change that is due."""
        self.article = article
        self.at = at or now()
        self._due = scheduled

    @cached_property
    def roles(self) -> dict[User, frozenset[Role]]:
        """The people of the column who may sign in, with their roles."""
        return roles_in(self.article.column_id)

    @cached_property
    def head(self) -> Revision:
        """The revision that is judged: work continues from it, unless a scheduled one is due."""
        if self._due is not None:
            return self._due.revision
        if self.article.head is None:
            raise Revision.DoesNotExist(f"Article {self.article.pk} has no head.")
        return self.article.head

    @cached_property
    def content(self) -> Content:
        """The words that are judged."""
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
    def siblings(self) -> tuple[Article, ...]:
        """The other articles of the story, without those in the trash."""
        story = Article.objects.of_story(self.article.story)
        return tuple(story.exclude(pk=self.article.pk).only(*_OF_SIBLINGS).order_by("pk"))

    @cached_property
    def embargo_until(self) -> datetime | None:
        """The latest embargo of the story, over all its articles."""
        return latest_embargo((self.article, *self.siblings))

    @cached_property
    def typo_doubts(self) -> tuple[str, ...]:
        """What in a change that is said to be a typo is more than that."""
        live = self.article.live
        if live is None or self.content.change_class != ChangeClass.TYPO:
            return ()
        return more_than_typo(live.content, self.content)

    @cached_property
    def typo_confirmed(self) -> bool:
        """Whether a second person has confirmed these very words as a typo; asked where doubted."""
        confirmed = TypoConfirmation.objects.filter(revision=self.head)
        return bool(self.typo_doubts) and confirmed.exists()

    @cached_property
    def schedule(self) -> Schedule | None:
        """The change that readers are to get later, parked or not."""
        if self._due is not None:
            return self._due
        # With who set it and for which words: the desk says both wherever it says that it is there.
        found = Schedule.objects.filter(article=self.article)
        return found.select_related("revision", "set_by").first()

    @cached_property
    def scheduled(self) -> tuple[bool, bool]:
        """Whether a change is scheduled, and whether readers have had other words since."""
        if self.schedule is None:
            return False, False
        return True, self.schedule.live_then_id != self.article.live_id

    @cached_property
    def lock(self) -> EditLock | None:
        """The lock on the article, while its tab's heartbeat is heard."""
        alive = EditLock.objects.filter(article=self.article, seen_at__gt=self.at - LOCK_LIFETIME)
        return alive.select_related("user").first()

    def writer_beside(self, person: User) -> User | None:
        """Return another person who has the article open to write."""
        return self.lock.user if self.lock and self.lock.user_id != person.pk else None

    def is_written_by_another(self, person: User) -> bool:
        """Tell whether another person is writing, with no long pause."""
        lock = self.lock if self.writer_beside(person) else None
        return lock is not None and lock.written_at > self.at - LOCK_IDLE

    @cached_property
    def _roles_by_column(self) -> dict[int, dict[User, frozenset[Role]]]:
        return {self.article.column_id: self.roles}

    def _roles_there(self, column: int, person: User) -> frozenset[Role]:
        known = self._roles_by_column
        if column not in known:
            known[column] = roles_in(column)
        return known[column].get(person, frozenset())

    @cached_property
    def blockers(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Sentences that block submitting, and publishing."""
        return blockers(self.content, self.article.column.gates, self._look_at_open)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All that the checks say of the words."""
        return tuple(self._look(CODES.keys()))

    @cached_property
    def dismissals(self) -> dict[str, Dismissal]:
        """The false alarms of the article by the key of their finding, with who said so."""
        found = Dismissal.objects.filter(article=self.article).select_related("by")
        return {each.key: each for each in found}

    def key_of(self, finding: Finding) -> str:
        """Return the key by which a finding of these words is dismissed and mended."""
        return finding_key(finding, self.text_of(finding.field))

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {name: self.content.plain(name) for name in TEXT_FIELDS}

    def text_of(self, field: str) -> str:
        """Return the plain text of a field that holds words; empty for any other."""
        return self._texts.get(field, "")

    def _look_at_open(self, codes: Collection[str]) -> list[Finding]:
        """Return the findings of these codes that nobody has dismissed."""
        found = self._look(codes)
        return [each for each in found if self.key_of(each) not in self.dismissals]

    def _look(self, codes: Collection[str]) -> list[Finding]:
        """Return the findings of these codes, seen from when readers may get the words."""
        content, language = self.content, self.article.language
        moment = max(self.at, self.article.published_at or self.at)
        around = None
        if OF_SURROUNDINGS.intersection(codes):
            around = surroundings([content], language, moment)
        return findings_of(content, language, around, codes, today=localdate(moment))

    def facts(self, person: User, ask: Ask | None = None) -> Facts:
        """Return what the policy needs to know of this person before this article."""
        article, around = self.article, self.round
        roles = self.roles.get(person, frozenset())
        owner_counts = any(user.pk == article.owner_id for user in self.roles)
        submit_blockers, publish_blockers = self.blockers
        is_scheduled, live_moved = self.scheduled
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
            times=times_of(article),
            title=article.title,
            head=self.head.number,
            column_levels=article.column.levels,
            is_scheduled=is_scheduled,
            live_moved=live_moved,
            level=article.level,
            levels=article.levels,
            four_eyes=article.four_eyes,
            gave_a_level=around.gave_a_level(person.pk),
            stand_in_used=around.stand_in_used(),
            wrote_before_review=around.wrote_before_review(person.pk),
            wrote_last=around.wrote_last(person.pk),
            wrote_since_live=around.wrote_since_live(person.pk),
            approved_head=around.approved(article.levels, self.head.number),
            submit_blockers=submit_blockers,
            publish_blockers=publish_blockers,
            embargo_until=self.embargo_until,
            change_class=self.content.change_class,
            notice_text=self.content.notice_text,
            typo_doubts=self.typo_doubts,
            typo_confirmed=self.typo_confirmed,
            has_siblings=bool(self.siblings),
            language_taken=any(each.language == article.language for each in self.siblings),
            siblings_embargo_until=latest_embargo(self.siblings),
            siblings_public_from=public_from(self.siblings),
            elsewhere=tuple(self._places(person, ask)),
            partner=self._partner(ask),
            lock_in_use=self.is_written_by_another(person),
        )

    def _places(self, person: User, ask: Ask | None) -> Iterator[Place]:
        """Yield the column to move to, the partner's, else those of the other languages."""
        if ask is not None and ask.column is not None:
            column = Column.objects.get(pk=ask.column)
            is_here = column.pk == self.article.column_id
            yield Place(self._roles_there(column.pk, person), column.levels, is_here=is_here)
            return
        others: Iterable[Article] = self.siblings
        if ask is not None and ask.other is not None:
            others = (Article.objects.get(pk=ask.other),)
        for other in others:
            yield Place(self._roles_there(other.column_id, person))

    def _partner(self, ask: Ask | None) -> Partner | None:
        if ask is None or ask.other is None:
            return None
        other = Article.objects.get(pk=ask.other)
        story = (other, *Dossier(other, self.at).siblings)
        return Partner(
            is_gone=other.public_state == PublicState.KILLED or other.trashed_at is not None,
            language_taken=any(each.language == self.article.language for each in story),
            embargo_until=latest_embargo(story),
            public_from=public_from(story),
        )

    def answer(self, person: User, verb: Verb, ask: Ask | None = None) -> Answer:
        """Return whether this person may, else the rule and who can clear it."""
        ask = ask or Ask(at=self.at)
        refusal = judge(verb, self.facts(person, ask), ask)
        if refusal is None:
            return ALLOWED
        return Answer(
            allowed=False,
            rule=refusal.rule,
            reason=refusal.reason,
            who=self.who_can(refusal.cleared_by),
        )

    def gaps(self, person: User, verb: Verb) -> tuple[Gap, ...]:
        """Return everything that stands between this person and the verb, and who can clear each.

        What only deserves to be known, like another person's lock, is there as a warning.
        """
        from articles.editorial.gaps import gaps  # it asks dossiers itself

        return gaps(self, person, verb)

    def who_can(self, verb: Verb | None) -> tuple[str, ...]:
        """Return the names of the column's people whom the policy would let do it now."""
        if verb is None:
            return ()
        ask = Ask(at=self.at)
        return tuple(
            sorted(user.name() for user in self.roles if judge(verb, self.facts(user), ask) is None)
        )


def times_of(article: Article) -> Times:
    """Return the moments of an article that `set_times` writes."""
    return Times(
        published_at=article.published_at,
        embargo_until=article.embargo_until,
        expires_at=article.expires_at,
        review_due=article.review_due,
    )


def latest_embargo(articles: Iterable[Article]) -> datetime | None:
    """Return the embargo that ends last."""
    return max((each.embargo_until for each in articles if each.embargo_until), default=None)


def public_from(articles: Iterable[Article]) -> datetime | None:
    """Return the earliest moment from which readers have, or will have, one of these."""
    moments = (
        each.published_at
        for each in articles
        if each.public_state == PublicState.LIVE and each.published_at
    )
    return min(moments, default=None)


def roles_in(column: int | None) -> dict[User, frozenset[Role]]:
    """Return the people of the column with this key who may sign in; none of one not stored yet."""
    if column is None:
        return {}
    values: dict[User, list[str]] = defaultdict(list)
    rows = ColumnRole.objects.filter(column=column, user__is_active=True).select_related("user")
    for row in rows:
        values[row.user].append(row.role)
    return {user: roles_of(found) for user, found in values.items()}
