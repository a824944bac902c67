"""My kept text: what lost a race or a session, seen by its owner alone."""

from __future__ import annotations

import re

from django.conf import settings
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import editorial
from articles.models import Article, Autosave, ColumnRole
from tests.articles.admin.desk import filled_in, page_of, signed_in
from tests.factories import head_number, make_article, make_cast, make_content, make_user, submitted

WORDS = "My precious words"
LIST = "/admin/kept/"


def kept_at(row: Autosave) -> str:
    return reverse("admin:kept_text", args=[row.pk])


class LosingTests(TestCase):
    """Whatever stops a save: the text is stored for the person who sent it."""

    def setUp(self) -> None:
        self.cast = make_cast()
        self.article = make_article(self.cast)
        self.client = signed_in(self.cast.reporter)
        self.form = filled_in(self.article, verb="save", title=WORDS, note="Why I wrote it")

    def assert_kept(self, article: Article | None = None) -> Autosave:
        row = Autosave.objects.get()
        self.assertEqual((row.user, row.article), (self.cast.reporter, article or self.article))
        self.assertEqual(row.texts["title"], WORDS)
        self.assertTrue(row.why)
        return row

    def test_refused_in_review(self) -> None:
        submitted(self.article, self.cast)

        response = self.client.post(page_of(self.article), self.form)

        row = self.assert_kept()
        self.assertEqual(row.texts["note"], "Why I wrote it")
        self.assertContains(response, kept_at(row), status_code=403)

    def test_moved_out_of_the_column(self) -> None:
        ColumnRole.objects.filter(user=self.cast.reporter).delete()

        response = self.client.post(page_of(self.article), self.form)

        row = self.assert_kept()
        self.assertContains(response, kept_at(row), status_code=403)
        shown = self.client.get(kept_at(row))
        self.assertContains(shown, WORDS)
        self.assertNotContains(shown, str(self.article.number))
        self.assertNotContains(shown, "Put it into the form")

    def test_no_longer_staff(self) -> None:
        editorial.save(self.article, make_content("His"), actor=self.cast.reporter, base=1)
        self.cast.reporter.is_staff = False
        self.cast.reporter.save()

        self.client.post(page_of(self.article), self.form)

        self.assert_kept()

    def test_a_form_without_its_revision(self) -> None:
        self.client.post(page_of(self.article), {**self.form, "base": "x"})

        self.assertIsNone(self.assert_kept().base)

    def test_a_form_older_than_the_sign_in_sent_by_a_page_of_ours(self) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(self.cast.reporter)

        strict.post(page_of(self.article), self.form, headers={"Origin": "http://testserver"})

        self.assert_kept()

    def test_a_form_of_a_foreign_page_stores_nothing(self) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(self.cast.reporter)

        for origin in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {}):
            response = strict.post(page_of(self.article), self.form, headers=origin)

            self.assertEqual(response.status_code, 403)
        self.assertFalse(Autosave.objects.exists())

    def test_signed_out_the_page_keeps_it_through_signing_in(self) -> None:
        signed_out = Client(enforce_csrf_checks=True)
        signed_out.get("/accounts/sign-in/")
        token = signed_out.cookies[settings.CSRF_COOKIE_NAME].value
        page = signed_out.post(
            page_of(self.article), {**self.form, "csrfmiddlewaretoken": token}
        ).content.decode()
        self.assertIn('action="/admin/kept/"', page)
        self.assertIn(WORDS, page)
        hidden = dict(
            re.findall(r'<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"', page)
        )

        # Signed in in another window; the page here has the token from before.
        signed_out.force_login(self.cast.reporter)
        signed_out.post(LIST, hidden, headers={"Origin": "http://testserver"})

        self.assertEqual(self.assert_kept().base, 1)

    def test_signed_out_and_pressed_again_the_page_is_still_there(self) -> None:
        self.client.logout()

        response = self.client.post(LIST, {"verb": "keep", "title": WORDS})

        self.assertContains(response, WORDS, status_code=403)
        self.assertFalse(Autosave.objects.exists())

    def test_an_article_that_could_not_be_begun(self) -> None:
        ColumnRole.objects.filter(user=self.cast.reporter).delete()
        form = {"verb": "create", "title": WORDS, "column": "1", "language": "zh", "kind": "news"}

        self.client.post(reverse("admin:articles_article_add"), form)

        row = Autosave.objects.get()
        self.assertEqual((row.article, row.texts["title"]), (None, WORDS))

    def test_readers_can_not_fill_the_table(self) -> None:
        reader = signed_in(make_user("reader"))

        reader.post(page_of(self.article), self.form)
        reader.post(LIST, {"verb": "keep", "title": WORDS})

        self.assertFalse(Autosave.objects.exists())

    def test_an_article_that_does_not_exist_gets_the_same_answer(self) -> None:
        missing = page_of(self.article).replace(str(self.article.pk), "987654")

        self.client.post(missing, self.form)

        self.assertIsNone(Autosave.objects.get().article)


class KeptPagesTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast()
        self.article = make_article(self.cast)
        self.client = signed_in(self.cast.reporter)
        self.row = editorial.keep(
            self.cast.reporter, self.article.pk, base=1, texts={"title": WORDS}, why="Too late."
        )

    def test_the_list_shows_what_why_and_where(self) -> None:
        response = self.client.get(LIST)

        for text in (WORDS, "Too late.", str(self.article.number), kept_at(self.row)):
            self.assertContains(response, text)

    def test_nobody_else_sees_it(self) -> None:
        for other in (self.cast.chief, self.cast.stranger):
            client = signed_in(other)
            self.assertNotContains(client.get(LIST), WORDS)
            for answer in (
                client.get(kept_at(self.row)),
                client.post(kept_at(self.row)),
                client.get(f"{page_of(self.article)}?kept={self.row.pk}"),
            ):
                self.assertEqual(answer.status_code, 404)
        self.assertTrue(Autosave.objects.exists())

    def test_forged_keys_are_not_there(self) -> None:
        for key in ("0", "-1", "x", "9" * 30, "%00"):
            with self.subTest(key=key):
                self.assertEqual(self.client.get(f"{LIST}{key}/").status_code, 404)
                self.assertEqual(self.client.post(f"{LIST}{key}/").status_code, 404)

    def test_it_goes_back_into_the_form_on_its_own_base(self) -> None:
        editorial.save(self.article, make_content(source="Theirs"), actor=self.cast.editor, base=1)

        page = self.client.get(f"{page_of(self.article)}?kept={self.row.pk}")

        self.assertContains(page, f'value="{WORDS}"')
        self.assertContains(page, 'name="base" value="1"')
        self.assertContains(page, "Others have saved since")
        form = {**filled_in(self.article, verb="save", title=WORDS), "source": "", "base": 1}
        self.client.post(page_of(self.article), form)
        self.assertEqual(head_number(self.article), 3)
        assert self.article.head is not None
        content = self.article.head.content
        self.assertEqual((content.title, content.source), (WORDS, "Theirs"))

    def test_who_may_not_save_any_more_reads_it_beside_the_form(self) -> None:
        submitted(self.article, self.cast)

        page = self.client.get(f"{page_of(self.article)}?kept={self.row.pk}")

        self.assertContains(page, f"{WORDS}</textarea>")
        self.assertNotContains(page, f'value="{WORDS}"')

    def test_its_owner_deletes_it(self) -> None:
        response = self.client.post(kept_at(self.row), follow=True)

        self.assertContains(response, "The kept text was deleted.")
        self.assertFalse(Autosave.objects.exists())

    def test_looking_changes_nothing(self) -> None:
        for address in (LIST, kept_at(self.row), f"{page_of(self.article)}?kept={self.row.pk}"):
            self.client.get(address)

        self.row.refresh_from_db()
        self.assertEqual(self.row.texts, {"title": WORDS})

    def test_the_list_needs_the_same_queries_for_one_and_for_many(self) -> None:
        with CaptureQueriesContext(connection) as one:
            self.client.get(LIST)
        for number in range(20):
            article = make_article(self.cast)
            editorial.keep(
                self.cast.reporter, article.pk, base=1, texts={"title": f"{number}"}, why="x"
            )
        with self.assertNumQueries(len(one)):
            self.client.get(LIST)
        self.assertLessEqual(len(one), 10)
