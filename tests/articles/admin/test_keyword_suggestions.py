"""Keywords are offered to who writes an article, from what the form holds."""

from __future__ import annotations

from django.test import TestCase
from django.urls import reverse

from articles.models import Article
from tests.articles.admin.desk import signed_in
from tests.factories import make_article, make_cast, make_keyword


class KeywordSuggestionTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast()
        self.client = signed_in(self.cast.reporter)
        for name in ("railway", "Kenya"):
            make_keyword(name)
        make_keyword("铁路", "zh")

    def ask(self, article: Article | None = None, **typed: str) -> list[str]:
        key = "add" if article is None else str(article.pk)
        address = reverse("admin:articles_article_keywords", args=[key])
        response = self.client.post(address, typed)
        self.assertEqual(response.status_code, 200)
        names: list[str] = response.json()["keywords"]
        return names

    def test_the_articles_language_decides_or_the_forms(self) -> None:
        article = make_article(self.cast)
        words = {"title": "A railway 铁路", "body": "<p>In <b>Kenya</b>.</p>"}

        self.assertEqual(self.ask(article, **words, language="zh"), ["railway", "Kenya"])
        self.assertEqual(self.ask(**words, language="zh"), ["铁路"])
        self.assertEqual(self.ask(**words, language="fr"), [])
        self.assertEqual(self.ask(**words), [])

    def test_what_is_written_already_is_left_out(self) -> None:
        found = self.ask(title="A railway in Kenya", keywords="RAILWAY\r\nx", language="en")

        self.assertEqual(found, ["Kenya"])

    def test_odd_words_do_no_harm(self) -> None:
        self.assertEqual(self.ask(title="\0'\"%", body="<p>" * 5_000, language="en"), [])
