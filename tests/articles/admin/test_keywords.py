"""Keywords at the desk: found by their use, renamed, paired and merged on one page."""

from __future__ import annotations

from typing import Any

from django.test import Client, TestCase
from django.urls import reverse

from articles import editorial
from articles.models import Event, Keyword
from tests.articles.admin.desk import signed_in
from tests.articles.reader.pages import publish
from tests.factories import Cast, make_article, make_cast, make_content, make_keyword

LIST = reverse("admin:articles_keyword_changelist")


def screen_of(keyword: Keyword) -> str:
    return reverse("admin:articles_keyword_change", args=[keyword.pk])


class KeywordScreenTests(TestCase):
    cast: Cast
    client: Client
    keyword: Keyword

    def setUp(self) -> None:
        self.cast = make_cast()
        self.client = signed_in(self.cast.chief)
        self.keyword = make_keyword("harbour")

    def press(self, verb: str = "edit-keyword", **typed: Any) -> Any:
        """Press a button with the forms as a browser sends them."""
        facts = editorial.keyword_facts(self.keyword)
        sent = {
            "verb": verb,
            "base": str(editorial.newest_event(self.keyword)),
            "name": facts.name,
            "slug": facts.slug,
            "names": "\r\n".join(facts.names),
            "counterpart": facts.counterpart,
            "reason": "As it is written.",
            "merge-reason": "The same.",
            **typed,
        }
        return self.client.post(screen_of(self.keyword), sent, follow=True)

    def carried_by_readers(self) -> None:
        publish(self.cast, make_content(keywords=(self.keyword.pk,)))

    def test_a_keyword_is_renamed_and_readers_have_it_at_once(self) -> None:
        self.carried_by_readers()
        make_keyword("港口", "zh")

        response = self.press(
            name="Port", slug="port", names="harbour\r\n haven", counterpart="港口"
        )

        self.assertRedirects(response, screen_of(self.keyword))
        self.assertContains(response, "Saved: readers have it.")
        self.assertContains(response, "Name, Short name, Other names, In the other language")
        self.assertContains(response, "1 article carries it.")
        self.assertContains(response, "harbour\nhaven")
        self.assertContains(response, "harbour", status_code=200)
        self.assertContains(Client().get("/en/keyword/port/"), "Port")
        self.assertEqual(Client().get("/en/keyword/harbour/").status_code, 301)

    def test_what_is_saved_as_it_stands_changes_nothing(self) -> None:
        self.assertContains(self.press(), "Nothing had changed")
        self.assertFalse(Event.objects.filter(keyword=self.keyword).exists())

    def test_a_keyword_is_merged_and_its_page_says_into_which(self) -> None:
        self.carried_by_readers()
        into = make_keyword("port")

        response = self.press("merge-keyword", **{"merge-into": "PORT"})

        self.assertRedirects(response, screen_of(into))
        self.assertContains(response, "Merged: “port” took over 1 articles.")
        self.assertContains(response, "It took over:")
        self.assertContains(response, "Former short names that lead here:")
        gone = self.client.get(screen_of(self.keyword))
        self.assertContains(gone, "Merged into:")
        self.assertContains(gone, "The same.")
        self.assertNotContains(gone, 'name="verb"')

    def test_refusals_keep_what_was_typed(self) -> None:
        make_keyword("port")
        for verb, typed, status, why in (
            ("edit-keyword", {"name": "Port"}, 403, "leads to the keyword “port”"),
            ("edit-keyword", {"name": "x", "reason": ""}, 403, "reason"),
            ("edit-keyword", {"name": "", "slug": "kept"}, 200, "mend what is marked"),
            ("edit-keyword", {"name": "kept", "base": "7"}, 409, "Somebody else changed"),
            ("merge-keyword", {"merge-into": "nothing"}, 200, "no keyword of this name"),
            ("merge-keyword", {"merge-into": "harbour"}, 403, "into itself"),
            ("merge-keyword", {"merge-into": "port", "base": "7"}, 409, "Somebody else changed"),
            ("kill", {"name": "kept"}, 400, "without its button"),
            ("edit-keyword", {"name": "kept", "base": ""}, 400, "without its button"),
        ):
            with self.subTest(verb=verb, typed=typed):
                response = self.press(verb, **typed)

                self.assertContains(response, why, status_code=status)
                for value in filter(None, typed.values()):
                    if value != "7":
                        self.assertContains(response, f'value="{value}"', status_code=status)
        self.assertEqual(editorial.keyword_facts(self.keyword).name, "harbour")
        self.assertFalse(Event.objects.filter(keyword=self.keyword).exists())

    def test_others_of_the_desk_look_and_read_who_may(self) -> None:
        for person in (self.cast.reporter, self.cast.editor):
            self.client = signed_in(person)

            response = self.client.get(screen_of(self.keyword))

            self.assertContains(response, "a chief editor of any column may do it", count=2)
            self.assertContains(response, 'aria-disabled="true"', count=2)
            self.assertEqual(self.press(name="Port").status_code, 403)

    def test_the_list_tells_the_used_from_the_unused(self) -> None:
        self.carried_by_readers()
        drafted, unused, merged = (make_keyword(name) for name in ("drafted", "unused", "merged"))
        make_article(self.cast, make_content(keywords=(drafted.pk,)))
        editorial.merge_keyword(merged, unused, actor=self.cast.chief, reason="x", base=0)

        for use, names in (
            ("public", {"harbour"}),
            ("desk", {"drafted"}),
            ("none", {"unused"}),
            ("merged", {"merged"}),
            ("", {"harbour", "drafted", "unused"}),
        ):
            with self.subTest(use=use):
                shown = self.client.get(LIST, {"use": use} if use else {}).context["cl"].queryset
                self.assertEqual({each.name for each in shown}, names)
        self.assertContains(self.client.get(LIST, {"use": "merged"}), "→ unused")

    def test_the_list_costs_no_more_queries_with_more_on_it(self) -> None:
        self.client.get(LIST)
        with self.assertNumQueries(6):
            self.client.get(LIST)
        for number in range(20):
            english, chinese = make_keyword(f"n{number}"), make_keyword(f"词{number}", "zh")
            Keyword.objects.filter(pk=english.pk).update(counterpart=chinese)
        with self.assertNumQueries(6):
            self.client.get(LIST)
