"""What the text editor asks of the desk, and lifting boilerplate without scripts."""

from __future__ import annotations

from typing import Any

from django.test import TestCase
from django.urls import reverse

from articles import editorial
from articles.models import Article, Image, Revision
from tests.articles.admin.desk import filled_in, make_image, page_of, press, signed_in
from tests.factories import make_article, make_cast, make_content, make_live_article

BOILERPLATE = (
    "<p>Seetao 2024-04-01 15:25</p>\r\n\r\n"
    "<p>The first train left at noon.</p>\r\n\r\n"
    "<p>Keywords: railway, bridge</p>"
)


class AskingTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast()
        self.client = signed_in(self.cast.editor)
        self.article = make_article(self.cast)

    def ask(self, what: str, status: int = 200, key: int | str = "", **facts: Any) -> Any:
        address = reverse(f"admin:articles_article_{what}", args=[key or self.article.pk])
        response = self.client.post(address, facts)
        self.assertEqual(response.status_code, status)
        return response.json()

    def test_clean_html_comes_back_as_it_is_and_typed_words_as_saving_makes_them(self) -> None:
        clean = "<p>One.</p>\n\n<h2>Two</h2>"
        self.assertEqual(self.ask("clean", body=clean), {"body": clean})

        typed = "One\r\n\r\n<P onclick=x()>two <script>x</script><b>3</b>"
        self.assertEqual(
            self.ask("clean", body=typed), {"body": "<p>One</p>\n\n<p>two <strong>3</strong></p>"}
        )

    def test_what_no_cleaning_makes_storable_is_refused_with_the_reason(self) -> None:
        for what in ("clean", "lift"):
            for body, reason in (
                ("<div>" * 101, "100 elements"),
                ("x" * 200_001, "200,000 bytes"),
                ("a\0b", "U+0000"),
            ):
                with self.subTest(what=what, reason=reason):
                    self.assertIn(reason, self.ask(what, status=422, body=body)["reason"])

    def test_boilerplate_is_offered_with_what_the_fields_hold(self) -> None:
        answer = self.ask("lift", body=BOILERPLATE, source="Reuters", keywords="port\r\nsea")

        offers = {each["kind"]: (each["label"], each["has"]) for each in answer["offers"]}
        self.assertEqual(
            offers,
            {"source": ("Source and date", "Reuters"), "keywords": ("Keywords", "port · sea")},
        )
        self.assertEqual(answer["values"], {})

    def test_what_is_taken_adds_to_its_field_and_replaces_nothing(self) -> None:
        keywords = self.ask("lift", body=BOILERPLATE, keywords="port\r\nbridge", take="keywords")
        self.assertEqual(keywords["values"]["keywords"], "port\nbridge\nrailway")
        self.assertNotIn("Keywords:", keywords["values"]["body"])

        source = self.ask("lift", body=BOILERPLATE, source="Reuters", take="source")
        self.assertEqual(source["values"]["source"], "Reuters")
        self.assertEqual(source["values"]["note"], "The text said: “Seetao 2024-04-01 15:25”.")
        self.assertNotIn("2024", source["values"]["body"])
        self.assertEqual([each["kind"] for each in source["offers"]], ["keywords"])

    def test_taking_what_is_not_there_changes_nothing(self) -> None:
        for kind in ("copyright", "no-such-kind", ""):
            with self.subTest(kind=kind):
                answer = self.ask("lift", body=BOILERPLATE, take=kind)
                self.assertEqual(answer["values"], {})

    def test_articles_are_found_by_number_and_by_the_beginnings_of_words(self) -> None:
        live = make_live_article(self.cast, make_content("A railway opens"))
        for words in (str(live.number), f"#{live.number}", "railw open"):
            with self.subTest(words=words):
                found = self.ask("find_articles", q=words)["articles"]
                self.assertIn(live.number, [each["number"] for each in found])
        named = {each["number"]: each for each in found}
        self.assertEqual(
            named[live.number],
            {
                "number": live.number,
                "title": "A railway opens",
                "address": f"/details/{live.number}.html",
                "isPublic": True,
            },
        )
        self.assertEqual(self.ask("find_articles", q="")["articles"], [])

    def test_a_draft_of_another_column_is_not_found(self) -> None:
        other = make_cast()
        secret = make_article(other, make_content("Secret railway"))
        for words in ("secret", str(secret.number)):
            with self.subTest(words=words):
                self.assertEqual(self.ask("find_articles", q=words)["articles"], [])

    def test_words_that_another_column_prepares_find_nothing(self) -> None:
        other = make_cast()
        article = make_live_article(other, make_content("A railway opens"))
        content = make_content("A railway opens", body=("Bankruptcy looms.",))
        editorial.save(article, content, actor=other.editor, base=1)

        self.assertEqual(self.ask("find_articles", q="bankruptcy")["articles"], [])
        self.assertEqual(len(self.ask("find_articles", q="railway")["articles"]), 2)

    def test_pictures_are_found_by_number_and_words(self) -> None:
        first, second = make_image("A bridge over a river"), make_image("A train")
        cases: tuple[tuple[dict[str, Any], list[Image]], ...] = (
            ({"q": "river bridge"}, [first]),
            ({"q": f"#{second.pk}"}, [second]),
            ({"q": ""}, [second, first]),
            ({"number": str(first.pk)}, [first]),
            ({"number": "9" * 30}, []),
            ({"q": "aeroplane"}, []),
        )
        for facts, expected in cases:
            with self.subTest(facts=facts):
                found = self.ask("find_pictures", **facts)["pictures"]
                self.assertEqual([each["number"] for each in found], [each.pk for each in expected])

    def test_each_question_takes_as_many_queries_whatever_is_found(self) -> None:
        for title in ("A railway", "A railway too", "One more railway"):
            make_live_article(self.cast, make_content(title))
            make_image(title)
        for what, queries in (("find_articles", 5), ("find_pictures", 5)):
            address = reverse(f"admin:articles_article_{what}", args=[self.article.pk])
            with self.subTest(what=what), self.assertNumQueries(queries):
                self.client.post(address, {"q": "railway"})

    def test_who_begins_an_article_may_ask_too_and_who_has_no_role_not(self) -> None:
        self.assertEqual(self.ask("clean", key="add", body="x"), {"body": "<p>x</p>"})
        self.cast.column.roles.all().delete()

        self.ask("clean", key="add", status=404, body="x")
        self.ask("find_pictures", status=404, q="")


