"""Comparing revisions, going back to one, naming one."""

from __future__ import annotations

from typing import Any

from django.test import TestCase
from django.urls import reverse

from articles import editorial
from articles.content import Content, Figure, Paragraph, Related
from articles.models import Article, Pin
from tests.articles.admin.desk import make_image, page_of, signed_in
from tests.factories import (
    head_number,
    make_article,
    make_cast,
    make_content,
    make_keyword,
    make_person,
)


def comparison_of(article: Article, before: int, after: int) -> str:
    return reverse("admin:articles_article_compare", args=[article.pk, before, after])


class CompareTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast()
        self.article = make_article(
            self.cast, make_content("A railway opens", body=("It left at noon.", "Same."))
        )
        self.client = signed_in(self.cast.editor)

    def save(self, content: Content) -> None:
        editorial.save(
            self.article, content, actor=self.cast.editor, base=head_number(self.article)
        )

    def look(self, before: int = 1, after: int = 2) -> Any:
        return self.client.get(comparison_of(self.article, before, after))

    def test_words_are_marked_and_what_stayed_is_folded(self) -> None:
        self.save(make_content("A railway closes", body=("It left at night.", "Same.")))

        response = self.look()

        self.assertContains(response, "opens</del>")
        self.assertContains(response, "closes</ins>")
        self.assertContains(response, "noon</del>")
        self.assertContains(response, "1 paragraph unchanged")

    def test_characters_are_marked_in_chinese(self) -> None:
        self.save(make_content("项目总额达百亿元"))
        self.save(make_content("项目总额达千亿元"))

        self.assertContains(self.look(2, 3), "千</ins>")

    def test_every_field_is_compared_by_its_names(self) -> None:
        image, other = make_image("A train"), make_image("A ship")
        self.save(
            make_content(
                leads=("A lead.",),
                author=make_person("Ann Author").pk,
                keywords=(make_keyword("rail").pk, make_keyword("port").pk),
                related=(Related(target=make_article(self.cast).pk), "Old title"),
                cover=Figure(image.pk, caption="In the morning"),
                figures=(Figure(image.pk), Figure(other.pk)),
                change_class="update",
            )
        )
        self.save(
            make_content(
                leads=("A better lead.",),
                author=make_person("Bob Author").pk,
                keywords=(make_keyword("port").pk, make_keyword("rail").pk),
                related=("New title",),
                cover=Figure(image.pk, caption="In the evening", focal_x=10),
                figures=(Figure(other.pk),),
                change_class="correction",
            )
        )

        response = self.look(2, 3)

        for words in (
            "better </ins>",
            "Ann Author</del>",
            "Bob Author</ins>",
            "moved here",
            "morning</del>",
            "evening</ins>",
            "10, 50</ins>",
            "A train",
            "update: news was added</del>",
            "New title</ins>",
        ):
            with self.subTest(words=words):
                self.assertContains(response, words)

    def test_markup_is_shown_as_source_where_it_changed(self) -> None:
        link = '<p>Read <a href="https://example.org/">this</a>.</p>'
        self.save(Content(title="T", body=(Paragraph("p1", "<p>Read this.</p>"),)))
        self.save(Content(title="T", body=(Paragraph("p1", link),)))

        response = self.look(2, 3)

        self.assertContains(response, "&lt;a href=&quot;https://example.org/&quot;")
        self.assertNotContains(response, '<a href="https://example.org/"')

    def test_stored_text_is_never_markup_of_the_page(self) -> None:
        self.save(make_content("<script>alert(1)</script>", source="<img src=x>"))

        response = self.look()

        self.assertNotContains(response, "<script>alert")
        self.assertNotContains(response, "<img src=x>")

    def test_titles_of_foreign_drafts_stay_secret(self) -> None:
        foreign = make_article(make_cast(), make_content("A foreign secret"))
        self.save(make_content(related=(Related(target=foreign.pk),)))

        response = self.look()

        self.assertNotContains(response, "foreign secret")
        self.assertContains(response, "an article of another column")

    def test_revision_is_compared_with_nothing_and_with_itself(self) -> None:
        self.assertContains(self.look(0, 1), "A railway opens</ins>")
        self.assertContains(self.look(1, 1), "Nothing differs")

    def test_choice_of_the_history_leads_to_the_page(self) -> None:
        address = reverse("admin:articles_article_choose", args=[self.article.pk])

        response = self.client.get(address, {"before": "1", "after": "1"})

        self.assertRedirects(response, comparison_of(self.article, 1, 1))
        for forged in ({}, {"before": "x", "after": "1"}, {"before": "9" * 30, "after": "1"}):
            self.assertEqual(self.client.get(address, forged).status_code, 404)

    def test_what_is_not_there_or_not_his_answers_404(self) -> None:
        self.assertEqual(self.look(1, 7).status_code, 404)
        stranger = signed_in(self.cast.stranger)
        self.assertIn(stranger.get(comparison_of(self.article, 1, 1)).status_code, (403, 404))
        chief = signed_in(make_cast().chief)
        self.assertEqual(chief.get(comparison_of(self.article, 1, 1)).status_code, 404)

    def test_it_costs_the_same_however_much_changed(self) -> None:
        self.save(make_content("B", keywords=(make_keyword("rail").pk,)))
        self.look()
        with self.assertNumQueries(COMPARE_QUERIES):
            self.look()
        keys = [make_keyword(f"k{number}").pk for number in range(20)]
        self.save(make_content("C", body=[f"P {n}." for n in range(40)], keywords=tuple(keys)))

        with self.assertNumQueries(COMPARE_QUERIES):
            self.look(2, 3)

    def press(self, verb: str, **fields: Any) -> Any:
        address = comparison_of(self.article, 1, 2)
        return self.client.post(address, {"verb": verb, "base": "2", "revision": "1", **fields})

    def test_going_back_makes_a_new_draft(self) -> None:
        self.save(make_content("Another title"))

        response = self.press("revert", note="The old one was right.")

        self.assertRedirects(response, page_of(self.article))
        self.article.refresh_from_db()
        head = self.article.head
        assert head is not None
        self.assertEqual((head.number, head.content.title), (3, "A railway opens"))
        self.assertEqual(head.note, "The old one was right.")

    def test_going_back_from_an_older_page_is_told_and_changes_nothing(self) -> None:
        self.save(make_content("Another title"))
        self.save(make_content("A third title"))

        response = self.press("revert", note="My note")

        self.assertContains(response, "It changed while you looked", status_code=409)
        self.assertContains(response, "My note", status_code=409)
        self.assertEqual(head_number(self.article), 3)

    def test_who_may_not_write_reads_why_and_is_refused(self) -> None:
        self.save(make_content("Another title"))
        self.client = signed_in(self.cast.other_reporter)

        self.assertContains(self.look(), "Someone else is writing this.")
        response = self.press("revert")

        self.assertContains(response, "Someone else is writing this.", status_code=403)
        self.assertEqual(head_number(self.article), 2)

    def test_revision_gets_a_name_that_the_history_shows(self) -> None:
        self.save(make_content("Another title"))

        self.press("pin", name="As sent")

        self.assertEqual(Pin.objects.get().name, "As sent")
        history = reverse("admin:articles_article_history", args=[self.article.pk])
        self.assertContains(self.client.get(history), "As sent")

    def test_forged_buttons_change_nothing(self) -> None:
        self.save(make_content("Another title"))
        for verb, fields in (
            ("publish", {}),
            ("revert", {"revision": "7"}),
            ("revert", {"base": "x"}),
            ("revert", {"note": "n" * 501}),
            ("pin", {"name": "x" * 81}),
            ("pin", {"name": "a\x00b"}),
        ):
            with self.subTest(verb=verb, fields=str(fields)[:20]):
                self.assertIn(self.press(verb, **fields).status_code, (200, 400, 403, 404))
                self.assertEqual(head_number(self.article), 2)
                self.assertFalse(Pin.objects.exists())

    def test_stranger_who_posts_gets_his_note_back_and_no_more(self) -> None:
        self.save(make_content("Another title"))
        self.client = signed_in(make_cast().chief)

        response = self.press("revert", note="My note")

        self.assertContains(response, "My note", status_code=403)
        self.assertNotContains(response, "railway", status_code=403)
        self.assertEqual(head_number(self.article), 2)


COMPARE_QUERIES = 14
