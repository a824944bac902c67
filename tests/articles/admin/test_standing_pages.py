"""Standing pages at the desk: written, looked at before, saved at once, with a history."""

from __future__ import annotations

from typing import Any

from django.test import Client, TestCase
from django.urls import reverse

from articles import editorial
from articles.admin.standing_page_form import typed_body
from articles.models import Event, Page
from tests.articles.admin.desk import signed_in
from tests.factories import Cast, make_cast, make_page

LIST = reverse("admin:articles_page_changelist")
ADD = reverse("admin:articles_page_add")


def screen_of(page: Page) -> str:
    return reverse("admin:articles_page_change", args=[page.pk])


def typed(**changes: Any) -> dict[str, Any]:
    """Return what a browser sends of a new page's form."""
    return {
        "verb": "edit-page",
        "base": "0",
        "language": "en",
        "slug": "about",
        "title": "About us",
        "body": "We report.\r\n\r\nWe correct.",
        "order": "1",
        "is_published": "on",
        "reason": "Readers ask who we are.",
        **changes,
    }


class StandingPageTests(TestCase):
    cast: Cast
    client: Client

    def setUp(self) -> None:
        self.cast = make_cast()
        self.client = signed_in(self.cast.chief)

    def save(self, page: Page, **changes: Any) -> Any:
        """Press the button with the page as it stands, but for the changes."""
        base = str(editorial.newest_event(page))
        body = typed_body(page.body).replace("\n", "\r\n")
        return self.client.post(
            screen_of(page), typed(**{"base": base, "body": body, **changes}), follow=True
        )

    def test_a_page_is_begun_and_readers_have_it_at_once(self) -> None:
        response = self.client.post(ADD, typed(), follow=True)

        page = Page.objects.get()
        self.assertRedirects(response, screen_of(page))
        self.assertContains(response, "Saved: readers have it.")
        self.assertEqual(page.body, "<p>We report.</p><p>We correct.</p>")
        self.assertContains(response, "&lt;/p&gt;\n\n&lt;p&gt;We correct")
        self.assertContains(Client().get("/en/page/about/"), "<p>We correct.</p>")
        self.assertEqual(Event.objects.get(page=page).reason, "Readers ask who we are.")

    def test_what_is_saved_as_it_stands_changes_nothing(self) -> None:
        self.client.post(ADD, typed())
        page = Page.objects.get()

        response = self.save(page)

        self.assertContains(response, "Nothing had changed")
        self.assertEqual(Event.objects.filter(page=page).count(), 1)

    def test_a_page_is_taken_from_readers_without_the_tick(self) -> None:
        page = make_page(self.cast)

        response = self.save(page, is_published="")

        self.assertContains(response, "Saved: readers do not have it.")
        self.assertEqual(Client().get("/en/page/about/").status_code, 404)
        self.assertNotContains(response, "What readers have")

    def test_a_stored_page_keeps_its_address_whatever_is_sent(self) -> None:
        page = make_page(self.cast)

        self.save(page, language="zh", slug="other", title="Us")

        page.refresh_from_db()
        self.assertEqual((page.language, page.slug, page.title), ("en", "about", "Us"))
        self.assertNotContains(self.client.get(screen_of(page)), 'name="slug"')

    def test_refusals_keep_what_was_typed(self) -> None:
        make_page(self.cast, "taken")
        for changes, told, status in (
            ({"slug": "taken"}, "There is a page with this short name already.", 403),
            ({"slug": "About"}, "A short name has small letters", 403),
            ({"reason": " "}, "Say why: the others will read it.", 403),
            ({"title": ""}, "This field is required.", 200),
            ({"order": "x"}, "Enter a whole number.", 200),
            ({"language": "fr"}, "Select a valid choice.", 200),
            ({"body": "a\0b"}, "Null characters are not allowed.", 200),
            ({"body": "x" * 200_001}, "more than 200,000 bytes", 200),
            ({"verb": "kill"}, "The form came without its button.", 400),
            ({"base": "x"}, "The form came without its button.", 400),
        ):
            with self.subTest(changes=changes):
                sent = typed(**{"body": "Words that nobody may lose", **changes})
                response = self.client.post(ADD, sent)

                self.assertContains(response, told, status_code=status)
                if "body" not in changes:
                    self.assertContains(response, "Words that nobody", status_code=status)
        self.assertEqual(Page.objects.count(), 1)

    def test_who_was_slower_reads_both_and_may_save_again(self) -> None:
        page = make_page(self.cast)
        stale = typed(base="1", title="Mine")
        self.save(page, title="Theirs")

        response = self.client.post(screen_of(page), stale)

        self.assertContains(response, "Somebody else saved this page", status_code=409)
        self.assertContains(response, 'value="Mine"', status_code=409)
        self.assertContains(response, "Theirs", status_code=409)
        self.assertContains(response, 'name="base" value="2"', status_code=409)
        page.refresh_from_db()
        self.assertEqual(page.title, "Theirs")

    def test_who_is_signed_out_meanwhile_gets_his_words_back(self) -> None:
        page = make_page(self.cast)
        self.client.logout()

        response = self.client.post(screen_of(page), typed(body="Words that nobody may lose"))

        self.assertContains(response, "Words that nobody may lose", status_code=403)
        page.refresh_from_db()
        self.assertEqual(page.title, "About us")

    def test_a_preview_shows_what_was_typed_and_stores_nothing(self) -> None:
        page = make_page(self.cast)
        make_page(self.cast, language="zh", title="关于我们")
        for address in (ADD, screen_of(page)):
            with self.subTest(address=address):
                sent = typed(verb="preview", title="Not yet", reason="")
                response = self.client.post(address, sent)

                self.assertContains(response, "<h1>Not yet</h1>")
                self.assertContains(response, "<p>We correct.</p>")
                self.assertContains(response, 'content="noindex"')
                self.assertContains(response, 'href="/page/about/"')
        self.assertEqual(Page.objects.filter(language="en").get().title, "About us")
        self.assertEqual(Event.objects.filter(page=page).count(), 1)

    def test_the_history_says_who_changed_what_and_why(self) -> None:
        page = make_page(self.cast)

        response = self.save(page, title="Us", order="0", body="<p>We report.</p>")

        self.assertContains(response, "Readers ask who we are.")
        self.assertContains(response, "Chief")
        self.assertContains(response, "<td>Title</td>", html=True)
        event = Event.objects.get(page=page, number=2)
        link = reverse("admin:articles_event_change", args=[event.pk])
        self.assertContains(response, link)
        self.assertContains(self.client.get(link), "Us")

    def test_others_of_the_desk_read_it_and_read_who_may(self) -> None:
        page = make_page(self.cast)
        for person in (self.cast.reporter, self.cast.editor):
            with self.subTest(person=person):
                client = signed_in(person)
                response = client.get(screen_of(page))

                self.assertContains(response, "About us")
                self.assertContains(response, 'aria-disabled="true"')
                self.assertContains(response, "a chief editor of any column may do it")
                self.assertContains(response, "Other Chief")
                response = client.post(screen_of(page), typed(base="1", title="Mine"))
                self.assertContains(response, 'value="Mine"', status_code=403)
        page.refresh_from_db()
        self.assertEqual(page.title, "About us")

    def test_the_list_finds_pages_by_language(self) -> None:
        make_page(self.cast)
        make_page(self.cast, language="zh", title="关于我们")

        self.assertContains(self.client.get(LIST), "About us")
        self.assertContains(self.client.get(LIST), "关于我们")
        self.assertNotContains(self.client.get(LIST, {"language": "zh"}), "About us")

    def test_the_list_tells_what_readers_have_in_the_words_of_the_form(self) -> None:
        make_page(self.cast)
        self.cast.chief.language = "zh"
        self.cast.chief.save()

        response = self.client.get(LIST)

        self.assertContains(response, "读者可见")
        self.assertNotContains(response, "线上版本")

    def test_a_page_costs_no_more_queries_with_a_long_history(self) -> None:
        page = make_page(self.cast)
        self.client.get(screen_of(page))
        with self.assertNumQueries(8):
            self.client.get(screen_of(page))
        for number in range(5):
            page.title = f"Title {number}"
            editorial.edit_page(
                page, actor=self.cast.chief, reason="Again.", base=editorial.newest_event(page)
            )
        with self.assertNumQueries(8):
            self.client.get(screen_of(page))
