"""The desk's list: whose articles, what it shows, how it is searched and filtered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import TestCase
from django.urls import reverse
from django.utils.timezone import now

from accounts.models import User
from articles import editorial
from articles.models import Article
from tests.articles.admin.desk import signed_in
from tests.factories import (
    PASSWORD,
    Cast,
    approved,
    make_article,
    make_cast,
    make_content,
    make_live_article,
    submitted,
)

LIST = reverse("admin:articles_article_changelist")


class ListTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast()
        self.client = signed_in(self.cast.editor)

    def numbers(self, client: Any = None, **parameters: str) -> set[int]:
        response = (client or self.client).get(LIST, parameters)
        self.assertEqual(response.status_code, 200)
        return {article.number for article in response.context["cl"].result_list}

    def test_it_shows_only_articles_of_ones_own_columns(self) -> None:
        elsewhere = make_cast()
        mine = make_article(self.cast)
        theirs = make_article(elsewhere, make_content(title="A secret plan"))

        response = self.client.get(LIST)

        self.assertEqual(self.numbers(), {mine.number})
        self.assertNotContains(response, "A secret plan")
        self.assertNotContains(response, str(theirs.number))
        self.assertNotContains(response, elsewhere.column.name_en)

    def test_an_administrator_without_a_role_sees_no_article(self) -> None:
        make_article(self.cast, make_content(title="A secret plan"))
        boss = User.objects.create_superuser("boss@example.org", PASSWORD)

        response = signed_in(boss).get(LIST)

        self.assertEqual(response.status_code, 403)

    def test_it_shows_the_stage_with_its_level(self) -> None:
        submitted(make_article(self.cast), self.cast)

        self.assertContains(self.client.get(LIST), "in review, level 1 of 2")

    def test_it_shows_the_newest_title_beside_the_one_that_readers_have(self) -> None:
        article = make_live_article(self.cast, make_content(title="Old title"))
        editorial.save(article, make_content(title="New title"), actor=self.cast.chief, base=1)

        response = self.client.get(LIST)

        self.assertContains(response, "New title")
        self.assertContains(response, "readers have: Old title")

    def test_titles_are_escaped(self) -> None:
        article = make_live_article(self.cast, make_content(title="<b>old</b>"))
        editorial.save(article, make_content(title="<i>new</i>"), actor=self.cast.chief, base=1)

        response = self.client.get(LIST)

        self.assertNotContains(response, "<b>old</b>")
        self.assertNotContains(response, "<i>new</i>")

    def test_it_is_searched_in_both_languages_by_parts_of_words(self) -> None:
        english = make_article(self.cast, make_content(title="Launching the Railway"))
        chinese = make_article(self.cast, make_content(title="中亚铁路今天开通"), language="zh")

        self.assertEqual(self.numbers(q="railw"), {english.number})
        self.assertEqual(self.numbers(q="LAUNCH railway"), {english.number})
        self.assertEqual(self.numbers(q="铁路"), {chinese.number})
        self.assertEqual(self.numbers(q="铁路 railway"), set())
        self.assertEqual(self.numbers(q=str(chinese.number)), {chinese.number})
        self.assertEqual(self.numbers(q=f"#{english.number}"), {english.number})

    def test_the_title_of_a_pending_change_is_found_as_well_as_the_readers(self) -> None:
        article = make_live_article(self.cast, make_content(title="老标题"), language="zh")
        editorial.save(article, make_content(title="新标题"), actor=self.cast.chief, base=1)

        self.assertEqual(self.numbers(q="新标"), {article.number})
        self.assertEqual(self.numbers(q="老标"), {article.number})

    def test_odd_searches_find_nothing_and_break_nothing(self) -> None:
        make_article(self.cast)
        for term in ("%", "_", "'", '"', "9" * 40, "\\", "²", "٣", "a " * 200, "\x00"):
            with self.subTest(term=term):
                self.assertEqual(self.client.get(LIST, {"q": term}).status_code, 200)

    def test_it_is_filtered_by_stage_state_column_language_and_owner(self) -> None:
        draft = make_article(self.cast)
        review = submitted(make_article(self.cast, language="zh"), self.cast)
        live = make_live_article(self.cast)
        Article.objects.filter(pk=live.pk).update(owner=self.cast.editor)
        column = str(self.cast.column.pk)

        for parameters, expected in (
            ({"stage": "draft"}, {draft}),
            ({"stage": "review"}, {review}),
            ({"stage": "clean"}, {live}),
            ({"public_state": "live"}, {live}),
            ({"public_state": "unpublished"}, {draft, review}),
            ({"public_state": "killed"}, set()),
            ({"column": column}, {draft, review, live}),
            ({"language": "zh"}, {review}),
            ({"owner": str(self.cast.editor.pk)}, {live}),
            ({"owner": str(self.cast.reporter.pk)}, {draft, review}),
            ({"owner": "nobody"}, set()),
            ({"language": "en", "stage": "draft"}, {draft}),
        ):
            with self.subTest(parameters=parameters):
                found = self.numbers(**parameters)
                self.assertEqual(found, {article.number for article in expected})

    def test_it_is_filtered_by_dates(self) -> None:
        article = make_live_article(self.cast)
        old = make_live_article(self.cast)
        future = make_article(self.cast)
        approved(future, self.cast)
        editorial.publish(
            future, actor=self.cast.chief, revision=1, moment=now() + timedelta(days=2)
        )
        Article.objects.filter(pk=old.pk).update(
            changed_at=now() - timedelta(days=20),
            published_at=now() - timedelta(days=20),
            expires_at=now() - timedelta(days=1),
        )
        for parameters, expected in (
            ({"changed": "today"}, {article, future}),
            ({"changed": "month"}, {article, future, old}),
            ({"published": "week"}, {article}),
            ({"published": "month"}, {article, old}),
            ({"public_state": "scheduled"}, {future}),
            ({"public_state": "expired"}, {old}),
            ({"public_state": "live"}, {article}),
        ):
            with self.subTest(parameters=parameters):
                found = self.numbers(**parameters)
                self.assertEqual(found, {each.number for each in expected})

    def test_articles_with_other_words_under_way_are_found(self) -> None:
        make_live_article(self.cast)
        pending = make_live_article(self.cast)
        editorial.save(pending, make_content(title="New"), actor=self.cast.chief, base=1)

        self.assertEqual(self.numbers(pending="yes"), {pending.number})

    def test_owners_and_columns_of_others_are_not_offered(self) -> None:
        elsewhere = make_cast()
        make_article(elsewhere)
        make_article(self.cast)

        response = self.client.get(LIST)

        self.assertNotContains(response, f"owner={elsewhere.reporter.pk}")
        self.assertContains(response, f"owner={self.cast.reporter.pk}")
        self.assertNotContains(response, f"column={elsewhere.column.pk}")

    def test_parameters_that_it_did_not_offer_are_answered_404_or_400(self) -> None:
        elsewhere = make_cast()
        make_article(elsewhere)
        for parameters, status in (
            ({"column": str(elsewhere.column.pk)}, 404),
            ({"owner": str(elsewhere.reporter.pk)}, 404),
            ({"stage": "x"}, 404),
            ({"stage": "\x00"}, 404),
            ({"title__startswith": "A"}, 400),
            ({"head__json__title__contains": "A"}, 400),
            ({"owner__password__startswith": "a"}, 400),
            ({"column__roles__user__email": "a"}, 400),
            ({"_popup": "1"}, 404),
            ({"_to_field": "id"}, 404),
        ):
            with self.subTest(parameters=parameters):
                self.assertEqual(self.client.get(LIST, parameters).status_code, status)

    def test_it_takes_no_orders(self) -> None:
        article = make_article(self.cast)
        order = {
            "action": "delete_selected",
            "_selected_action": [str(article.pk)],
            "post": "yes",
            "form-TOTAL_FORMS": "1",
            "form-0-id": str(article.pk),
            "form-0-title": "forged",
        }

        response = self.client.post(LIST, order)

        self.assertEqual(response.status_code, 403)
        self.assertTrue(Article.objects.filter(pk=article.pk).exists())
        self.assertNotContains(self.client.get(LIST), "delete_selected")


class ListCostTests(TestCase):
    QUERIES = 7
    """Session, user, its limits, columns, owners, count and page."""

    def fill(self, cast: Cast) -> None:
        for owner in (cast.reporter, cast.editor, cast.chief):
            article = make_live_article(cast)
            Article.objects.filter(pk=article.pk).update(owner=owner)
            editorial.save(article, make_content(title="New"), actor=cast.chief, base=1)

    def test_a_list_costs_the_same_however_long_it_is(self) -> None:
        cast = make_cast()
        client = signed_in(cast.editor)
        self.fill(cast)
        client.get(LIST)
        for parameters in ({}, {"q": "New title"}, {"stage": "draft", "q": "N"}):
            with self.assertNumQueries(self.QUERIES):
                client.get(LIST, parameters)
        for _ in range(3):
            self.fill(cast)

        for parameters in ({}, {"q": "New title"}, {"stage": "draft", "q": "N"}):
            with self.assertNumQueries(self.QUERIES):
                client.get(LIST, parameters)
