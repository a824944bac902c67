"""Inviting a colleague at the desk: a form, a question, the act; and taking it back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core import mail
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from accounts.events import Kind, Outcome, record
from accounts.flow import retrieval
from accounts.models import Invitation, User, UserSession
from articles.models import ColumnRole, Event, Role
from tests.accounts.people import GOOD_PASSWORD, newest_code, somebody, work
from tests.articles.admin.desk import signed_in
from tests.factories import PASSWORD, give_role, make_column, make_staff, make_user

ADD = reverse("admin:accounts_invitation_add")
LIST = reverse("admin:accounts_invitation_changelist")
LI = "li@example.org"


def page_of(invitation: Invitation) -> str:
    return reverse("admin:accounts_invitation_change", args=[invitation.pk])


def form(**changes: Any) -> dict[str, Any]:
    return {"email": LI, "name_zh": "李", "name_en": "Li", "language": "en", **changes}


class InvitationTests(TestCase):
    def setUp(self) -> None:
        self.boss = User.objects.create_superuser(
            "boss@example.org", PASSWORD, language="en", name_en="Boss"
        )
        self.column = make_column(name_en="Ports")
        self.client = signed_in(self.boss)

    def work_of(self, role: str = "editor") -> dict[str, str]:
        return {"column": str(self.column.pk), "role": role}

    def invited(self, **changes: Any) -> Invitation:
        self.client.post(ADD, form(confirmed="new", **self.work_of(), **changes))
        return Invitation.objects.latest("created_at")

    def test_the_first_press_only_says_what_will_happen(self) -> None:
        response = self.client.post(ADD, form(**self.work_of()))

        self.assertContains(response, LI)
        self.assertContains(response, "There is no account with this address yet.")
        self.assertContains(response, "Ports")
        self.assertFalse(Invitation.objects.exists())
        self.assertFalse(User.objects.filter(email_canonical=LI).exists())

    def test_the_second_press_invites_and_gives_the_role_by_the_verb(self) -> None:
        response = self.client.post(ADD, form(confirmed="new", **self.work_of()))

        invitation = Invitation.objects.get()
        user = User.objects.get(email_canonical=LI)
        self.assertRedirects(response, page_of(invitation))
        self.assertEqual((user.name_zh, user.name_en, user.language), ("李", "Li", "en"))
        self.assertFalse(user.has_usable_password())
        role = ColumnRole.objects.get()
        self.assertEqual((role.user, role.column, role.role), (user, self.column, Role.EDITOR))
        event = Event.objects.get(column=self.column)
        self.assertEqual((event.verb, event.actor), ("grant", self.boss))
        work()
        self.assertEqual([letter.to for letter in mail.outbox], [[LI]])

    def test_the_invited_comes_in_by_a_mailed_code(self) -> None:
        invitation = self.invited()
        who = somebody()
        challenge = retrieval.ask(LI, who).challenge
        work()
        retrieval.confirm(challenge, newest_code(), GOOD_PASSWORD, who)

        response = self.client.get(page_of(invitation))

        self.assertContains(response, "has been accepted")
        self.assertNotContains(response, "Take the invitation back")
        self.assertTrue(User.objects.get(email_canonical=LI).check_password(GOOD_PASSWORD))

    def test_the_form_comes_back_with_what_was_typed(self) -> None:
        response = self.client.post(ADD, form(back="1", confirmed="new", **self.work_of()))

        self.assertContains(response, 'value="Li"')
        self.assertFalse(Invitation.objects.exists())

    def test_what_is_wrong_is_told_beside_the_field(self) -> None:
        for wrong, told in (
            ({"email": "x"}, "Enter an e-mail address such as name@example.org."),
            ({"email": ""}, "This field is required."),
            ({"email": "a" * 300 + "@example.org"}, "at most 254"),
            ({"email": "a\x00@example.org"}, "Null characters are not allowed"),
            ({"language": "fr"}, "not one of the available choices"),
            ({"column": str(self.column.pk)}, "Choose both a column and a role, or neither."),
            ({"role": "chief"}, "Choose both a column and a role, or neither."),
            ({"column": "x", "role": "chief"}, "not one of the available choices"),
            ({"column": "9" * 40, "role": "chief"}, "not one of the available choices"),
            ({"name_en": "x" * 101}, "at most 100"),
        ):
            with self.subTest(wrong=wrong):
                response = self.client.post(ADD, form(confirmed="new", **wrong))

                self.assertContains(response, told)
                self.assertFalse(Invitation.objects.exists())

    def test_a_colleague_who_begins_anew_is_told_of_before(self) -> None:
        make_staff("li", email=LI)

        response = self.client.post(ADD, form())

        self.assertContains(response, "begins anew")
        self.assertTrue(User.objects.get(email_canonical=LI).check_password(PASSWORD))

    def test_an_account_that_changed_since_is_asked_about_again(self) -> None:
        make_staff("li", email=LI)

        response = self.client.post(ADD, form(confirmed="new", **self.work_of()))

        self.assertContains(response, "has changed meanwhile", status_code=403)
        self.assertFalse(Invitation.objects.exists())
        self.assertFalse(ColumnRole.objects.exists())

    def test_oneself_and_other_administrators_are_not_invited(self) -> None:
        make_staff("peer", email="peer@example.org", is_superuser=True)
        for address in ("BOSS@example.org", "peer@example.org"):
            for confirmed in ("", "new", "colleague", "forged"):
                with self.subTest(address=address, confirmed=confirmed):
                    response = self.client.post(ADD, form(email=address, confirmed=confirmed))

                    self.assertContains(response, 'role="alert"', status_code=403)
        self.assertFalse(Invitation.objects.exists())

    def test_a_role_that_the_invited_has_already_is_no_hindrance(self) -> None:
        reader = make_user("li", email=LI)
        give_role(reader, self.column, Role.EDITOR)

        self.client.post(ADD, form(confirmed="reader", **self.work_of()))

        self.assertEqual(Invitation.objects.get().user, reader)
        self.assertEqual(ColumnRole.objects.count(), 1)

    def test_taking_it_back_takes_the_roles_with_it(self) -> None:
        invitation = self.invited()

        question = self.client.get(page_of(invitation))
        response = self.client.post(page_of(invitation), follow=True)

        self.assertContains(question, "Take the invitation back")
        self.assertContains(response, "The invitation was taken back.")
        invitation.refresh_from_db()
        self.assertIsNotNone(invitation.revoked_at)
        self.assertFalse(ColumnRole.objects.exists())
        self.assertFalse(User.objects.get(email_canonical=LI).is_staff)

    def test_taking_back_a_new_beginning_leaves_a_colleague_his_roles(self) -> None:
        give_role(make_staff("li", email=LI), self.column, Role.CHIEF)
        self.client.post(ADD, form(confirmed="colleague"))

        self.client.post(page_of(Invitation.objects.get()))

        self.assertEqual(ColumnRole.objects.get().role, Role.CHIEF)

    def test_what_is_over_is_not_taken_back(self) -> None:
        invitation = self.invited()
        Invitation.objects.update(accepted_at=now())

        response = self.client.post(page_of(invitation))

        self.assertContains(response, "no longer open", status_code=403)
        self.assertEqual(ColumnRole.objects.count(), 1)

    def test_the_list_shows_open_ones_and_others_on_demand(self) -> None:
        self.invited()
        self.invited(email="wang@example.org", name_en="Wang")
        Invitation.objects.filter(user__email=LI).update(expires_at=now() - timedelta(1))

        shown = self.client.get(LIST)
        expired = self.client.get(LIST + "?state=expired")

        self.assertContains(shown, "wang@example.org")
        self.assertNotContains(shown, LI)
        self.assertContains(expired, LI)
        self.assertNotContains(expired, "wang@example.org")
        self.assertContains(self.client.get(LIST + "?state=all"), LI)
        self.assertEqual(self.client.get(LIST + "?state=x").status_code, 404)

    def test_the_list_needs_as_many_queries_for_twenty_as_for_one(self) -> None:
        self.invited()
        self.client.get(LIST)  # takes the message along
        with CaptureQueriesContext(connection) as few:
            self.client.get(LIST)
        at = now()
        for number in range(20):
            Invitation.objects.create(
                user=make_staff(f"new-{number}"),
                invited_by=make_staff(f"boss-{number}"),
                created_at=at,
                expires_at=at + timedelta(1),
            )
        with self.assertNumQueries(len(few)):
            self.client.get(LIST)

    def test_the_form_is_filled_in_for_a_known_account(self) -> None:
        user = make_staff("lost")

        self.assertContains(self.client.get(f"{ADD}?user={user.pk}"), user.email)
        for key in ("x", "-1", "0", "9" * 40, "²", ""):
            with self.subTest(key=key):
                self.assertEqual(self.client.get(ADD, {"user": key}).status_code, 200)

    def test_inviting_and_taking_back_ask_for_ones_own_password_again(self) -> None:
        invitation = self.invited()
        UserSession.objects.update(authenticated_at=now() - timedelta(minutes=11))

        for address in (ADD, page_of(invitation)):
            with self.subTest(address=address):
                response = self.client.post(address, form(confirmed="new", email="x@example.org"))

                self.assertEqual(response.status_code, 303)
                self.assertIn("/accounts/confirm/", response.headers["Location"])
        self.assertEqual(list(Invitation.objects.open(now())), [invitation])

    def test_the_way_to_it_stands_on_the_index_for_administrators_alone(self) -> None:
        index = reverse("admin:index")

        self.assertContains(self.client.get(index), ADD)
        self.assertNotContains(signed_in(make_staff("editor")).get(index), ADD)

    def test_mails_that_failed_are_told_on_the_index_to_administrators_alone(self) -> None:
        index = reverse("admin:index")
        record(Kind.MAIL, Outcome.FAILED, who=None, reason="code TimeoutError")

        self.assertContains(self.client.get(index), "1 mail could not be sent")
        self.assertNotContains(signed_in(make_staff("editor")).get(index), "could not be sent")
