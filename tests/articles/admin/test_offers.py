"""Keywords and related articles are offered to who writes, from what the form holds."""

from __future__ import annotations

from django.test import TestCase
from django.urls import reverse

from articles.models import Article
from tests.articles.admin.desk import signed_in
from tests.articles.reader.pages import publish
from tests.factories import make_article, make_cast, make_content, make_keyword


class OfferTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast()
        self.client = signed_in(self.cast.reporter)
        for name in ("railway", "Kenya"):
            make_keyword(name)
        make_keyword("铁路", "zh")

    def ask(
        self, article: Article | None = None, /, what: str = "keywords", **typed: str
    ) -> list[str]:
        """Return the lines that are offered."""
        key = "add" if article is None else str(article.pk)
        address = reverse(f"admin:articles_article_offer_{what}", args=[key])
        response = self.client.post(address, typed)
        self.assertEqual(response.status_code, 200)
        return [offer["line"] for offer in response.json()["offers"]]

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

    def test_what_readers_have_is_offered_and_not_what_stands_there(self) -> None:
        article = make_article(self.cast)
        make_article(self.cast, make_content(title="A railway, but a draft"))
        first, second = (
            publish(self.cast, make_content(title=f"A railway is built {each}"))
            for each in ("today", "tomorrow")
        )

        found = self.ask(article, "related", title="A railway is built today")
        again = self.ask(article, "related", title="A railway", related=f" #{first.number}\r\nx")

        self.assertEqual(found, [f"#{first.number}", f"#{second.number}"])
        self.assertEqual(again, [f"#{second.number}"])
        self.assertEqual(self.ask(what="related", title="A railway", language="zh"), [])
        self.assertEqual(self.ask(what="related", title="A railway"), [])
