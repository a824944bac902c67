"""Findings on an article's page: beside their field, in a list, mended by a click, set aside."""

from __future__ import annotations

import re
from time import perf_counter
from typing import Any

from django.test import Client, TestCase

from articles import editorial
from articles.admin.findings import MOST_SHOWN
from articles.content import Paragraph
from articles.editorial import Dossier
from articles.models import Article, Dismissal, Event, GateAction
from tests.articles.admin.desk import filled_in, page_of, press, signed_in
from tests.factories import head_number, make_article, make_cast, make_content

FACTS: dict[str, Any] = {"source": "Seetao", "credit_line": "Seetao editor/Li Hua"}


class FindingTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast()
        content = make_content(
            title="The the bridge",
            body=["It is <strong>open</strong> to to all. A &amp; B.", "See www.seetao. com now."],
            **FACTS,
        )
        self.article = make_article(self.cast, content)
        self.reporter = signed_in(self.cast.reporter)

    def key(self, code: str, field: str) -> str:
        """Return the key of the one finding of this code in a field."""
        dossier = Dossier(Article.objects.get(pk=self.article.pk))
        (found,) = (each for each in dossier.findings if (each.code, each.field) == (code, field))
        return dossier.key_of(found)

    def send(self, client: Client, **sent: Any) -> Any:
        """Send the page's form as it stands, but for what is said."""
        return client.post(page_of(self.article), filled_in(self.article, **sent))

    def content(self) -> Any:
        self.article.refresh_from_db()
        assert self.article.head is not None
        return self.article.head.content

    def dismiss(self, client: Client, key: str, why: str, **sent: Any) -> Any:
        return self.send(client, dismiss=key, **{f"why-{key}": why}, **sent)

    def test_a_finding_stands_beside_its_field_and_in_the_list(self) -> None:
        page = self.reporter.get(page_of(self.article)).content.decode()

        key = self.key("doubled-word", "title")
        beside = rf'<a href="#finding-{key}">“The” is written twice in a row.</a>'
        self.assertRegex(page, rf'(?s)name="title".*?{beside}.*?name="leads"')
        self.assertIn(f'id="finding-{key}"', page)
        self.assertIn("<mark>The the</mark>", page.replace("\n", ""))

    def test_a_click_mends_a_line_and_saves(self) -> None:
        self.send(self.reporter, mend=self.key("doubled-word", "title"))

        self.assertEqual(self.content().title, "The bridge")
        self.assertEqual(head_number(self.article), 2)

    def test_a_click_mends_the_text_and_nothing_else_in_it(self) -> None:
        before = self.content().body

        self.send(self.reporter, mend=self.key("doubled-word", "body"))
        self.send(self.reporter, mend=self.key("broken-address", "body"))

        self.assertEqual(
            self.content().body,
            (
                Paragraph(before[0].id, "<p>It is <strong>open</strong> to all. A &amp; B.</p>"),
                Paragraph(before[1].id, "<p>See www.seetao.com now.</p>"),
            ),
        )

    def test_unsaved_words_are_saved_with_the_mended_ones(self) -> None:
        self.send(self.reporter, mend=self.key("doubled-word", "title"), source="The Port")

        self.assertEqual((self.content().title, self.content().source), ("The bridge", "The Port"))

    def test_words_that_have_changed_are_not_mended_and_not_lost(self) -> None:
        key = self.key("doubled-word", "title")

        answer = self.send(self.reporter, mend=key, title="My own new title")

        self.assertContains(answer, "those words have changed", status_code=409)
        self.assertContains(answer, "My own new title", status_code=409)
        self.assertEqual(head_number(self.article), 1)

    def test_the_stated_reading_time_is_mended_by_a_click(self) -> None:
        press(self.reporter, self.article, "save", reading_minutes_override="13")

        self.send(self.reporter, mend=self.key("reading-time", "reading_minutes_override"))

        self.assertEqual(self.content().reading_minutes_override, 1)

    def test_who_may_not_save_is_offered_no_mending(self) -> None:
        editorial.submit(self.article, actor=self.cast.reporter, revision=1)

        page = self.reporter.get(page_of(self.article))

        self.assertContains(page, "“The” is written twice in a row.")
        self.assertNotContains(page, 'name="mend"')

    def test_a_false_alarm_is_set_aside_for_exactly_these_words(self) -> None:
        key = self.key("doubled-word", "title")

        self.dismiss(self.reporter, key, "It is a band.")

        page = self.reporter.get(page_of(self.article))
        self.assertContains(page, "It is a band.")
        self.assertNotContains(page, f'href="#finding-{key}"')
        event = Event.objects.filter(article=self.article).order_by("-number")[0]
        self.assertEqual((event.verb, event.reason), ("dismiss", "It is a band."))
        self.assertEqual(event.data, {"code": "doubled-word", "field": "title", "text": "The the"})
        press(self.reporter, self.article, "save", title="The the tunnel")
        self.assertContains(self.reporter.get(page_of(self.article)), 'href="#finding-')
        self.assertNotEqual(self.key("doubled-word", "title"), key)

    def test_setting_aside_wants_a_reason_and_words_that_are_saved(self) -> None:
        key = self.key("doubled-word", "title")
        for why, sent, told in (
            (" ", {}, "Say why"),
            ("A name.", {"title": "Unsaved"}, "save them first"),
            ("x" * 501, {}, "at most 500"),
        ):
            with self.subTest(told=told):
                answer = self.dismiss(self.reporter, key, why, **sent)

                self.assertContains(answer, told, status_code=answer.status_code)
                self.assertIn(answer.status_code, (403, 409))
                self.assertFalse(Dismissal.objects.exists())
                self.assertContains(answer, why.strip(), status_code=answer.status_code)

    def test_saving_loses_no_reason_that_was_typed(self) -> None:
        key = self.key("doubled-word", "title")
        for pressed in ({"verb": "save"}, {"mend": key}):
            with self.subTest(pressed=pressed):
                answer = self.send(self.reporter, **pressed, **{f"why-{key}": "A name."})

                self.assertContains(answer, "press that button", status_code=409)
                self.assertContains(answer, 'value="A name."', status_code=409)
                self.assertEqual(head_number(self.article), 1)

    def test_a_text_full_of_faults_is_shown_in_time(self) -> None:
        body = "\n\n".join("the the (bad，" * 200 for _number in range(60))
        press(self.reporter, self.article, "save", body=body)
        started = perf_counter()

        page = self.reporter.get(page_of(self.article))

        self.assertContains(page, 'id="finding-', count=MOST_SHOWN)
        self.assertLess(perf_counter() - started, 20)

    def test_a_finding_that_is_not_there_is_refused(self) -> None:
        answer = self.dismiss(self.reporter, "0" * 64, "A name.")

        self.assertContains(answer, "find no such thing", status_code=403)

    def test_the_column_s_other_reporters_set_nothing_aside(self) -> None:
        other = signed_in(self.cast.other_reporter)

        answer = self.dismiss(other, self.key("doubled-word", "title"), "A name.")

        self.assertEqual(answer.status_code, 403)
        self.assertNotContains(other.get(page_of(self.article)), 'name="dismiss"')

    def test_what_blocks_is_named_with_the_way_out_until_it_is_set_aside(self) -> None:
        self.cast.column.gates = {"doubled-word": GateAction.BLOCK_SUBMIT}
        self.cast.column.save()

        answer = press(self.reporter, self.article, "submit")

        self.assertContains(answer, "“The” is written twice in a row.", status_code=403)
        self.assertContains(answer, "“to” is written twice in a row.", status_code=403)
        self.assertContains(answer, "can be set aside, with a reason", status_code=403)
        for field in ("title", "body"):
            self.dismiss(self.reporter, self.key("doubled-word", field), "Meant.")
        self.assertEqual(press(self.reporter, self.article, "submit").status_code, 302)

    def test_what_the_column_ignores_is_not_shown(self) -> None:
        self.cast.column.gates = {"doubled-word": GateAction.IGNORE}
        self.cast.column.save()

        page = self.reporter.get(page_of(self.article)).content.decode()

        self.assertNotIn("written twice", page)
        self.assertIn("is broken: no reader can follow it", page)

    def test_hostile_words_are_shown_and_never_fail(self) -> None:
        for title in ("\u202e(the the“", "\u200b\u200b", "）" * 400, "<script>the the</script>"):
            with self.subTest(title=title):
                press(self.reporter, self.article, "save", title=title)

                page = self.reporter.get(page_of(self.article))

                self.assertEqual(page.status_code, 200)
                self.assertIsNone(re.search(r"<script>the", page.content.decode()))
