"""Accounts at the desk: for administrators, and never one's own keys."""

from __future__ import annotations

from typing import Any

from django.test import Client, TestCase
from django.urls import reverse

from accounts.models import User
from tests.factories import PASSWORD, make_staff, make_user

ADD = reverse("admin:accounts_user_add")


def page_of(user: User) -> str:
    return reverse("admin:accounts_user_change", args=[user.pk])


def form(**changes: Any) -> dict[str, Any]:
    return {
        "email": "New.Person@Example.org",
        "name_zh": "新人",
        "name_en": "New Person",
        "language": "zh",
        "time_zone": "Asia/Shanghai",
        "is_active": "on",
        **changes,
    }


class UserAdminTests(TestCase):
    def setUp(self) -> None:
        self.boss = User.objects.create_superuser(
            "boss@example.org", PASSWORD, language="en", name_en="Boss"
        )
        self.client.force_login(self.boss)

    def test_a_new_account_has_no_password(self) -> None:
        response = self.client.post(ADD, form(is_staff="on", password="forged", password1="forged"))

        user = User.objects.get_by_natural_key("new.person@example.org")
        self.assertEqual(response.status_code, 302)
        self.assertFalse(user.has_usable_password())
        self.assertTrue(user.is_staff)
        self.assertFalse(user.is_superuser)

    def test_the_page_says_how_a_first_password_is_given(self) -> None:
        response = self.client.get(ADD)

        self.assertContains(response, "manage.py changepassword")
        self.assertContains(response, "no password yet")
        self.assertNotContains(response, 'type="password"')

    def test_another_spelling_of_a_known_address_is_refused(self) -> None:
        make_user(email="known@example.org")

        response = self.client.post(ADD, form(email="KNOWN@EXAMPLE.org"))

        self.assertContains(response, "There is an account with this address already.")

    def test_what_is_no_address_is_refused(self) -> None:
        for wrong in ("", "x", "a@b", "ı@example.org", "a" * 300 + "@example.org"):
            with self.subTest(wrong=wrong):
                response = self.client.post(ADD, form(email=wrong))

                self.assertContains(response, "errorlist")

    def test_a_time_zone_that_does_not_exist_is_refused(self) -> None:
        response = self.client.post(ADD, form(time_zone="Mars/Base"))

        self.assertContains(response, "There is no such time zone.")

    def test_nobody_changes_his_own_keys(self) -> None:
        response = self.client.get(page_of(self.boss))
        self.client.post(page_of(self.boss), {**form(name_en="Chief Boss"), "is_active": ""})

        self.boss.refresh_from_db()
        self.assertNotContains(response, 'name="is_superuser"')
        self.assertEqual(self.boss.name_en, "Chief Boss")
        self.assertTrue(self.boss.is_active and self.boss.is_staff and self.boss.is_superuser)

    def test_anothers_account_is_closed_instead_of_deleted(self) -> None:
        user = make_staff("leaving")

        self.client.post(page_of(user), form(is_active="", is_staff="on"))

        user.refresh_from_db()
        self.assertFalse(user.is_active)
        delete = reverse("admin:accounts_user_delete", args=[user.pk])
        self.assertEqual(self.client.post(delete, {"post": "yes"}).status_code, 403)

    def test_an_address_by_which_a_password_is_got_back_is_not_changed(self) -> None:
        user = make_staff("colleague")
        before = user.email

        self.client.post(page_of(user), form(email="mine@example.org"))

        user.refresh_from_db()
        self.assertEqual(user.email, before)

    def test_an_address_without_a_password_yet_is_corrected(self) -> None:
        user = User.objects.create_user("tpyo@example.org")

        self.client.post(page_of(user), form(email="typo@example.org"))

        user.refresh_from_db()
        self.assertEqual(user.email_canonical, "typo@example.org")

    def test_no_password_of_another_is_set(self) -> None:
        user = make_staff("colleague")
        before = user.password

        self.client.post(page_of(user), form(password="forged", password1="x", password2="x"))

        user.refresh_from_db()
        self.assertEqual(user.password, before)

    def test_an_administrator_works_at_the_desk_as_well(self) -> None:
        response = self.client.post(ADD, form(is_superuser="on"))

        self.assertContains(response, "An administrator works at the desk as well.")

    def test_a_keyholder_who_is_no_administrator_has_nothing_here(self) -> None:
        client = Client()
        client.force_login(make_staff("editor"))
        for address in (ADD, page_of(self.boss), reverse("admin:accounts_user_changelist")):
            with self.subTest(address=address):
                self.assertEqual(client.get(address).status_code, 403)
                self.assertEqual(client.post(address, form()).status_code, 403)
