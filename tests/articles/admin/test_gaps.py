"""The article's page tells what is in the way, and warns of a save that nobody could review."""

from __future__ import annotations

from django.test import TestCase
from django.utils.timezone import now

from articles import editorial
from articles.models import EditLock, Role
from tests.articles.admin.desk import page_of, signed_in
from tests.factories import (
    approved,
    give_role,
    make_article,
    make_cast,
    make_column,
    make_content,
    make_live_article,
    make_staff,
)


class GapsTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast()

    def test_the_page_lists_what_is_in_the_way_with_names(self) -> None:
        page = signed_in(self.cast.editor).get(page_of(make_article(self.cast)))

        self.assertContains(page, "Why can't I publish?", count=2)
        self.assertContains(page, "Level 2 of 2 is still to be approved.")
        self.assertContains(page, "Who can help: Chief, Other Chief.")

    def test_an_editor_of_chinese_reads_it_in_chinese(self) -> None:
        self.cast.editor.language = "zh"
        self.cast.editor.save()

        page = signed_in(self.cast.editor).get(page_of(make_article(self.cast)))

        self.assertNotContains(page, "still to be approved")

    def test_names_and_findings_are_escaped(self) -> None:
        self.cast.chief.name_en = "<b>Chief</b>"
        self.cast.chief.save()

        page = signed_in(self.cast.editor).get(page_of(make_article(self.cast)))

        self.assertNotContains(page, "<b>Chief</b>")

    def test_nothing_is_listed_where_nothing_waits(self) -> None:
        page = signed_in(self.cast.chief).get(page_of(make_live_article(self.cast)))

        self.assertNotContains(page, 'id="gaps-heading"')

    def test_a_lock_alone_is_no_obstacle(self) -> None:
        article = approved(make_article(self.cast), self.cast)
        at = now()
        EditLock.objects.create(
            article=article, user=self.cast.editor, tab="t", taken_at=at, seen_at=at, written_at=at
        )

        page = signed_in(self.cast.chief).get(page_of(article))

        self.assertContains(page, "Before you publish")
        self.assertContains(page, "Editor is writing in it at this moment")
        # The list of shortcuts names the section in its other state.
        self.assertContains(page, "Why can't I publish?", count=1)

    def test_a_save_that_nobody_could_review_is_warned_of(self) -> None:
        column = make_column(levels=1)
        editor, reporter = make_staff("only-editor"), make_staff("reporter")
        give_role(editor, column, Role.EDITOR)
        give_role(reporter, column, Role.REPORTER)
        article = editorial.create(make_content(), column=column, language="en", actor=reporter)

        warned = signed_in(editor).get(page_of(article))
        calm = signed_in(reporter).get(page_of(article))

        self.assertContains(warned, "Nobody in this column is left who could approve level 1 of 1")
        self.assertContains(warned, "if one of these saved it instead: Reporter.")
        self.assertNotContains(calm, "is left who could approve")
