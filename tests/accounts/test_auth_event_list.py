"""The record of sign-in events: read by administrators, narrowed down, quick when it is long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.admin.auth_event import MOST
from accounts.events import Kind, Outcome, record
from accounts.models import AuthEvent, User
from tests.accounts.people import somebody
from tests.factories import PASSWORD, make_staff

LIST = reverse("admin:accounts_authevent_changelist")
NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)  # noon in Shanghai


def rows(response: Any) -> int:
    found: int = response.context["cl"].result_count
    return found


class AuthEventListTests(TestCase):
    def setUp(self) -> None:
        self.boss = User.objects.create_superuser("boss@example.org", PASSWORD, language="en")
        self.client.force_login(self.boss)

    def found(self, query: str) -> int:
        return rows(self.client.get(f"{LIST}?{query}"))

    def test_kind_and_outcome_narrow_it_down(self) -> None:
        record(Kind.SIGN_IN, Outcome.FAILED, who=somebody(), reason="wrong")
        record(Kind.SIGN_IN, Outcome.DONE, who=somebody())
        record(Kind.MAIL, Outcome.FAILED, who=None, reason="code TimeoutError")

        self.assertEqual(self.found("kind=sign-in"), 2)
        self.assertEqual(self.found("outcome=failed"), 2)
        self.assertEqual(self.found("kind=sign-in&outcome=failed"), 1)

    def test_one_whole_address_finds_events_with_an_account_and_without(self) -> None:
        user = make_staff("li", email="Li@Example.org")
        record(Kind.PROFILE_CHANGED, Outcome.DONE, who=somebody(), user=user)
        record(Kind.CODE_ASKED, Outcome.DONE, who=somebody(), address="li@example.org")
        record(Kind.CODE_ASKED, Outcome.DONE, who=somebody(), address="nobody@example.org")

        self.assertEqual(self.found("q=LI@example.ORG"), 2)
        self.assertEqual(self.found("q=nobody@example.org"), 1)
        self.assertEqual(self.found("q=example.org"), 0)

    def test_an_address_is_found_under_a_former_secret_too(self) -> None:
        record(Kind.CODE_ASKED, Outcome.DONE, who=somebody(), address="li@example.org")
        former = settings.ACCOUNTS_CODE_PEPPER
        with override_settings(ACCOUNTS_CODE_PEPPER="new", ACCOUNTS_CODE_PEPPER_FALLBACKS=[former]):
            self.assertEqual(self.found("q=li@example.org"), 1)

    def test_days_are_those_of_the_site_and_both_included(self) -> None:
        for hours in (-13, -12, 0, 11, 12):  # midnight is 12 hours away
            AuthEvent.objects.create(
                at=NOON + timedelta(hours=hours), kind=Kind.MAIL, outcome=Outcome.DONE
            )

        self.assertEqual(self.found("since=2026-03-01&until=2026-03-01"), 3)
        self.assertEqual(self.found("kind=mail&until=2026-03-01"), 4)
        self.assertEqual(self.found("kind=mail&since=2026-03-01&until="), 4)

    def test_parameters_that_mean_nothing_are_not_there(self) -> None:
        for query in (
            "kind=x",
            "outcome=x",
            "since=x",
            "until=2026-02-30",
            "since=9999-12-31",
            "until=0001-01-01",
            "user__password=x",
            "since=%00",
        ):
            with self.subTest(query=query):
                status = self.client.get(f"{LIST}?{query}").status_code

                self.assertIn(status, (400, 403, 404))

    def test_the_form_of_the_days_keeps_the_other_filters(self) -> None:
        response = self.client.get(LIST + "?kind=mail&since=2026-03-01&p=1")

        self.assertContains(response, '<input type="hidden" name="kind" value="mail">')
        self.assertContains(response, 'value="2026-03-01"')

    def test_a_page_says_which_administrator_did_it(self) -> None:
        event = record(
            Kind.RIGHTS_CHANGED, Outcome.DONE, who=somebody(), reason=f"staff-off/by-{self.boss.pk}"
        )

        response = self.client.get(reverse("admin:accounts_authevent_change", args=[event.pk]))

        self.assertContains(response, self.boss.name())
        self.assertNotContains(response, 'name="_save"')

    def test_a_long_record_is_neither_counted_nor_read_as_a_whole(self) -> None:
        user = make_staff("li")
        with CaptureQueriesContext(connection) as few:
            self.client.get(LIST)
        AuthEvent.objects.bulk_create(
            (
                AuthEvent(at=NOON + timedelta(seconds=n), kind="sign-in", outcome="done", user=user)
                for n in range(MOST + 100)
            ),
            batch_size=2_000,
        )
        with self.assertNumQueries(len(few)):
            response = self.client.get(LIST + "?p=3")

        self.assertEqual(rows(response), MOST)
        self.assertEqual(len(response.context["cl"].result_list), 50)
        self.assertEqual(self.client.get(LIST + "?p=101").status_code, 404)
