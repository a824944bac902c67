"""“Already covered?”: asked by the form of an article, answered with what one may know."""

from __future__ import annotations

from typing import Any

from django.test import TestCase
from django.urls import reverse

from articles.models import Article
from tests.articles.admin.desk import signed_in
from tests.articles.reader.pages import publish
from tests.factories import Cast, make_article, make_cast, make_content

TITLE = "A railway opens in the highlands"


class CoveredTests(TestCase):
    cast: Cast

    def setUp(self) -> None:
        self.cast = make_cast()
        self.client = signed_in(self.cast.reporter)

    def ask(self, article: Article | None = None, **typed: str) -> list[dict[str, Any]]:
        key = "add" if article is None else str(article.pk)
        address = reverse("admin:articles_article_covered", args=[key])
        response = self.client.post(address, {"title": TITLE, "body": "", **typed})
        self.assertEqual(response.status_code, 200)
        articles: list[dict[str, Any]] = response.json()["articles"]
        return articles

    def test_drafts_of_ones_columns_and_what_readers_have_are_told(self) -> None:
        draft = make_article(self.cast, make_content(title=TITLE))
        elsewhere = make_cast()
        make_article(elsewhere, make_content(title=f"{TITLE}, secretly"))
        public = publish(elsewhere, make_content(title=f"{TITLE} today"))

        first, second = self.ask()

        self.assertEqual((first["number"], first["title"]), (draft.number, TITLE))
        change = reverse("admin:articles_article_change", args=[draft.pk])
        self.assertEqual(first["address"], change)
        self.assertEqual(first["note"], "unpublished")
        self.assertEqual(second["address"], public.get_absolute_url())
        self.assertIn("live", second["note"])

    def test_an_article_is_not_like_itself(self) -> None:
        self.assertEqual(self.ask(make_article(self.cast, make_content(title=TITLE))), [])

    def test_odd_words_do_no_harm(self) -> None:
        make_article(self.cast, make_content(title=TITLE))
        for title in ("", " ", "\0", "'\"*%_", "a" * 10_000, "📈", "NEAR OR AND"):
            with self.subTest(title=title[:20]):
                self.assertEqual(self.ask(title=title, body="<p>" * 5_000), [])
