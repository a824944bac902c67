"""Writing on an article's page: what is saved, what is kept, and what is told."""

from __future__ import annotations

from django.test import Client, TestCase

from articles.content import Figure, Related
from articles.models import Article, ColumnRole, Keyword, LinkOrigin, Person, Revision, Stage
from tests.articles.admin.desk import filled_in, make_image, page_of, press, signed_in
from tests.factories import (
    head_number,
    live,
    make_article,
    make_cast,
    make_content,
    make_keyword,
    make_live_article,
    make_person,
    submitted,
)


def newest(article: Article) -> Revision:
    article.refresh_from_db()
    assert article.head is not None
    return article.head


class SavingTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast()
        self.client = signed_in(self.cast.reporter)

    def test_the_form_shows_every_field_of_the_head(self) -> None:
        article = make_article(
            self.cast,
            make_content(
                title="A bridge",
                leads=("First lead.", "Second lead."),
                source="Seetao",
                author=make_person("Ann Author").pk,
                keywords=(make_keyword("bridge").pk, make_keyword("river").pk),
                related=["A title alone", Related(address="https://example.org/x", title="There")],
                copyright="All rights.",
            ),
        )

        response = self.client.get(page_of(article))

        for text in (
            "A bridge",
            "First lead.\nSecond lead.",
            "Ann Author",
            "bridge\nriver",
            "A title alone\nhttps://example.org/x | There",
            "All rights.",
            "&lt;p&gt;The first train left at noon.&lt;/p&gt;",
        ):
            self.assertContains(response, text)

    def test_saving_makes_a_revision_with_what_was_written(self) -> None:
        article = make_article(self.cast)

        response = press(
            self.client,
            article,
            "save",
            title="Another title",
            leads="One.\r\n\r\nTwo.",
            author="New Name",
            keywords="rail\r\nBelt and Road",
            note="Better title.",
        )

        self.assertRedirects(response, page_of(article))
        revision = newest(article)
        content = revision.content
        self.assertEqual(revision.number, 2)
        self.assertEqual(revision.note, "Better title.")
        self.assertEqual(revision.author, self.cast.reporter)
        self.assertEqual(content.title, "Another title")
        self.assertEqual(content.leads, ("One.", "Two."))
        self.assertEqual(content.author, make_person("New Name").pk)
        self.assertEqual(
            content.keywords, (make_keyword("rail").pk, make_keyword("Belt and Road").pk)
        )

    def test_saving_the_form_as_it_stands_makes_no_revision(self) -> None:
        content = make_content(
            body=["One.", "Two."],
            leads=("A lead.",),
            related=[Related(title="Old", origin=LinkOrigin.IMPORTED)],
            keywords=(make_keyword("rail").pk,),
            figures=(),
        )
        article = make_article(self.cast, content)

        response = self.client.post(page_of(article), filled_in(article, verb="save"), follow=True)

        self.assertContains(response, "Nothing had changed")
        self.assertEqual(head_number(article), 1)

    def test_a_field_that_was_not_sent_stays_as_it_is(self) -> None:
        article = make_article(self.cast, make_content(source="Seetao"))

        self.client.post(page_of(article), {"verb": "save", "base": 1, "title": "New"})

        content = newest(article).content
        self.assertEqual((content.title, content.source), ("New", "Seetao"))
        self.assertEqual(content.plain("body"), "The first train left at noon.")

    def test_the_body_is_cleaned_and_edited_paragraphs_keep_their_id(self) -> None:
        article = make_article(
            self.cast, make_content(body=["The first train left at noon.", "It was full."])
        )

        press(
            self.client,
            article,
            "save",
            body='<p onclick="x()">The first train left at one.</p><script>x()</script>'
            "<p>It was full.</p>",
        )

        body = newest(article).content.body
        self.assertEqual(
            [(paragraph.id, paragraph.html) for paragraph in body],
            [("p1", "<p>The first train left at one.</p>"), ("p2", "<p>It was full.</p>")],
        )

    def test_plain_paragraphs_with_empty_lines_between_become_paragraphs(self) -> None:
        article = make_article(self.cast)

        press(self.client, article, "save", body="First & last.\r\n\r\nSecond.")

        body = newest(article).content.body
        self.assertEqual(
            [paragraph.html for paragraph in body], ["<p>First &amp; last.</p>", "<p>Second.</p>"]
        )

    def test_a_body_that_no_cleaning_makes_storable_is_refused_and_kept(self) -> None:
        article = make_article(self.cast)

        response = press(
            self.client, article, "save", title="My new title", body="<div>" * 200 + "deep"
        )

        self.assertContains(response, "Nothing was saved")
        self.assertContains(response, "My new title")
        self.assertContains(response, "&lt;div&gt;&lt;div&gt;")
        self.assertEqual(head_number(article), 1)

    def test_one_wrong_field_loses_no_other(self) -> None:
        article = make_article(self.cast)

        response = press(
            self.client,
            article,
            "save",
            title="Kept title",
            leads="Kept lead",
            reading_minutes_override="many",
            keywords="kept keyword",
            note="Kept note",
        )

        for text in ("Kept title", "Kept lead", "many", "kept keyword", "Kept note"):
            self.assertContains(response, text)
        self.assertEqual(head_number(article), 1)

    def test_a_refused_save_leaves_no_keyword_and_no_person(self) -> None:
        article = make_article(self.cast)

        response = press(
            self.client,
            article,
            "save",
            keywords="brand new\r\n" + "\r\n".join(f"k{n}" for n in range(101)),
            author="Brand New",
        )

        self.assertContains(response, "brand new", status_code=403)
        self.assertFalse(Keyword.objects.filter(name="brand new").exists())
        self.assertFalse(Person.objects.filter(name_en="Brand New").exists())

    def test_cover_and_figures_are_named_by_their_number(self) -> None:
        image = make_image()
        article = make_article(self.cast)

        press(
            self.client,
            article,
            "save",
            cover_image=str(image.pk),
            cover_alt="A train",
            cover_focal_x="0",
            figures=f"{image.pk} | A bridge | Over \\| the river |  | 10, 90",
        )

        content = newest(article).content
        self.assertEqual(content.cover, Figure(image.pk, alt="A train", focal_x=0))
        self.assertEqual(
            content.figures,
            (Figure(image.pk, "A bridge", "Over | the river", "", 10, 90),),
        )
        self.assertContains(self.client.get(page_of(article)), "Over \\| the river")

    def test_a_picture_that_is_not_there_is_told_beside_its_field(self) -> None:
        article = make_article(self.cast)

        response = press(self.client, article, "save", cover_image="77", figures="78")

        self.assertContains(response, "There is no picture with the number 77.")
        self.assertContains(response, "There is no picture with the number 78.")

    def test_words_about_a_cover_need_its_number(self) -> None:
        article = make_article(self.cast)

        response = press(self.client, article, "save", cover_alt="A train")

        self.assertContains(response, "Give the number of the picture as well.")
        self.assertContains(response, "A train")

    def test_a_reporter_who_saves_what_nobody_owns_becomes_its_owner(self) -> None:
        article = make_article(self.cast)
        Article.objects.filter(pk=article.pk).update(owner=None)

        press(self.client, article, "save", title="Mine now")

        article.refresh_from_db()
        self.assertEqual(article.owner, self.cast.reporter)

    def test_readers_keep_what_they_have_until_the_change_is_published(self) -> None:
        article = make_live_article(self.cast, make_content(title="Old words"))

        response = self.client.get(page_of(article))
        press(self.client, article, "save", title="New words", change_class="update")

        self.assertContains(response, "Readers keep what they have")
        self.assertContains(response, 'name="change_class"')
        article.refresh_from_db()
        self.assertEqual((article.title, newest(article).content.title), ("Old words", "New words"))
        self.assertEqual(newest(article).content.change_class, "update")
        self.assertEqual(article.stage, Stage.DRAFT)

    def test_the_kind_of_change_is_asked_only_once_something_is_live(self) -> None:
        article = make_article(self.cast)

        response = self.client.get(page_of(article))

        self.assertNotContains(response, 'name="change_class"')

    def test_from_a_published_change_the_form_starts_without_a_kind_of_change(self) -> None:
        article = make_live_article(self.cast, make_content(title="Old"))
        press(self.client, article, "save", title="Newer", change_class="update")
        live(article, self.cast)

        response = press(self.client, article, "save")

        self.assertRedirects(response, page_of(article))
        self.assertEqual(newest(article).number, 2)

    def test_saving_in_review_says_before_that_approvals_are_lost(self) -> None:
        article = submitted(make_article(self.cast), self.cast)

        response = signed_in(self.cast.editor).get(page_of(article))

        self.assertContains(response, "saving sends it back to level 1")

    def test_the_computed_reading_time_stands_beside_the_override(self) -> None:
        article = make_article(self.cast, make_content(reading_minutes_override=13))

        response = self.client.get(page_of(article))

        self.assertContains(response, "as computed, 1 minute.")
        self.assertContains(response, 'value="13"')

    def test_findings_stand_under_the_form_with_place_and_words(self) -> None:
        article = make_article(self.cast, make_content(body=["They opened the the line."]))

        response = self.client.get(page_of(article))

        self.assertContains(response, "the the</mark>")


