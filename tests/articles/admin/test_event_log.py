"""The log of events: who may read it, its filters, its pages, what it costs."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import get_default_timezone, localtime, now

from accounts.models import User
from articles import editorial
from articles.admin.event_log import ROWS, day_of
from articles.models import Column, Event, Role
from tests.articles.admin.desk import signed_in
from tests.factories import (
    PASSWORD,
    give_role,
    make_article,
    make_cast,
    make_content,
    make_keyword,
    make_staff,
    submitted,
)

LOG = reverse("admin:articles_event_changelist")
MOST_QUERIES = 12


class LogTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast()
        self.article = make_article(self.cast, make_content(title="A port is dug"))
        self.chief = signed_in(self.cast.chief)

    def keys(self, client: Any = None, **parameters: str) -> list[int]:
        response = (client or self.chief).get(LOG, parameters)
        self.assertEqual(response.status_code, 200)
        return [row.event.pk for row in response.context["rows"]]

    def test_a_chief_reads_what_happened_in_his_columns(self) -> None:
        elsewhere = make_cast()
        make_article(elsewhere, make_content(title="A secret plan"))
        created = Event.objects.get(article=self.article)

        response = self.chief.get(LOG)

        self.assertEqual(self.keys(), [created.pk])
        self.assertContains(response, "A port is dug")
        self.assertNotContains(response, "A secret plan")

    def test_an_administrator_reads_of_columns_but_of_no_article(self) -> None:
        boss = User.objects.create_superuser("boss@example.org", PASSWORD, language="en")
        editorial.grant(make_staff("new"), self.cast.column, Role.EDITOR, actor=boss)

        response = signed_in(boss).get(LOG)

        self.assertEqual([row.event.verb for row in response.context["rows"]], ["grant"])
        self.assertNotContains(response, "A port is dug")

    def test_reporters_and_editors_read_the_history_of_articles_only(self) -> None:
        for person in (self.cast.reporter, self.cast.editor, self.cast.stranger):
            with self.subTest(person=person.name()):
                self.assertEqual(signed_in(person).get(LOG).status_code, 403)

    def test_a_former_chief_reads_nothing_any_more(self) -> None:
        self.cast.chief.column_roles.all().delete()

        self.assertEqual(self.chief.get(LOG).status_code, 403)

    def test_it_takes_no_orders(self) -> None:
        self.assertEqual(self.chief.post(LOG, {"action": "delete_selected"}).status_code, 403)

    def test_it_is_filtered_by_verb_person_column_and_day(self) -> None:
        second = make_cast()
        give_role(self.cast.chief, second.column, Role.CHIEF)
        other = make_article(second)
        submitted(self.article, self.cast)
        created, begun, sent = Event.objects.order_by("pk")
        today = localtime(now()).date()

        for wanted, found in (
            ({"verb": "submit"}, [sent]),
            ({"verb": "create"}, [begun, created]),
            ({"person": str(self.cast.reporter.pk)}, [created]),
            ({"column": str(second.column.pk)}, [begun]),
            ({"column": str(self.cast.column.pk), "verb": "create"}, [created]),
            ({"day": today.isoformat()}, [sent, begun, created]),
            ({"day": (today - timedelta(days=1)).isoformat()}, []),
            ({"verb": "", "person": "", "column": "", "day": ""}, [sent, begun, created]),
        ):
            with self.subTest(wanted=wanted):
                self.assertEqual(self.keys(**wanted), [event.pk for event in found])
        self.assertEqual(begun.article, other)

    def test_keywords_of_all_columns_are_in_it(self) -> None:
        make_keyword("rail")
        Event.objects.filter(keyword__isnull=False)

        self.assertEqual(len(self.keys()), Event.objects.count())

    def test_parameters_that_mean_nothing_are_not_there(self) -> None:
        elsewhere = make_cast()
        for wrong in (
            {"verb": "shout"},
            {"verb": "view"},
            {"person": "x"},
            {"person": str(elsewhere.chief.pk)},
            {"column": str(elsewhere.column.pk)},
            {"day": "yesterday"},
            {"day": "2026-02-30"},
            {"before": "-1"},
            {"before": "9" * 40},
            {"before": "²"},
            {"page": "2"},
            {"article__column": "1"},
        ):
            with self.subTest(wrong=wrong):
                self.assertEqual(self.chief.get(LOG, wrong).status_code, 404)

    def test_pages_follow_each_other_without_overlap_whatever_is_added(self) -> None:
        self._many(2 * ROWS)
        first = self.chief.get(LOG, {"verb": "save"})
        self._many(3)

        second = self.chief.get(LOG, {"verb": "save", "before": first.context["older"]})
        keys = [row.event.pk for page in (first, second) for row in page.context["rows"]]

        self.assertEqual(len(keys), 2 * ROWS)
        self.assertEqual(keys, sorted(set(keys), reverse=True))
        self.assertIsNone(second.context["older"])
        self.assertContains(first, f"?verb=save&amp;before={first.context['older']}")

    def test_reasons_and_names_are_escaped(self) -> None:
        editorial.express(
            self.article, actor=self.cast.chief, revision=1, reason="<script>alert(1)</script>"
        )

        self.assertNotContains(self.chief.get(LOG), "<script>alert(1)")

    def test_it_costs_the_same_however_much_happened(self) -> None:
        self._many(2)
        few = self._queries()
        self._many(2 * ROWS)
        for number in range(5):
            give_role(make_staff(f"more-{number}"), self.cast.column, Role.EDITOR)
            give_role(self.cast.chief, make_cast().column, Role.CHIEF)

        many = self._queries()

        self.assertEqual(few, many)
        self.assertLessEqual(many, MOST_QUERIES)

    def _many(self, count: int) -> None:
        """Append events past the verbs: nothing here looks at their seals."""
        newest = Event.objects.filter(article=self.article).count()
        Event.objects.bulk_create(
            Event(
                article=self.article,
                number=newest + number,
                verb="save",
                actor=self.cast.reporter,
                actor_name="Reporter",
                at=now(),
                mac="0",
            )
            for number in range(1, count + 1)
        )

    def _queries(self) -> int:
        self.chief.get(LOG)
        with CaptureQueriesContext(connection) as counted:
            self.chief.get(LOG)
        return len(counted)


class DayTests(TestCase):
    def test_a_day_is_one_of_the_sites_zone(self) -> None:
        first, following = day_of(date(2026, 11, 24))

        self.assertEqual(first, datetime(2026, 11, 24, tzinfo=get_default_timezone()))
        self.assertEqual(following - first, timedelta(days=1))


class RightsTests(TestCase):
    def test_closed_accounts_lead_nothing(self) -> None:
        cast = make_cast()
        boss = User.objects.create_superuser("boss@example.org", PASSWORD)
        for person in (cast.chief, boss):
            person.is_active = False
            person.save()

            with self.subTest(person=person.email):
                self.assertFalse(editorial.columns_in_log(person).exists())
                self.assertFalse(editorial.log_of(person).exists())

    def test_an_administrator_knows_every_column(self) -> None:
        make_cast()
        boss = User.objects.create_superuser("boss@example.org", PASSWORD)

        self.assertEqual(editorial.columns_in_log(boss).count(), Column.objects.count())
