"""Random verbs by random people: what readers get was approved in full, and nothing is lost.

The invariants are judged from the events and revisions alone, by a second, smaller account of the
rules than the policy's. Some guards are then taken away, to show that it would notice.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.utils.timezone import now
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from accounts.models import User
from articles import editorial
from articles.content import Content
from articles.editorial import Dossier, Refused, Times, Verb, times_of
from articles.editorial.guards import APPROVED_HEAD, EMBARGO, FOUR_EYES_LAST, HEAD, Guard
from articles.editorial.policy import POLICY
from articles.editorial.scheduling import apply_due, schedule, unschedule
from articles.editorial.table_sentences import NEXT_VERB
from articles.editorial.verification import flaws
from articles.models import Article, ColumnRole, Event, PublicState, Revision, Role, Stage
from tests.factories import make_cast, make_content, make_staff

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
BOUNDED = settings(
    max_examples=6 if "CI" in os.environ else 8,
    stateful_step_count=40,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

PEOPLE = st.sampled_from([3, 5, 3, 5, 4, 1, 2, 0, 6, 7])  # most often those who may do much
ARTICLES = st.integers(0, 1)
OLDER = st.sampled_from([0, 0, 0, 0, 1])  # how far behind the head the page is that one acts on


@dataclass
class Account:
    """What the events of one article say of its words: the second account of the rules."""

    levels: int = 0
    four_eyes: bool = True
    given: dict[int, tuple[int, int]] = field(default_factory=dict)  # level: revision, person
    proved: set[int] = field(default_factory=set)
    expressed: set[int] = field(default_factory=set)
    live: int | None = None

    def read(self, event: Event, authors: dict[int, int]) -> None:
        match event.verb:
            case Verb.SUBMIT:
                self.given = {}
                self.levels = event.data["levels"]
                self.four_eyes = event.data["four_eyes"]
            case Verb.APPROVE:
                assert event.revision is not None
                self.given[event.data["level"]] = (event.revision, event.actor_id)
            case Verb.SAVE | Verb.REVERT:
                level = event.data["level"]
                self.given = {n: it for n, it in self.given.items() if n < level}
            case Verb.SCHEDULE | Verb.PUBLISH:
                self._prove(event, authors)
            case Verb.EXPRESS:
                assert event.revision is not None
                self.expressed.add(event.revision)
        if event.verb in (Verb.PUBLISH, Verb.EXPRESS, Verb.APPLY):
            assert event.revision in self.proved | self.expressed, "nobody let these words out"
            self.live = event.revision

    def _prove(self, event: Event, authors: dict[int, int]) -> None:
        assert event.revision is not None
        assert set(self.given) == set(range(1, self.levels + 1)), "a level is missing"
        last, _person = self.given[self.levels]
        assert last == event.revision, "the last level is for other words"
        people = [person for _revision, person in self.given.values()]
        assert len(set(people)) == len(people), "one person gave two levels"
        saw = {person for revision, person in self.given.values() if revision == event.revision}
        if self.four_eyes:
            assert saw - {authors[event.revision]}, "only their author has approved the words"
        self.proved.add(event.revision)


class Desk(RuleBasedStateMachine):
    """Two articles, one in each language, in one of two columns with the same people."""

    def __init__(self) -> None:
        super().__init__()
        # Each example in a transaction that is rolled back: the next one finds an empty desk.
        self._transaction = transaction.atomic()
        self._transaction.__enter__()
        self.words = 0
        self.changed = True
        self.known: dict[int, tuple[int, int, str]] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._transaction.__exit__(None, None, None)

    @initialize(
        levels=st.integers(1, 3),
        others=st.integers(1, 3),
        four_eyes=st.sampled_from([True, True, False]),
        seen=st.sampled_from([True, True, False]),
    )
    def open(self, levels: int, others: int, four_eyes: bool, seen: bool) -> None:
        cast = make_cast(levels=levels, four_eyes=four_eyes)
        self.columns = [cast.column, make_cast(levels=others).column]
        everything = make_staff("everything")
        for role in Role:
            ColumnRole.objects.create(user=everything, column=cast.column, role=role)
        for held in list(ColumnRole.objects.filter(column=cast.column)):
            ColumnRole.objects.create(user=held.user, column=self.columns[1], role=held.role)
        self.people: list[User] = [
            cast.reporter,
            cast.editor,
            cast.other_editor,
            cast.chief,
            cast.other_chief,
            everything,
            cast.other_reporter,
            cast.stranger,
        ]
        self.articles = [
            editorial.create(
                make_content(f"Story {language}"),
                column=cast.column,
                language=language,
                actor=cast.reporter,
            ).pk
            for language in ("en", "zh")
        ]
        if seen:
            self.go_on(which=0, steps=5)

    def article(self, which: int) -> Article:
        return Article.objects.select_related("head", "live", "column").get(pk=self.articles[which])

    def perform(self, which: int, act: Callable[[Article], Any], *, older: int = 0) -> None:
        """Let a verb happen or be refused: then nothing at all has been written."""
        before, events = self.state(), Event.objects.count()
        try:
            done = act(self.article(which))
        except Refused:
            assert self.state() == before
            assert Event.objects.count() == events
            return
        if done is None:
            assert Event.objects.count() == events
            return
        assert not older, "somebody acted on words that are not the newest"
        assert Event.objects.count() > events
        self.changed = True

    def state(self) -> list[tuple[Any, ...]]:
        names = (
            *("pk", "head", "live", "stage", "level", "levels", "public_state", "column"),
            *(
                "published_at",
                "embargo_until",
                "expires_at",
                "trashed_at",
                "title",
                "body",
                "story",
            ),
        )
        return list(Article.objects.order_by("pk").values_list(*names))

    def head(self, which: int, older: int = 0) -> int:
        head = self.article(which).head
        assert head is not None
        return head.number - older

    def content(self, title: bool, change_class: str) -> Content:
        self.words += 1
        return make_content(
            f"Title {self.words}" if title else "A railway opens",
            body=[f"Sentence number {self.words}."],
            change_class=change_class,
            notice_text="It was wrong." if change_class == "correction" else "",
        )

    @rule(
        which=ARTICLES,
        by=PEOPLE,
        older=OLDER,
        title=st.booleans(),
        change_class=st.sampled_from(["", "typo", "update", "update", "correction"]),
    )
    def save(self, which: int, by: int, older: int, title: bool, change_class: str) -> None:
        content, base = self.content(title, change_class), self.head(which, older)
        self.perform(
            which,
            lambda article: editorial.save(article, content, actor=self.people[by], base=base),
            older=older,
        )

    @rule(which=ARTICLES, by=PEOPLE, older=OLDER, to=st.integers(1, 4))
    def revert(self, which: int, by: int, older: int, to: int) -> None:
        base = self.head(which, older)
        self.perform(
            which,
            lambda article: editorial.revert(article, actor=self.people[by], base=base, to=to),
            older=older,
        )

    @rule(
        which=ARTICLES,
        by=PEOPLE,
        older=OLDER,
        verb=st.sampled_from(
            [
                *(editorial.submit, editorial.approve, editorial.approve, editorial.publish),
                *(editorial.recall, editorial.confirm_typo, editorial.unpair),
                *(editorial.trash, editorial.restore, unschedule),
            ]
        ),
    )
    def act(self, which: int, by: int, older: int, verb: Callable[..., Any]) -> None:
        number = self.head(which, older)
        self.perform(
            which,
            lambda article: verb(article, actor=self.people[by], revision=number),
            older=older,
        )

    @rule(
        which=ARTICLES,
        by=PEOPLE,
        older=OLDER,
        reason=st.sampled_from(["Because.", "Because.", " "]),
        verb=st.sampled_from(
            [
                *(editorial.return_to_author, editorial.express, editorial.withdraw),
                editorial.reinstate,
            ]
        ),
    )
    def act_saying_why(
        self, which: int, by: int, older: int, reason: str, verb: Callable[..., Any]
    ) -> None:
        number = self.head(which, older)
        self.perform(
            which,
            lambda article: verb(article, actor=self.people[by], revision=number, reason=reason),
            older=older,
        )

    @rule(which=ARTICLES, steps=st.integers(1, 5), publishing=st.booleans())
    def go_on(self, which: int, steps: int, publishing: bool = True) -> None:
        """Do what comes next, by somebody who may: chance alone would hardly publish anything."""
        verbs: dict[Verb, Callable[..., Any]] = {
            Verb.SUBMIT: editorial.submit,
            Verb.APPROVE: editorial.approve,
            Verb.PUBLISH: editorial.publish,
        }
        for _ in range(steps):
            article = self.article(which)
            verb, dossier = NEXT_VERB[Stage(article.stage)], Dossier(article)
            if verb is None or verb not in verbs or (verb == Verb.PUBLISH and not publishing):
                return
            able = next((each for each in self.people if dossier.answer(each, verb)), None)
            if able is None:
                return
            act = partial(verbs[verb], actor=able, revision=self.head(which))
            self.perform(which, act)

    @rule(which=ARTICLES, by=PEOPLE, confirmed=st.booleans())
    def discard(self, which: int, by: int, confirmed: bool) -> None:
        number = self.head(which)
        self.perform(
            which,
            lambda article: editorial.discard(
                article, actor=self.people[by], revision=number, confirmed=confirmed
            ),
        )

    @rule(which=ARTICLES, by=PEOPLE, sure=st.sampled_from([False, False, True]))
    def kill(self, which: int, by: int, sure: bool) -> None:
        number = self.head(which)
        self.perform(
            which,
            lambda article: editorial.kill(
                article,
                actor=self.people[by],
                revision=number,
                reason="A court.",
                public_text="Removed.",
                title=article.title if sure else "Another",
            ),
        )

    @rule(which=ARTICLES, by=PEOPLE, to=st.integers(0, 1))
    def move(self, which: int, by: int, to: int) -> None:
        number = self.head(which)
        self.perform(
            which,
            lambda article: editorial.move(
                article, self.columns[to], actor=self.people[by], revision=number
            ),
        )

    @rule(which=ARTICLES, by=PEOPLE)
    def pair(self, which: int, by: int) -> None:
        other, number = self.article(1 - which), self.head(which)
        self.perform(
            which,
            lambda article: editorial.pair(article, other, actor=self.people[by], revision=number),
        )

    @rule(
        which=ARTICLES,
        by=PEOPLE,
        name=st.sampled_from(["published_at", "embargo_until", "expires_at"]),
        hours=st.sampled_from([None, -2, 1, 2, 30]),
    )
    def set_times(self, which: int, by: int, name: str, hours: int | None) -> None:
        moment = None if hours is None else now() + hours * HOUR
        number = self.head(which)

        def act(article: Article) -> Event | None:
            times: Times = replace(times_of(article), **{name: moment})
            return editorial.set_times(article, times, actor=self.people[by], revision=number)

        self.perform(which, act)

    @rule(which=ARTICLES, by=PEOPLE, hours=st.sampled_from([-1, 1, 5]))
    def publish_later(self, which: int, by: int, hours: int) -> None:
        number, moment = self.head(which), now() + hours * HOUR
        self.perform(
            which,
            lambda article: editorial.publish(
                article, actor=self.people[by], revision=number, moment=moment
            ),
        )

    @rule(which=ARTICLES, by=PEOPLE, hours=st.sampled_from([-1, 1, 5]))
    def schedule(self, which: int, by: int, hours: int) -> None:
        number, moment = self.head(which), now() + hours * HOUR
        self.perform(
            which,
            lambda article: schedule(article, actor=self.people[by], revision=number, at=moment),
        )

    @rule(hours=st.sampled_from([0, 2, 6]))
    def let_the_worker_run(self, hours: int) -> None:
        apply_due(now() + hours * HOUR)
        self.changed = True

    @invariant()
    def the_rules_hold(self) -> None:
        if not self.changed:
            return  # a refusal has written nothing, which `perform` has looked at
        self.every_public_word_was_let_out()
        self.no_revision_is_lost()
        self.events_verify()
        self.readers_see_only_live()
        self.no_story_is_public_under_embargo()
        self.changed = False

    def every_public_word_was_let_out(self) -> None:
        for pk in self.articles:
            authors = dict(Revision.objects.filter(article=pk).values_list("number", "author_id"))
            account = Account()
            for event in Event.objects.filter(article=pk).order_by("number"):
                account.read(event, authors)
            article = Article.objects.select_related("live").get(pk=pk)
            assert article.live is None or article.live.number == account.live

    def no_revision_is_lost(self) -> None:
        found = {
            row.pk: (row.article_id, row.number, repr(row.json))
            for row in Revision.objects.filter(article__in=self.articles)
        }
        assert self.known.items() <= found.items()
        self.known = found
        for pk in self.articles:
            numbers = sorted(number for article, number, _json in found.values() if article == pk)
            assert numbers == list(range(1, len(numbers) + 1))

    def events_verify(self) -> None:
        assert list(flaws()) == []

    def readers_see_only_live(self) -> None:
        for hours in (0, 3):
            for article in Article.objects.visible(now() + hours * HOUR):
                assert article.public_state == PublicState.LIVE
                assert article.trashed_at is None
                assert article.live is not None
                content = article.live.content
                assert article.title == content.title
                assert article.body == "\n".join(each.html for each in content.body)

    def no_story_is_public_under_embargo(self) -> None:
        for article in Article.objects.visible(now()):
            story = Article.objects.filter(story=article.story, trashed_at=None)
            assert not story.filter(embargo_until__gt=now()).exists()


def test_random_people_never_break_the_rules() -> None:
    run_state_machine_as_test(Desk, settings=BOUNDED)


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    desk.open(levels=1, others=1, four_eyes=True, seen=False)
    yield desk
    desk.teardown()


def mutated(monkeypatch: pytest.MonkeyPatch, verb: Verb, *gone: Guard, also: Stage) -> None:
    """Take guards away from a verb, and let it happen from one stage more."""
    (row,) = POLICY[verb]
    guards = tuple(each for each in row.guards if each not in gone)
    looser = replace(row, stages=row.stages | {also}, guards=guards)
    monkeypatch.setitem(POLICY, verb, (looser,))


def test_account_notices_words_published_without_their_review(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mutated(monkeypatch, Verb.PUBLISH, APPROVED_HEAD, also=Stage.REVIEW)
    desk.act(which=0, by=0, older=0, verb=editorial.submit)
    desk.act(which=0, by=3, older=0, verb=editorial.publish)
    with pytest.raises(AssertionError, match="a level is missing"):
        desk.every_public_word_was_let_out()


def test_account_notices_an_author_who_approved_himself(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutated(monkeypatch, Verb.APPROVE, FOUR_EYES_LAST, also=Stage.REVIEW)
    desk.save(which=0, by=1, older=0, title=True, change_class="")
    for verb in (editorial.submit, editorial.approve, editorial.publish):
        desk.act(which=0, by=1, older=0, verb=verb)
    with pytest.raises(AssertionError, match="only their author"):
        desk.every_public_word_was_let_out()


def test_account_notices_who_acts_on_words_that_he_has_not_seen(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mutated(monkeypatch, Verb.SUBMIT, HEAD, also=Stage.DRAFT)
    desk.save(which=0, by=1, older=0, title=True, change_class="")
    with pytest.raises(AssertionError, match="not the newest"):
        desk.act(which=0, by=1, older=1, verb=editorial.submit)


def test_account_notices_a_story_that_escapes_its_embargo(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutated(monkeypatch, Verb.PUBLISH, EMBARGO, also=Stage.APPROVED)
    desk.pair(which=0, by=1)
    desk.set_times(which=1, by=1, name="embargo_until", hours=2)
    desk.go_on(which=0, steps=3)
    with pytest.raises(AssertionError):
        desk.no_story_is_public_under_embargo()
