"""The history of an article: events and revisions, to read."""

from __future__ import annotations

from django.test import TestCase
from django.urls import reverse

from articles import editorial
from articles.admin.article_history import REVISIONS_A_PAGE
from articles.models import Article
from tests.articles.admin.desk import signed_in
from tests.factories import make_article, make_cast, make_content, submitted


def history_of(article: Article) -> str:
    return reverse("admin:articles_article_history", args=[article.pk])


class HistoryTests(TestCase):
    def test_it_tells_who_did_what_when_and_why(self) -> None:
        cast = make_cast()
        article = make_article(cast)
        editorial.save(
            article,
            make_content(title="New"),
            actor=cast.reporter,
            base=1,
            note="A better <b>title</b>.",
        )
        submitted(article, cast)
        editorial.approve(article, actor=cast.editor, revision=2, opinion="Sound.")
        editorial.return_to_author(article, actor=cast.chief, revision=2, reason="Too long.")

        response = signed_in(cast.reporter).get(history_of(article))

        for text in ("Sound.", "Too long.", "Submit for review", "level 1 of 2", "Editor"):
            self.assertContains(response, text)
        self.assertContains(response, "A better &lt;b&gt;title&lt;/b&gt;.")
        self.assertContains(response, "Title")

    def test_it_costs_the_same_however_long_it_is(self) -> None:
        cast = make_cast()
        article = make_article(cast)
        client = signed_in(cast.editor)
        client.get(history_of(article))
        with self.assertNumQueries(14):
            client.get(history_of(article))
        for number in range(1, 6):
            editorial.save(
                article, make_content(title=f"T{number}"), actor=cast.editor, base=number
            )

        with self.assertNumQueries(14):
            client.get(history_of(article))

    def test_it_tells_the_size_of_each_change_and_which_fields(self) -> None:
        cast = make_cast()
        article = make_article(cast, make_content("One two three"))
        editorial.save(article, make_content("One four"), actor=cast.reporter, base=1)

        response = signed_in(cast.reporter).get(history_of(article))

        self.assertContains(response, "+1 −2")
        self.assertContains(response, "1 words or characters added, 2 removed")

    def test_older_revisions_have_pages_of_their_own(self) -> None:
        cast = make_cast()
        article = make_article(cast)
        for number in range(1, REVISIONS_A_PAGE + 1):
            editorial.save(article, make_content(f"T{number}"), actor=cast.editor, base=number)
        client = signed_in(cast.reporter)

        newest = client.get(history_of(article))
        oldest = client.get(history_of(article) + "?before=2")

        self.assertContains(newest, '?before=2"')
        self.assertNotContains(newest, 'compare to revision 1"')
        self.assertContains(oldest, 'compare to revision 1"')
        self.assertEqual(client.get(history_of(article) + "?before=x").status_code, 404)
