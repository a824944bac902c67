"""The page that begins an article."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, Role
from tests.articles.admin.desk import page_of, signed_in
from tests.factories import Cast, give_role, make_cast, make_column, make_keyword

ADD = reverse("admin:articles_article_add")


def form(cast: Cast, **changes: Any) -> dict[str, Any]:
    return {
        "verb": "create",
        "column": str(cast.column.pk),
        "language": "zh",
        "kind": "news",
        "title": "铁路开通",
        "body": "今天铁路开通。",
        **changes,
    }


class BeginningTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast()
        self.client = signed_in(self.cast.reporter)

    def test_a_reporter_begins_an_article_that_is_his(self) -> None:
        response = self.client.post(ADD, form(self.cast, keywords="铁路", note="First draft."))

        article = Article.objects.get()
        self.assertRedirects(response, page_of(article))
        self.assertEqual(article.owner, self.cast.reporter)
        self.assertEqual((article.title, article.language), ("铁路开通", "zh"))
        self.assertEqual(article.body, "<p>今天铁路开通。</p>")
        self.assertEqual(list(article.keywords.all()), [make_keyword("铁路", "zh")])
        assert article.head is not None
        self.assertEqual(article.head.note, "First draft.")

    def test_only_ones_own_columns_are_offered_and_taken(self) -> None:
        foreign = make_column(name_en="Foreign column")
        second = make_column(name_en="Second column")
        give_role(self.cast.reporter, second, Role.EDITOR)

        page = self.client.get(ADD)
        response = self.client.post(ADD, form(self.cast, column=str(foreign.pk)))

        self.assertContains(page, "Second column")
        self.assertNotContains(page, "Foreign column")
        self.assertContains(response, "铁路开通")
        self.assertContains(response, "mend what is marked")
        self.assertFalse(Article.objects.exists())

    def test_the_page_costs_the_same_for_one_column_as_for_many(self) -> None:
        with CaptureQueriesContext(connection) as few:
            self.client.get(ADD)
        others = [make_column() for _ in range(5)]
        for column in others:
            give_role(self.cast.reporter, column, Role.EDITOR)
        with self.assertNumQueries(len(few)):
            response = self.client.get(ADD)
        for column in others:
            self.assertContains(response, column.name_en)

    def test_wrong_choices_lose_no_word(self) -> None:
        for wrong in ({"column": "x"}, {"language": "fr"}, {"kind": "novel"}, {"column": ""}):
            with self.subTest(wrong=wrong):
                response = self.client.post(ADD, form(self.cast, **wrong))

                self.assertContains(response, "今天铁路开通。")
                self.assertFalse(Article.objects.exists())

    def test_who_lost_his_roles_meanwhile_gets_his_words_back(self) -> None:
        self.cast.reporter.column_roles.all().delete()

        response = self.client.post(ADD, form(self.cast))

        self.assertContains(response, "今天铁路开通。", status_code=403)
        self.assertFalse(Article.objects.exists())

    def test_who_signed_out_meanwhile_gets_his_words_back(self) -> None:
        self.client.logout()

        response = self.client.post(ADD, form(self.cast))

        self.assertContains(response, "今天铁路开通。", status_code=403)
