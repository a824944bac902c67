"""Buttons: each calls its verb on exactly the words seen, or says why not."""

from __future__ import annotations

import re
from datetime import timedelta

from django.test import TestCase
from django.utils.timezone import localtime, now

from articles.models import Approval, Article, Event, PublicState, Role, Stage
from tests.articles.admin.desk import filled_in, page_of, press, signed_in
from tests.factories import (
    approved,
    give_role,
    head_number,
    make_article,
    make_cast,
    make_content,
    make_live_article,
    make_staff,
    submitted,
)


class VerbTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast(levels=1)
        self.article = make_article(self.cast)

    def stage(self) -> str:
        self.article.refresh_from_db()
        return self.article.stage

    def test_the_whole_way_from_draft_to_readers(self) -> None:
        reporter, editor = signed_in(self.cast.reporter), signed_in(self.cast.editor)

        self.assertRedirects(press(reporter, self.article, "submit"), page_of(self.article))
        self.assertEqual(self.stage(), Stage.REVIEW)
        press(editor, self.article, "return", reason="The date is missing.")
        self.assertEqual(self.stage(), Stage.RETURNED)
        press(reporter, self.article, "save", title="A railway opens today")
        press(reporter, self.article, "submit")
        press(editor, self.article, "approve", opinion="Well done.")
        self.assertEqual(self.stage(), Stage.APPROVED)
        press(editor, self.article, "publish")

        self.assertEqual(self.stage(), Stage.CLEAN)
        self.assertEqual(self.article.public_state, PublicState.LIVE)
        self.assertEqual(self.article.title, "A railway opens today")
        told = Event.objects.filter(article=self.article).values_list("verb", "reason")
        self.assertIn(("return", "The date is missing."), told)
        self.assertIn(("approve", "Well done."), told)

    def test_recall_takes_it_back(self) -> None:
        submitted(self.article, self.cast)

        press(signed_in(self.cast.reporter), self.article, "recall")

        self.assertEqual(self.stage(), Stage.DRAFT)

    def test_every_button_that_is_refused_says_why_and_who_can_help(self) -> None:
        submitted(self.article, self.cast)

        response = signed_in(self.cast.reporter).get(page_of(self.article))

        page = response.content.decode()
        self.assertContains(response, "Who can help: Chief, Editor, Other Chief, Other Editor.")
        for verb in ("save", "submit", "approve", "return", "publish"):
            with self.subTest(verb=verb):
                button = re.search(rf'<button[^>]*value="{verb}"[^>]*>', page)
                reason = re.search(rf'<p\s+id="why-{verb}"[^>]*>\s*([^<]+?)\s*</p>', page)
                assert button is not None
                assert reason is not None
                self.assertIn('aria-disabled="true"', button[0])
                self.assertIn(f'aria-describedby="why-{verb}"', button[0])
                self.assertTrue(reason[1])
        self.assertNotIn(
            'aria-disabled="true"', str(re.search(r'<button[^>]*"recall"[^>]*>', page))
        )

    def test_who_may_not_save_reads_the_same_fields(self) -> None:
        submitted(self.article, self.cast)

        response = signed_in(self.cast.reporter).get(page_of(self.article))

        self.assertContains(response, "You can read this now, not change it")
        # The dialogs of the text editor stand behind the form, and open from it alone.
        form = response.content.decode().partition('id="desk-form"')[2].partition("</form>")[0]
        for name in re.findall(r'<(?:input|textarea)[^>]* name="(\w+)"', form):
            if name in ("csrfmiddlewaretoken", "next", "base"):
                continue
            with self.subTest(name=name):
                self.assertRegex(
                    form,
                    rf'<(?:input|textarea)[^>]* name="{name}"[^>]*readonly',
                )

    def test_a_refused_button_that_is_pressed_all_the_same_says_why(self) -> None:
        own = make_article(self.cast, owner=self.cast.editor)
        submitted(own, self.cast)

        response = press(signed_in(self.cast.editor), own, "approve", opinion="I like it.")

        self.assertContains(response, "someone else must review them", status_code=403)
        self.assertContains(response, "I like it.", status_code=403)
        own.refresh_from_db()
        self.assertEqual(own.stage, Stage.REVIEW)
        self.assertFalse(Approval.objects.filter(article=own).exists())

    def test_returning_needs_a_reason(self) -> None:
        submitted(self.article, self.cast)

        response = press(signed_in(self.cast.editor), self.article, "return", reason="  ")

        self.assertContains(response, "Say why", status_code=403)
        self.assertEqual(self.stage(), Stage.REVIEW)

    def test_unsaved_words_are_not_submitted_and_not_lost(self) -> None:
        response = press(
            signed_in(self.cast.reporter), self.article, "submit", title="Unsaved title"
        )

        self.assertContains(response, "You changed words: save them first", status_code=409)
        self.assertContains(response, 'value="Unsaved title"', status_code=409)
        self.assertEqual(self.stage(), Stage.DRAFT)
        self.assertEqual(head_number(self.article), 1)

    def test_unsaved_words_are_not_approved(self) -> None:
        submitted(self.article, self.cast)

        response = press(
            signed_in(self.cast.editor), self.article, "approve", body="<p>Other words.</p>"
        )

        self.assertContains(response, "Other words.", status_code=409)
        self.assertEqual(self.stage(), Stage.REVIEW)

    def test_unsaved_words_of_one_who_may_not_save_come_back_to_be_copied(self) -> None:
        submitted(self.article, self.cast)

        response = press(
            signed_in(self.cast.reporter), self.article, "recall", title="My unsaved words"
        )

        self.assertContains(response, "Your words, not saved", status_code=409)
        self.assertContains(response, "My unsaved words", status_code=409)
        self.assertEqual(self.stage(), Stage.REVIEW)

    def test_words_beside_another_button_are_not_lost(self) -> None:
        submitted(self.article, self.cast)

        response = press(
            signed_in(self.cast.editor), self.article, "approve", reason="The date is missing."
        )

        self.assertContains(response, "You wrote something beside", status_code=409)
        self.assertContains(response, "The date is missing.", status_code=409)
        self.assertEqual(self.stage(), Stage.REVIEW)

    def test_a_verb_on_older_words_keeps_the_opinion(self) -> None:
        submitted(self.article, self.cast)
        form = filled_in(self.article, verb="approve", opinion="My careful opinion")
        press(signed_in(self.cast.chief), self.article, "save", title="Changed meanwhile")

        response = signed_in(self.cast.editor).post(page_of(self.article), form)

        self.assertContains(response, "It changed while you looked", status_code=409)
        self.assertContains(response, "My careful opinion", status_code=409)
        self.assertContains(response, "Changed meanwhile", status_code=409)
        self.assertFalse(Approval.objects.filter(article=self.article).exists())

    def test_a_first_publication_may_have_a_moment(self) -> None:
        approved(self.article, self.cast)
        tomorrow = localtime(now() + timedelta(days=1)).replace(second=0, microsecond=0)
        editor = signed_in(self.cast.editor)

        self.assertContains(editor.get(page_of(self.article)), 'name="moment"')
        press(editor, self.article, "publish", moment=tomorrow.strftime("%Y-%m-%dT%H:%M"))

        self.article.refresh_from_db()
        self.assertEqual(self.article.published_at, tomorrow)
        self.assertContains(editor.get(page_of(self.article)), "scheduled for")

    def test_a_moment_that_is_none_is_told_beside_its_field(self) -> None:
        approved(self.article, self.cast)

        response = press(signed_in(self.cast.editor), self.article, "publish", moment="soon")

        self.assertContains(response, "mend what is marked")
        self.assertContains(response, 'value="soon"')
        self.assertEqual(self.stage(), Stage.APPROVED)

    def test_a_past_moment_is_refused(self) -> None:
        approved(self.article, self.cast)

        response = press(
            signed_in(self.cast.editor), self.article, "publish", moment="2001-01-01T00:00"
        )

        self.assertContains(response, "That moment is past", status_code=403)

    def test_a_change_to_what_readers_have_needs_its_kind(self) -> None:
        article = make_live_article(self.cast, make_content(title="Old"))
        press(signed_in(self.cast.reporter), article, "save", title="New")
        approved(article, self.cast)

        response = press(signed_in(self.cast.editor), article, "publish")

        self.assertContains(response, "what kind of change this is", status_code=403)

    def test_a_withdrawn_article_comes_back_with_a_reason(self) -> None:
        article = make_live_article(self.cast, make_content(title="Old"))
        press(signed_in(self.cast.reporter), article, "save", title="New", change_class="update")
        approved(article, self.cast)
        Article.objects.filter(pk=article.pk).update(public_state=PublicState.WITHDRAWN)
        editor = signed_in(self.cast.editor)

        page = editor.get(page_of(article))
        press(editor, article, "publish", publish_reason="Checked again.")

        self.assertContains(page, "Publish and reinstate")
        article.refresh_from_db()
        self.assertEqual((article.public_state, article.title), (PublicState.LIVE, "New"))

    def test_an_unknown_button_does_nothing_and_gives_the_words_back(self) -> None:
        for verb in ("", "delete", "create", "view", "grant"):
            with self.subTest(verb=verb):
                response = press(
                    signed_in(self.cast.chief), self.article, verb, title="Precious words"
                )

                self.assertContains(response, "Precious words", status_code=400)

    def test_a_get_changes_nothing(self) -> None:
        signed_in(self.cast.reporter).get(page_of(self.article), {"verb": "submit", "base": "1"})

        self.assertEqual(self.stage(), Stage.DRAFT)


class PageCostTests(TestCase):
    QUERIES = 15

    def test_a_page_costs_the_same_whatever_the_column_and_the_history(self) -> None:
        cast = make_cast()
        article = make_article(
            cast, make_content(related=["One", "Two"], keywords=(), source="Seetao")
        )
        client = signed_in(cast.editor)
        client.get(page_of(article))
        with self.assertNumQueries(self.QUERIES):
            client.get(page_of(article))
        for number in range(5):
            give_role(make_staff(f"more-{number}"), cast.column, Role.EDITOR)
            press(signed_in(cast.reporter), article, "save", title=f"Title {number}")

        with self.assertNumQueries(self.QUERIES):
            client.get(page_of(article))
