"""The switch between the two languages."""

from __future__ import annotations

from django.test import Client, TestCase
from django.urls import reverse

from tests.factories import make_staff, make_user

SWITCH = reverse("accounts:language")


class LanguageTests(TestCase):
    def setUp(self) -> None:
        self.user = make_staff("editor", language="en")
        self.client.force_login(self.user)

    def test_it_is_stored_with_the_user_and_used_from_then_on(self) -> None:
        response = self.client.post(SWITCH, {"language": "zh", "next": "/admin/"}, follow=True)

        self.user.refresh_from_db()
        self.assertEqual(self.user.language, "zh")
        self.assertEqual(response.headers["Content-Language"], "zh-hans")

    def test_the_desk_offers_the_other_language(self) -> None:
        self.assertContains(self.client.get("/admin/"), 'value="zh"')
        self.client.post(SWITCH, {"language": "zh"})
        self.assertContains(self.client.get("/admin/"), 'value="en"')

    def test_it_leads_back_to_this_site_alone(self) -> None:
        for given, expected in (
            ("/admin/articles/article/?q=x", "/admin/articles/article/?q=x"),
            ("https://evil.example/", "/admin/"),
            ("//evil.example/", "/admin/"),
            ("javascript:x()", "/admin/"),
            ("", "/admin/"),
        ):
            with self.subTest(given=given):
                response = self.client.post(SWITCH, {"language": "zh", "next": given})

                self.assertRedirects(response, expected, 303, fetch_redirect_response=False)

    def test_a_reader_is_not_led_to_the_desk(self) -> None:
        reader = Client()
        reader.force_login(make_user("reader"))

        response = reader.post(SWITCH, {"language": "zh"})

        self.assertRedirects(response, "/accounts/profile/", 303, fetch_redirect_response=False)

    def test_another_language_is_refused(self) -> None:
        for given in ("fr", "", "zh-hans"):
            with self.subTest(given=given):
                self.assertEqual(self.client.post(SWITCH, {"language": given}).status_code, 400)

    def test_reading_changes_nothing(self) -> None:
        self.assertEqual(self.client.get(SWITCH, {"language": "zh"}).status_code, 405)

    def test_who_is_signed_out_meanwhile_comes_back_to_his_page_by_the_door(self) -> None:
        response = Client().post(SWITCH, {"language": "zh", "next": "/accounts/saved/"})

        self.assertEqual(response.status_code, 303)
        self.assertEqual(
            response.headers["Location"], "/accounts/sign-in/?next=%2Faccounts%2Fsaved%2F"
        )
