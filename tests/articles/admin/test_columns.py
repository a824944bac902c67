"""Columns and roles at the desk: by verbs, each leaving an event."""

from __future__ import annotations

from datetime import timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils.timezone import now

from accounts.models import User, UserSession
from articles.models import Column, ColumnRole, Event, Role
from tests.articles.admin.desk import signed_in
from tests.factories import PASSWORD, give_role, make_column, make_staff, make_user

ADD_COLUMN = reverse("admin:articles_column_add")
ADD_ROLE = reverse("admin:articles_columnrole_add")


class ColumnTests(TestCase):
    def setUp(self) -> None:
        self.boss = User.objects.create_superuser(
            "boss@example.org", PASSWORD, language="en", name_en="Boss"
        )
        self.client = signed_in(self.boss)
        self.settings_of_a_column = {
            "number": "77",
            "name_zh": "港口",
            "name_en": "Ports",
            "slug": "ports",
            "order": "3",
            "parent": "",
            "levels": "3",
            "four_eyes": "on",
        }

    def test_a_column_is_made_and_changed_by_the_verb(self) -> None:
        self.client.post(ADD_COLUMN, self.settings_of_a_column)
        column = Column.objects.get(slug="ports")
        address = reverse("admin:articles_column_change", args=[column.pk])
        self.client.post(address, {**self.settings_of_a_column, "levels": "1"})

        column.refresh_from_db()
        self.assertEqual(column.levels, 1)
        events = Event.objects.filter(column=column).order_by("number")
        self.assertEqual([event.verb for event in events], ["configure", "configure"])
        self.assertEqual([event.actor for event in events], [self.boss, self.boss])
        self.assertEqual(events[1].data, {"levels": [3, 1]})

    def test_settings_that_the_database_refuses_are_told_beside_the_field(self) -> None:
        make_column(slug="ports")
        for wrong, told in (
            ({}, "Another column has this short name."),
            ({"slug": "x", "levels": "4"}, "less than or equal to 3"),
            ({"slug": "x", "gate-doubled-word": "shout"}, "shout is not one of the available"),
        ):
            with self.subTest(wrong=wrong):
                response = self.client.post(ADD_COLUMN, {**self.settings_of_a_column, **wrong})

                self.assertContains(response, told)
                self.assertFalse(Column.objects.filter(number=77).exists())

    def test_what_findings_do_is_chosen_one_by_one(self) -> None:
        chosen = {"gate-doubled-word": "block-submit", "gate-banned-term": "warn"}
        self.client.post(ADD_COLUMN, {**self.settings_of_a_column, **chosen})
        column = Column.objects.get(slug="ports")
        self.assertEqual(column.gates, {"doubled-word": "block-submit", "banned-term": "warn"})
        Column.objects.filter(pk=column.pk).update(gates={**column.gates, "of-old": "ignore"})
        address = reverse("admin:articles_column_change", args=[column.pk])

        page = self.client.get(address)
        self.assertContains(page, "as by default (block publishing)", count=1)
        self.assertContains(page, '<option value="block-submit" selected>', count=1)
        self.client.post(address, {**self.settings_of_a_column, "gate-broken-address": "ignore"})

        column.refresh_from_db()
        self.assertEqual(column.gates, {"of-old": "ignore", "broken-address": "ignore"})
        event = Event.objects.filter(column=column).order_by("-number")[0]
        self.assertIn("gates", event.data)

    def test_a_help_text_is_text(self) -> None:
        self.assertContains(self.client.get(ADD_COLUMN), "/list/&lt;number&gt;.html")

    def test_a_role_is_given_and_taken_away_by_the_verbs(self) -> None:
        user, column = make_staff("new"), make_column()

        self.client.post(
            ADD_ROLE, {"user": str(user.pk), "column": str(column.pk), "role": "editor"}
        )
        role = ColumnRole.objects.get()
        self.assertEqual((role.user, role.column, role.role), (user, column, Role.EDITOR))
        take_away = reverse("admin:articles_columnrole_delete", args=[role.pk])
        self.assertContains(self.client.get(take_away), "Are you sure")
        self.client.post(take_away, {"post": "yes"})

        self.assertFalse(ColumnRole.objects.exists())
        verbs = Event.objects.filter(column=column).order_by("number")
        self.assertEqual([event.verb for event in verbs], ["grant", "revoke"])

    def test_nobody_gives_himself_a_role_and_reads_why(self) -> None:
        column = make_column()

        response = self.client.post(
            ADD_ROLE, {"user": str(self.boss.pk), "column": str(column.pk), "role": "chief"}
        )

        self.assertContains(response, "Nobody gives himself a role.")
        self.assertFalse(ColumnRole.objects.exists())

    def test_a_role_that_a_person_has_is_told(self) -> None:
        user, column = make_staff("new"), make_column()
        give_role(user, column, Role.EDITOR)

        response = self.client.post(
            ADD_ROLE, {"user": str(user.pk), "column": str(column.pk), "role": "editor"}
        )

        self.assertContains(response, "This person has this role here already.")

    def test_only_people_of_the_desk_are_offered(self) -> None:
        make_user("zebra")
        make_staff("gone", is_active=False)
        make_staff("colleague")

        response = self.client.get(ADD_ROLE)

        self.assertContains(response, "Colleague")
        self.assertNotContains(response, "Zebra")
        self.assertNotContains(response, "Gone")

    def test_a_role_is_never_changed_into_another(self) -> None:
        role = give_role(make_staff("new"), make_column(), Role.REPORTER)
        address = reverse("admin:articles_columnrole_change", args=[role.pk])

        response = self.client.post(address, {"role": "chief"})

        self.assertEqual(response.status_code, 403)
        role.refresh_from_db()
        self.assertEqual(role.role, Role.REPORTER)

    def test_giving_and_taking_away_ask_for_ones_own_password_again(self) -> None:
        role = give_role(make_staff("new"), make_column(), Role.REPORTER)
        UserSession.objects.update(authenticated_at=now() - timedelta(minutes=11))
        take_away = reverse("admin:articles_columnrole_delete", args=[role.pk])

        for address in (ADD_ROLE, take_away):
            with self.subTest(address=address):
                response = self.client.post(address, {"post": "yes"})

                self.assertEqual(response.status_code, 303)
                self.assertIn("/accounts/confirm/", response.headers["Location"])
        self.assertTrue(ColumnRole.objects.filter(pk=role.pk).exists())
