"""The column's form warns when its people can't fill its levels."""

from __future__ import annotations

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from articles.models import Column, ColumnRole, Role
from tests.articles.admin.desk import signed_in
from tests.factories import PASSWORD, give_role, make_cast, make_column, make_staff

HEADING = "The people of this column are not enough for its levels"


class ShortageTests(TestCase):
    def setUp(self) -> None:
        self.boss = User.objects.create_superuser("boss@example.org", PASSWORD, language="en")
        self.client = signed_in(self.boss)

    def form(self, column: Column) -> str:
        return reverse("admin:articles_column_change", args=[column.pk])

    def filled_in(self, column: Column, **changes: str) -> dict[str, str]:
        return {
            "number": str(column.number),
            "name_zh": column.name_zh,
            "name_en": column.name_en,
            "slug": column.slug,
            "order": "0",
            "parent": "",
            "levels": str(column.levels),
            "four_eyes": "on",
            **changes,
        }

    def test_a_column_with_enough_people_is_not_warned_of(self) -> None:
        self.assertNotContains(self.client.get(self.form(make_cast(levels=3).column)), HEADING)

    def test_the_form_says_which_level_nobody_can_give_and_who_is_missing(self) -> None:
        column = make_column(levels=2)
        for number in range(2):
            give_role(make_staff(f"editor-{number}"), column, Role.EDITOR)

        page = self.client.get(self.form(column))

        self.assertContains(page, HEADING)
        self.assertContains(page, "approve level 2 of 2")
        self.assertContains(page, "one more person a chief editor here")

    def test_the_form_names_whose_articles_nobody_could_review(self) -> None:
        column = make_column(levels=1)
        only = make_staff("only-editor")
        give_role(only, column, Role.EDITOR)
        give_role(make_staff("reporter"), column, Role.REPORTER)

        page = self.client.get(self.form(column))

        self.assertContains(page, "What Only Editor writes, nobody here could review")
        self.assertNotContains(page, "What Reporter writes")

    def test_raising_the_levels_warns_at_once(self) -> None:
        column = make_column(levels=1)
        for number in range(2):
            give_role(make_staff(f"editor-{number}"), column, Role.EDITOR)

        page = self.client.post(self.form(column), self.filled_in(column, levels="2"), follow=True)

        column.refresh_from_db()
        self.assertEqual(column.levels, 2)
        self.assertContains(page, "approve level 2 of 2")

    def test_a_new_column_is_told_that_it_has_nobody(self) -> None:
        column = make_column()
        new = self.filled_in(column, number="99999", slug="new")

        page = self.client.post(reverse("admin:articles_column_add"), new, follow=True)

        self.assertContains(page, "approve level 1 of 2")

    def test_taking_the_last_chief_away_warns_at_once(self) -> None:
        cast = make_cast(levels=2)
        ColumnRole.objects.filter(user=cast.other_chief).delete()
        role = ColumnRole.objects.get(user=cast.chief)

        page = self.client.post(
            reverse("admin:articles_columnrole_delete", args=[role.pk]),
            {"post": "yes"},
            follow=True,
        )

        self.assertContains(page, "approve level 2 of 2")

    def test_names_are_escaped(self) -> None:
        column = make_column(levels=1)
        give_role(make_staff("x", name_en="<b>x</b>"), column, Role.EDITOR)
        give_role(make_staff("reporter"), column, Role.REPORTER)

        self.assertNotContains(self.client.get(self.form(column)), "<b>x</b>")

    def test_the_form_costs_the_same_with_many_people(self) -> None:
        column = make_column(levels=3)
        address = self.form(column)
        self.client.get(address)
        with CaptureQueriesContext(connection) as few:
            self.client.get(address)
        for number in range(30):
            role = (Role.REPORTER, Role.EDITOR, Role.CHIEF)[number % 3]
            give_role(make_staff(f"person-{number}"), column, role)

        with CaptureQueriesContext(connection) as many:
            self.client.get(address)

        self.assertEqual(len(few), len(many))
