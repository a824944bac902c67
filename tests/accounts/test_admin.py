"""Accounts at the desk: for administrators, and never one's own keys."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from accounts.models import Authenticator, AuthEvent, Device, Invitation, User, UserSession
from tests.factories import PASSWORD, make_staff, make_user

ADD = reverse("admin:accounts_user_add")
LIST = reverse("admin:accounts_user_changelist")


def page_of(user: User) -> str:
    return reverse("admin:accounts_user_change", args=[user.pk])


def end_sessions_of(user: User) -> str:
    return reverse("admin:accounts_user_end_sessions", args=[user.pk])


def form(user: User, **changes: Any) -> dict[str, Any]:
    """Return what a browser sends of the account's page as it stands, with these changes."""
    doors = {
        name: "on" for name in ("is_active", "is_staff", "is_superuser") if getattr(user, name)
    }
    return {
        "email": user.email,
        "name_zh": user.name_zh,
        "name_en": user.name_en,
        "language": user.language,
        "time_zone": user.time_zone,
        **doors,
        **changes,
    }


def reasons_of(user: User) -> list[tuple[str, str]]:
    return list(AuthEvent.objects.filter(user=user).order_by("pk").values_list("kind", "reason"))


class UserAdminTests(TestCase):
    def setUp(self) -> None:
        self.boss = User.objects.create_superuser(
            "boss@example.org", PASSWORD, language="en", name_en="Boss"
        )
        self.client.force_login(self.boss)

    def test_accounts_come_by_invitation_alone(self) -> None:
        self.assertEqual(self.client.get(ADD).status_code, 403)
        self.assertEqual(self.client.post(ADD, form(User(email="x@example.org"))).status_code, 403)
        self.assertContains(self.client.get(LIST), reverse("admin:accounts_invitation_add"))

    def test_no_page_takes_a_password(self) -> None:
        response = self.client.get(page_of(make_staff("colleague")))

        self.assertContains(response, "with a password")
        self.assertNotContains(response, 'type="password"')

    def test_another_spelling_of_a_known_address_is_refused(self) -> None:
        make_user(email="known@example.org")
        user = User.objects.create_user("tpyo@example.org")

        response = self.client.post(page_of(user), form(user, email="KNOWN@EXAMPLE.org"))

        self.assertContains(response, "There is an account with this address already.")

    def test_what_is_no_address_is_refused(self) -> None:
        user = User.objects.create_user("tpyo@example.org")
        for wrong in ("", "x", "a@b", "ı@example.org", "a" * 300 + "@example.org"):
            with self.subTest(wrong=wrong):
                response = self.client.post(page_of(user), form(user, email=wrong))

                self.assertContains(response, "errorlist")

    def test_a_time_zone_that_does_not_exist_is_refused(self) -> None:
        user = make_user()

        response = self.client.post(page_of(user), form(user, time_zone="Mars/Base"))

        self.assertContains(response, "There is no such time zone.")

    def test_nobody_changes_his_own_keys(self) -> None:
        response = self.client.get(page_of(self.boss))
        self.client.post(page_of(self.boss), form(self.boss, name_en="Chief", is_active=""))

        self.boss.refresh_from_db()
        self.assertNotContains(response, 'name="is_superuser"')
        self.assertEqual(self.boss.name_en, "Chief")
        self.assertTrue(self.boss.is_active and self.boss.is_staff and self.boss.is_superuser)

    def test_anothers_account_is_closed_instead_of_deleted_and_signed_out(self) -> None:
        user = make_staff("leaving")
        client = Client()
        client.force_login(user)

        self.client.post(page_of(user), form(user, is_active=""))

        user.refresh_from_db()
        self.assertFalse(user.is_active)
        self.assertFalse(UserSession.objects.filter(user=user).exists())
        self.assertIn(("rights-changed", f"active-off/by-{self.boss.pk}"), reasons_of(user))
        delete = reverse("admin:accounts_user_delete", args=[user.pk])
        self.assertEqual(self.client.post(delete, {"post": "yes"}).status_code, 403)

    def test_the_desk_is_not_opened_by_a_tick(self) -> None:
        reader = make_user("reader")

        response = self.client.post(page_of(reader), form(reader, is_staff="on"))

        reader.refresh_from_db()
        self.assertContains(response, "opened by an invitation")
        self.assertFalse(reader.is_staff)

    def test_an_administrator_is_made_of_a_colleague_and_an_event_says_by_whom(self) -> None:
        user = make_staff("colleague")

        self.client.post(page_of(user), form(user, is_superuser="on"))

        user.refresh_from_db()
        self.assertTrue(user.is_superuser)
        self.assertIn(("rights-changed", f"superuser-on/by-{self.boss.pk}"), reasons_of(user))

    def test_an_administrator_works_at_the_desk_as_well(self) -> None:
        reader = make_user("reader")

        response = self.client.post(page_of(reader), form(reader, is_superuser="on"))

        self.assertContains(response, "An administrator works at the desk as well.")

    def test_an_address_by_which_a_password_is_got_back_is_not_changed(self) -> None:
        user = make_staff("colleague")
        before = user.email

        self.client.post(page_of(user), form(user, email="mine@example.org"))

        user.refresh_from_db()
        self.assertEqual(user.email, before)

    def test_an_address_without_a_password_yet_is_corrected(self) -> None:
        user = User.objects.create_user("tpyo@example.org")

        self.client.post(page_of(user), form(user, email="typo@example.org"))

        user.refresh_from_db()
        self.assertEqual(user.email_canonical, "typo@example.org")
        self.assertIn(("address-changed", f"corrected/by-{self.boss.pk}"), reasons_of(user))

    def test_no_password_of_another_is_set(self) -> None:
        user = make_staff("colleague")
        before = user.password

        self.client.post(page_of(user), form(user, password="forged", password1="x"))

        user.refresh_from_db()
        self.assertEqual(user.password, before)

    def test_accounts_without_a_person_are_only_shown(self) -> None:
        user = User.objects.create_user("7@erased.invalid", is_active=False)

        response = self.client.post(page_of(user), form(user, is_active="on", name_en="Again"))

        user.refresh_from_db()
        self.assertEqual(response.status_code, 403)
        self.assertEqual((user.is_active, user.name_en), (False, ""))
        self.assertEqual(self.client.get(page_of(user)).status_code, 200)

    def test_changing_accounts_asks_for_ones_own_password_again(self) -> None:
        user = make_staff("colleague")
        UserSession.objects.filter(user=self.boss).update(
            authenticated_at=now() - timedelta(minutes=11)
        )
        for method in ("get", "post"):
            with self.subTest(method=method):
                response = getattr(self.client, method)(page_of(user), form(user, is_active=""))

                self.assertEqual(response.status_code, 303)
                self.assertIn("/accounts/confirm/?next=", response.headers["Location"])
        user.refresh_from_db()
        self.assertTrue(user.is_active)

    def test_the_second_factor_is_shown_and_can_be_looked_for(self) -> None:
        safe, unsafe = make_staff("safe"), make_staff("unsafe")
        at = now()
        Authenticator.objects.create(user=safe, sealed_seed="x", created_at=at, confirmed_at=at)

        page = self.client.get(page_of(safe))
        found = self.client.get(LIST + "?group=one-factor")

        self.assertContains(page, "an authenticator, and 0 recovery codes left")
        self.assertContains(self.client.get(page_of(unsafe)), "none")
        self.assertContains(found, unsafe.email)
        self.assertNotContains(found, safe.email)
        self.assertEqual(self.client.get(LIST + "?group=x").status_code, 404)

    def test_somebody_is_signed_out_everywhere_after_a_question(self) -> None:
        user = make_staff("colleague")
        for _ in range(2):
            Client().force_login(user)
        at = now()
        Device.objects.create(
            user=user,
            token_mac="m",
            created_at=at,
            last_seen_at=at,
            expires_at=at + timedelta(days=1),
        )

        question = self.client.get(end_sessions_of(user))
        answer = self.client.post(end_sessions_of(user), follow=True)

        self.assertContains(question, "has 2 open sessions")
        self.assertContains(answer, "2 sessions ended.")
        self.assertFalse(UserSession.objects.filter(user=user).exists())
        self.assertFalse(Device.objects.filter(user=user).exists())
        self.assertIn(("session-ended", f"all/by-{self.boss.pk}"), reasons_of(user))

    def test_ones_own_session_stays_when_the_others_end(self) -> None:
        Client().force_login(self.boss)

        self.client.post(end_sessions_of(self.boss))

        self.assertEqual(UserSession.objects.filter(user=self.boss).count(), 1)
        self.assertEqual(self.client.get(LIST).status_code, 200)

    def test_closing_an_account_takes_its_invitation_back(self) -> None:
        user = make_staff("invited")
        at = now()
        invitation = Invitation.objects.create(
            user=user, invited_by=self.boss, created_at=at, expires_at=at + timedelta(days=1)
        )

        self.client.post(page_of(user), form(user, is_staff=""))

        invitation.refresh_from_db()
        self.assertIsNotNone(invitation.revoked_at)

    def test_the_list_needs_as_many_queries_for_fifty_as_for_one(self) -> None:
        with CaptureQueriesContext(connection) as few:
            self.client.get(LIST)
        for number in range(50):
            make_staff(f"colleague-{number}")
        with self.assertNumQueries(len(few)):
            self.client.get(LIST)

    def test_a_keyholder_who_is_no_administrator_has_nothing_here(self) -> None:
        client = Client()
        client.force_login(make_staff("editor"))
        for address in (ADD, page_of(self.boss), end_sessions_of(self.boss), LIST):
            with self.subTest(address=address):
                self.assertEqual(client.get(address).status_code, 403)
                self.assertEqual(client.post(address, form(self.boss)).status_code, 403)
