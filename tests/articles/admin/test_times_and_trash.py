"""The list's filters of times and trash, and what it says of both."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate, now

from articles import editorial
from articles.models import Article, Schedule
from tests.articles.admin.desk import press, signed_in
from tests.factories import (
    approved,
    head_number,
    make_article,
    make_cast,
    make_content,
    make_live_article,
)

MOST_QUERIES = 20
LIST = reverse("admin:articles_article_changelist")


class TimesAndTrashTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast(levels=1)
        self.client = signed_in(self.cast.chief)

    def numbers(self, **parameters: str) -> set[int]:
        response = self.client.get(LIST, parameters)
        self.assertEqual(response.status_code, 200)
        return {article.number for article in response.context["cl"].result_list}

    def scheduled(self) -> Article:
        article = make_live_article(self.cast)
        content = make_content("New", change_class="update", notice_text="New.")
        editorial.save(article, content, actor=self.cast.reporter, base=1)
        approved(article, self.cast)
        editorial.schedule(
            article,
            actor=self.cast.chief,
            revision=head_number(article),
            at=now() + timedelta(days=1),
        )
        return article

    def test_each_choice_finds_its_articles_alone(self) -> None:
        at = now()
        change, parked = self.scheduled(), self.scheduled()
        Schedule.objects.filter(article=parked).update(parked_at=at, error="It was so.")
        embargo, over = make_article(self.cast), make_article(self.cast)
        set_fields = Article.objects.filter
        set_fields(pk=embargo.pk).update(embargo_until=at + timedelta(days=1))
        set_fields(pk=over.pk).update(embargo_until=at - timedelta(days=1))
        expiring, late = make_live_article(self.cast), make_live_article(self.cast)
        set_fields(pk=expiring.pk).update(expires_at=at + timedelta(days=6))
        set_fields(pk=late.pk).update(expires_at=at + timedelta(days=8))
        due, later = make_article(self.cast), make_article(self.cast)
        set_fields(pk=due.pk).update(review_due=localdate())
        set_fields(pk=later.pk).update(review_due=localdate() + timedelta(days=1))

        found = {
            choice: self.numbers(times=choice)
            for choice in ("change", "parked", "embargo", "expiring", "due")
        }

        self.assertEqual(
            found,
            {
                "change": {change.number},
                "parked": {parked.number},
                "embargo": {embargo.number},
                "expiring": {expiring.number},
                "due": {due.number},
            },
        )
        page = self.client.get(LIST)
        for note in (
            "a change at ",
            "a scheduled change is parked",
            "embargo until ",
            "expires ",
            "to be looked at again",
        ):
            self.assertContains(page, note)

    def test_the_trash_is_off_the_list_until_it_is_asked_for(self) -> None:
        kept, thrown = make_article(self.cast), make_article(self.cast)
        press(self.client, thrown, "trash")

        self.assertEqual(self.numbers(), {kept.number})
        self.assertEqual(self.numbers(trash="only"), {thrown.number})
        self.assertEqual(self.numbers(trash="with"), {kept.number, thrown.number})
        self.assertContains(self.client.get(LIST, {"trash": "only"}), "in the trash")
        self.assertContains(self.client.get(LIST), "without the trash")

    def test_forged_values_never_show_another_list(self) -> None:
        thrown = make_article(self.cast)
        press(self.client, thrown, "trash")

        for name in ("times", "trash"):
            for forged in ("yes", "", "\0", "1"):
                with self.subTest(name=name, forged=forged):
                    response = self.client.get(LIST, {name: forged})

                    self.assertEqual(response.status_code, 404)

    def test_the_list_costs_the_same_whatever_waits(self) -> None:
        self.scheduled()
        self.client.get(LIST)
        with CaptureQueriesContext(connection) as first:
            self.client.get(LIST)
        for _number in range(3):
            self.scheduled()

        with self.assertNumQueries(len(first)):
            self.client.get(LIST)
        self.assertLessEqual(len(first), MOST_QUERIES)