class LoadingTests(TestCase):
    def test_only_the_forms_of_articles_load_the_editor(self) -> None:
        cast = make_cast()
        client = signed_in(cast.chief)
        article = make_article(cast)
        forms = (page_of(article), reverse("admin:articles_article_add"))
        others = (
            reverse("admin:index"),
            reverse("admin:articles_article_changelist"),
            reverse("admin:articles_article_history", args=[article.pk]),
            reverse("admin:articles_article_review", args=[article.pk]),
            reverse("admin:articles_page_add"),
        )

        for address in forms:
            self.assertContains(client.get(address), "desk-editor.js")
        for address in others:
            with self.subTest(address=address):
                self.assertNotContains(client.get(address), "desk-editor")


class WithoutScriptsTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast()
        self.client = signed_in(self.cast.editor)

    def test_the_button_moves_boilerplate_in_the_form_and_saves_nothing(self) -> None:
        article = make_article(self.cast, make_content(source=""))
        response = press(
            self.client, article, "lift", **{**filled_in(article), "body": BOILERPLATE}
        )

        self.assertContains(response, "Moved out of the text, and not saved yet")
        self.assertContains(response, "railway\nbridge</textarea>")
        self.assertContains(response, 'name="source" value="Seetao"')
        self.assertNotContains(response, "Keywords: railway")
        self.assertEqual(Revision.objects.filter(article=article).count(), 1)

    def test_with_nothing_to_move_it_says_so_and_the_words_stay(self) -> None:
        article = make_article(self.cast)

        response = press(
            self.client, article, "lift", **{**filled_in(article), "body": "<p>New words.</p>"}
        )

        self.assertContains(response, "Nothing in the text looks as if it belonged")
        self.assertContains(response, "&lt;p&gt;New words.&lt;/p&gt;")

    def test_it_works_on_an_article_that_is_being_begun(self) -> None:
        response = self.client.post(
            reverse("admin:articles_article_add"),
            {
                "verb": "lift",
                "column": self.cast.column.pk,
                "language": "en",
                "kind": "news",
                "title": "New",
                "body": BOILERPLATE,
            },
        )

        self.assertContains(response, "railway\nbridge</textarea>")
        self.assertContains(response, 'value="New"')
        self.assertFalse(Article.objects.exists())

    def test_a_stranger_gets_his_own_words_back_and_nothing_else(self) -> None:
        article = make_article(self.cast, make_content("A title to be kept from strangers"))
        stranger = signed_in(make_cast().chief)

        response = stranger.post(page_of(article), {"verb": "lift", "base": 1, "body": "mine"})

        self.assertContains(response, "mine", status_code=response.status_code)
        self.assertNotContains(response, "kept from strangers", status_code=response.status_code)