class KeepingTests(TestCase):
    """Whatever stops a save: the words come back."""

    def setUp(self) -> None:
        self.cast = make_cast()
        self.article = make_article(self.cast)
        self.client = signed_in(self.cast.reporter)
        self.form = filled_in(self.article, verb="save", title="My precious words")

    def test_who_has_signed_out_gets_his_words_back(self) -> None:
        self.client.logout()
        english = {"Accept-Language": "en"}

        response = self.client.post(page_of(self.article), self.form, headers=english)

        self.assertContains(response, "My precious words", status_code=403)
        self.assertContains(response, "signed out", status_code=403)

    def test_whose_account_was_closed_gets_his_words_back(self) -> None:
        self.cast.reporter.is_active = False
        self.cast.reporter.save()

        response = self.client.post(page_of(self.article), self.form)

        self.assertContains(response, "My precious words", status_code=403)
        self.assertEqual(head_number(self.article), 1)

    def test_who_lost_his_role_gets_his_words_back_and_sees_nothing_of_the_article(self) -> None:
        ColumnRole.objects.filter(user=self.cast.reporter).delete()

        response = self.client.post(page_of(self.article), self.form)

        self.assertContains(response, "My precious words", status_code=403)
        self.assertNotContains(response, "A railway opens", status_code=403)
        self.assertEqual(head_number(self.article), 1)

    def test_the_answer_is_the_same_for_an_article_that_does_not_exist(self) -> None:
        stranger = signed_in(self.cast.stranger)
        missing = page_of(self.article).replace(str(self.article.pk), "987654")

        foreign = stranger.post(page_of(self.article), self.form)
        nothing = stranger.post(missing, self.form)

        self.assertEqual((foreign.status_code, nothing.status_code), (403, 403))
        self.assertContains(nothing, "My precious words", status_code=403)

    def test_a_form_older_than_the_sign_in_gives_the_words_back(self) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(self.cast.reporter)

        response = strict.post(page_of(self.article), self.form)

        self.assertContains(response, "My precious words", status_code=403)

    def test_whose_article_went_into_review_meanwhile_gets_his_words_to_copy(self) -> None:
        submitted(self.article, self.cast)

        response = self.client.post(page_of(self.article), self.form)

        self.assertContains(response, "Your words, not saved", status_code=403)
        self.assertContains(response, "My precious words", status_code=403)
        self.assertContains(response, "only its editors change it now", status_code=403)
        self.assertEqual(head_number(self.article), 1)

    def test_a_form_without_its_revision_gives_the_words_back(self) -> None:
        for base in ("", "x", "99", "-1", "9" * 30):
            with self.subTest(base=base):
                response = self.client.post(page_of(self.article), {**self.form, "base": base})

                self.assertContains(response, "My precious words", status_code=400)

    def test_what_is_kept_is_text_and_never_markup(self) -> None:
        self.client.logout()

        response = self.client.post(
            page_of(self.article), {**self.form, "body": "</textarea><script>x()</script>"}
        )

        self.assertNotContains(response, "<script>x()", status_code=403)
