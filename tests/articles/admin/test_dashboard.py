"""The desk's first page: whose boxes hold what, and what it costs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from accounts.models import User
from articles import editorial
from articles.admin.dashboard import LATE, ROWS, age
from articles.content import Figure
from articles.models import Article, Autosave, Beat, Image, Role, Schedule
from tests.articles.admin.desk import make_image, signed_in
from tests.factories import (
    PASSWORD,
    Cast,
    approved,
    give_role,
    head_number,
    make_article,
    make_cast,
    make_content,
    make_live_article,
    submitted,
)

INDEX = reverse("admin:index")
MOST_QUERIES = 20


def board(user: User) -> dict[str, Any]:
    found: dict[str, Any] = signed_in(user).get(INDEX).context["board"]
    return found


def keys(lines: list[Any]) -> list[int]:
    return [line.article.pk for line in lines]


def scheduled(cast: Cast, at: datetime) -> Article:
    article = make_live_article(cast)
    change = make_content(title="A change", change_class="update", notice_text="More.")
    editorial.save(article, change, actor=cast.reporter, base=1)
    approved(article, cast)
    editorial.schedule(article, actor=cast.chief, revision=2, at=at)
    return article


def kept(user: User, article: Article | None, why: str = "It lost a race.") -> Autosave:
    at = now()
    return Autosave.objects.create(
        user=user, article=article, base=1, texts={"title": "x"}, at=at, kept_at=at, why=why
    )


class BoxTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast(levels=2)
        Beat.objects.create(name="schedule", at=now())

    def test_pictures_tell_a_week_before_that_readers_will_lose_them(self) -> None:
        cast, at = make_cast(), now()
        soon, later, over = (make_image() for _ in range(3))
        for image, days in ((soon, 6), (later, 8), (over, -1)):
            Image.objects.filter(pk=image.pk).update(rights_until=at + timedelta(days=days))
            make_live_article(cast, make_content(cover=Figure(image=image.pk)))
        make_article(cast, make_content(cover=Figure(image=soon.pk)))

        shown = board(cast.reporter)["pictures"]

        self.assertEqual([image for image, _line in shown], [over.pk, soon.pk])
        self.assertContains(signed_in(cast.chief).get(INDEX), f"picture {soon.pk}, until")
        self.assertEqual(board(make_cast().chief)["pictures"], [])

    def test_my_open_articles_are_mine_and_the_returned_ones_say_why(self) -> None:
        draft = make_article(self.cast)
        make_article(self.cast, owner=self.cast.editor)
        make_live_article(self.cast)
        back = submitted(make_article(self.cast), self.cast)
        editorial.return_to_author(
            back, actor=self.cast.editor, revision=1, reason="Name the second source."
        )

        found = board(self.cast.reporter)

        self.assertEqual(keys(found["mine"]), [draft.pk])
        self.assertEqual(keys(found["returned"]), [back.pk])
        self.assertEqual(found["returned"][0].why, "Name the second source.")
        self.assertIn("Editor", found["returned"][0].said)

    def test_what_waits_for_me_stands_by_age(self) -> None:
        first = submitted(make_article(self.cast), self.cast)
        second = submitted(make_article(self.cast), self.cast)
        own = submitted(make_article(self.cast, owner=self.cast.editor), self.cast)
        ready = approved(make_article(self.cast), self.cast)

        editors = board(self.cast.editor)["waiting"]
        chiefs = board(self.cast.other_chief)["waiting"]

        self.assertEqual([line.article.pk for _, line, _age in editors], [first.pk, second.pk])
        self.assertEqual(
            [line.article.pk for _, line, _age in chiefs],
            [first.pk, second.pk, own.pk, ready.pk],
        )

    def test_it_waits_since_the_last_step_of_its_review(self) -> None:
        article = submitted(make_article(self.cast), self.cast)
        at = moment_of(article, "submit")
        Article.objects.filter(pk=article.pk).update(changed_at=now() + timedelta(hours=1))

        ((since, _line, _age),) = board(self.cast.editor)["waiting"]

        self.assertEqual(since, at)

    def test_scheduled_are_first_publications_and_changes_to_come(self) -> None:
        at = now() + timedelta(days=1)
        first = self._to_come(at)
        change = scheduled(self.cast, at)

        found = board(self.cast.editor)

        self.assertEqual(keys(found["scheduled"]), [first.pk, change.pk])
        self.assertEqual(found["scheduled"][1].title, "A change")
        self.assertEqual(found["late"], [])

    def _to_come(self, at: datetime) -> Article:
        article = approved(make_article(self.cast), self.cast)
        editorial.publish(article, actor=self.cast.chief, revision=1, moment=at)
        return article

    def test_overdue_are_what_the_worker_missed_and_what_it_parked(self) -> None:
        at = now()
        missed, parked, fresh = (scheduled(self.cast, at + timedelta(days=1)) for _ in range(3))
        hours_ago = at - timedelta(hours=5)
        Schedule.objects.update(set_at=hours_ago, at=at - LATE - timedelta(seconds=1))
        Schedule.objects.filter(article=fresh).update(at=at - LATE + timedelta(minutes=1))
        Schedule.objects.filter(article=parked).update(parked_at=at, error="An embargo holds it.")

        found = board(self.cast.editor)

        self.assertEqual(keys(found["late"]), [parked.pk, missed.pk])
        self.assertEqual(found["late"][0].why, "An embargo holds it.")
        self.assertEqual(keys(found["scheduled"]), [fresh.pk])

    def test_review_due_are_those_of_today_and_before(self) -> None:
        due, _later = make_live_article(self.cast), make_live_article(self.cast)
        today = now().date()
        Article.objects.filter(pk=due.pk).update(review_due=today - timedelta(days=1))
        Article.objects.exclude(pk=due.pk).update(review_due=today + timedelta(days=2))

        self.assertEqual(keys(board(self.cast.editor)["review_due"]), [due.pk])

    def test_recently_published_are_newest_first_without_the_old(self) -> None:
        first, second, old = (make_live_article(self.cast) for _ in range(3))
        Article.objects.filter(pk=old.pk).update(published_at=now() - timedelta(days=31))

        self.assertEqual(keys(board(self.cast.editor)["recent"]), [second.pk, first.pk])

    def test_express_publications_stand_with_their_reason(self) -> None:
        article = make_article(self.cast)
        editorial.express(
            article, actor=self.cast.chief, revision=1, reason="The bridge is closed now."
        )

        response = signed_in(self.cast.reporter).get(INDEX)

        self.assertContains(response, "The bridge is closed now.")

    def test_kept_texts_are_ones_own(self) -> None:
        article = make_article(self.cast)
        mine = kept(self.cast.editor, article)
        begun = kept(self.cast.editor, None, "You were signed out.")
        kept(self.cast.chief, article, "The chief's text")

        response = signed_in(self.cast.editor).get(INDEX)

        self.assertEqual(
            {each.pk for each in response.context["board"]["kept_texts"]}, {mine.pk, begun.pk}
        )
        self.assertContains(response, "You were signed out.")
        self.assertNotContains(response, "The chief's text")

    def test_nothing_of_other_columns_is_on_it(self) -> None:
        secret = "A plan that strangers must not learn"
        content = make_content(title=secret)
        stranger = self.cast.stranger
        give_role(stranger, make_cast().column, Role.CHIEF)
        submitted(make_article(self.cast, content), self.cast)
        make_live_article(self.cast, content)
        article = make_article(self.cast, content)
        editorial.express(article, actor=self.cast.chief, revision=1, reason=secret)
        change = scheduled(self.cast, now() + timedelta(days=1))
        # He owned it when he still worked here.
        Article.objects.filter(pk=change.pk).update(owner=stranger)

        response = signed_in(stranger).get(INDEX)

        self.assertNotContains(response, secret)
        self.assertNotContains(response, "A change")

    def test_whoever_works_for_no_column_gets_no_boxes(self) -> None:
        boss = User.objects.create_superuser("boss@example.org", PASSWORD, language="en")

        response = signed_in(boss).get(INDEX)

        self.assertNotContains(response, "Waiting for me")

    def test_titles_and_reasons_are_escaped(self) -> None:
        article = make_article(self.cast, make_content(title="<b>bold</b>"))
        editorial.express(article, actor=self.cast.chief, revision=1, reason="<i>why</i>")
        kept(self.cast.reporter, article, "<u>lost</u>")

        response = signed_in(self.cast.reporter).get(INDEX)

        for markup in ("<b>bold</b>", "<i>why</i>", "<u>lost</u>"):
            self.assertNotContains(response, markup)


class WorkerTests(TestCase):
    def setUp(self) -> None:
        self.client = signed_in(make_cast().editor)

    def test_a_worker_that_never_ran_is_told(self) -> None:
        self.assertContains(self.client.get(INDEX), "The worker has never run")

    def test_a_silence_of_more_than_two_minutes_is_told(self) -> None:
        beat = Beat.objects.create(name="schedule", at=now() - LATE - timedelta(seconds=5))
        self.assertContains(self.client.get(INDEX), "nothing that is scheduled happens")
        beat.at = now() - LATE + timedelta(seconds=60)
        beat.save()

        response = self.client.get(INDEX)

        self.assertNotContains(response, "nothing that is scheduled happens")
        self.assertContains(response, "The worker last ran at")


class CostTests(TestCase):
    def test_it_costs_the_same_however_much_there_is(self) -> None:
        cast = make_cast(levels=2)
        boss = User.objects.create_superuser("boss@example.org", PASSWORD, language="en")
        give_role(boss, cast.column, Role.CHIEF)
        give_role(boss, cast.column, Role.EDITOR)
        for person in (cast.editor, boss):
            self._some(cast, person)
        people = (cast.editor, cast.chief, boss)
        few = {user.email: self._queries(user) for user in people}
        self._some(cast, boss)
        for _number in range(ROWS + 1):
            submitted(make_article(cast), cast)
            make_article(cast, owner=boss)
            give_role(cast.editor, make_cast().column, Role.EDITOR)

        many = {user.email: self._queries(user) for user in people}

        self.assertEqual(few, many)
        self.assertLessEqual(max(many.values()), MOST_QUERIES)

    def _some(self, cast: Cast, person: User) -> None:
        make_article(cast, owner=person)
        submitted(make_article(cast, owner=person), cast)
        back = submitted(make_article(cast, owner=person), cast)
        editorial.return_to_author(back, actor=cast.other_chief, revision=1, reason="No.")
        approved(make_article(cast), cast)
        scheduled(cast, now() + timedelta(days=1))
        due = make_live_article(cast)
        Article.objects.filter(pk=due.pk).update(review_due=now().date())
        fast = make_article(cast)
        editorial.express(fast, actor=cast.chief, revision=head_number(fast), reason="Now.")
        kept(person, back)

    def _queries(self, user: User) -> int:
        client = signed_in(user)
        client.get(INDEX)
        with CaptureQueriesContext(connection) as counted:
            client.get(INDEX)
        return len(counted)


class AgeTests(TestCase):
    def test_it_is_told_in_the_largest_fitting_unit(self) -> None:
        at = now()
        for minutes, said in (
            (-5, "0 minutes"),
            (1, "1 minute"),
            (59, "59 minutes"),
            (60, "1 hour"),
            (47 * 60 + 59, "47 hours"),
            (48 * 60, "2 days"),
        ):
            with self.subTest(minutes=minutes):
                self.assertEqual(age(at - timedelta(minutes=minutes), at), said)


def moment_of(article: Article, verb: str) -> datetime:
    at: datetime = article.events.filter(verb=verb).latest("pk").at
    return at
