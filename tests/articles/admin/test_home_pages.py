"""Home pages at the desk: placing, planning, taking off, and looking at it before."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.test import Client, TestCase
from django.urls import reverse
from django.utils.timezone import localtime, now

from articles import editorial
from articles.models import Article, Event, Placement, PublicState, Slot
from tests.articles.admin.desk import signed_in
from tests.articles.reader.pages import publish, set_row
from tests.factories import Cast, make_article, make_cast, make_content, make_placement

SCREEN = reverse("admin:articles_placement_changelist")
ENGLISH = f"{SCREEN}?language=en"
PREVIEW = reverse("admin:articles_placement_preview")
FRAME = reverse("admin:articles_placement_preview_frame")

HOUR = timedelta(hours=1)


def typed(moment: datetime) -> str:
    """Return a moment as browsers send it."""
    return localtime(moment).strftime("%Y-%m-%dT%H:%M")


class HomeScreenTests(TestCase):
    cast: Cast
    client: Client

    def setUp(self) -> None:
        self.cast = make_cast()
        self.client = signed_in(self.cast.chief)
        self.newest = self.titled("The newest", 1)
        self.article = self.titled("The chosen", 5)

    def titled(self, title: str, hours_ago: int = 10, language: str = "en") -> Article:
        return publish(
            self.cast,
            make_content(title=title),
            language=language,
            published_at=now() - hours_ago * HOUR,
        )

    def form(self, **changes: Any) -> dict[str, Any]:
        """Return what a browser sends of the form."""
        return {
            "verb": "place",
            "place": "lead-1",
            "number": str(self.article.number),
            "from_at": "",
            "until_at": "",
            "text": "",
            "reason": "The news of the day.",
            **changes,
        }

    def press(self, address: str = ENGLISH, **changes: Any) -> Any:
        return self.client.post(address, self.form(**changes), follow=True)

    def home(self) -> str:
        return Client().get("/en/").content.decode()

    def lead(self) -> str:
        return self.home().partition('class="front-lead"')[2].partition("</article>")[0]

    def test_an_article_is_placed_and_readers_see_it_at_once(self) -> None:
        self.assertIn("The newest", self.lead())

        response = self.press(number=f"#{self.article.number}")

        self.assertRedirects(response, ENGLISH)
        self.assertContains(response, "Placed.")
        self.assertContains(response, f"{self.article.number} The chosen")
        self.assertIn("The chosen", self.lead())
        event = Event.objects.get(placement__isnull=False)
        self.assertContains(response, event.reason)
        self.assertContains(response, f"<td>{self.article.number} The chosen</td>", html=True)
        self.assertNotContains(response, "It displaces: ")
        self.assertEqual(event.reason, "The news of the day.")

    def test_a_plan_is_listed_and_ends_what_stands_there(self) -> None:
        begins, ends = now() + HOUR, now() + 2 * HOUR
        make_placement(self.newest, self.cast)

        response = self.press(from_at=typed(begins), until_at=typed(ends))

        self.assertContains(response, "Planned: it begins at")
        self.assertContains(response, f"It displaces: {self.newest.number} The newest")
        self.assertIn("The newest", self.lead())
        begins_at, ends_at = (f"{localtime(each):%Y-%m-%d %H:%M}" for each in (begins, ends))
        self.assertContains(response, f"– {begins_at}")
        self.assertContains(response, f"{begins_at} – {ends_at}")

    def test_what_stands_there_is_taken_off_with_a_reason(self) -> None:
        placement = make_placement(self.article, self.cast)
        sent = {"verb": "unplace", "placement": str(placement.pk), "reason": "It is over."}

        response = self.client.post(ENGLISH, sent, follow=True)

        self.assertContains(response, "Taken off")
        self.assertIn("The newest", self.lead())
        self.assertEqual(Event.objects.filter(placement=placement).count(), 2)
        again = self.client.post(ENGLISH, sent)
        self.assertContains(again, "It does not stand there any more.", status_code=403)

    def test_a_plan_is_cancelled_by_the_same_button(self) -> None:
        plan = make_placement(self.article, self.cast, from_at=now() + HOUR)

        self.client.post(
            ENGLISH, {"verb": "unplace", "placement": str(plan.pk), "reason": "Not yet."}
        )

        response = self.client.get(ENGLISH)
        self.assertContains(response, "Cancelled.")
        self.assertNotContains(response, f'value="{plan.pk}"')

    def test_refusals_keep_what_was_typed(self) -> None:
        chinese = self.titled("中文", language="zh")
        hidden = make_article(make_cast())
        begins = typed(now() + HOUR)
        banner = {"place": "banner-1", "text": "Trains run again"}
        for changes, told, status in (
            ({"number": str(chinese.number)}, "in another language than this page", 403),
            ({"number": "4242"}, "There is no article with this number for you.", 200),
            ({"number": str(hidden.number)}, "There is no article with this number", 200),
            ({"number": "x"}, "number has only digits", 200),
            ({"number": "9" * 30}, "number has only digits", 200),
            ({"number": ""}, "This field is required.", 200),
            ({"place": "cellar-1"}, "Select a valid choice.", 200),
            ({"from_at": "2001-01-01T00:00"}, "That moment is past", 403),
            ({"from_at": "soon"}, "Enter a valid date/time.", 200),
            ({"from_at": begins, "until_at": begins}, "It must end after it begins.", 403),
            ({"text": "Words"}, "Only a banner has words of its own.", 403),
            ({**banner, "text": ""}, "Write what the banner says.", 403),
            (banner, "A banner ends by itself", 403),
            ({**banner, "until_at": typed(now() + 25 * HOUR)}, "A banner ends by itself", 403),
            ({**banner, "text": "x" * 101}, "at most 100 characters", 200),
            ({"reason": ""}, "Say why: the others will read it.", 403),
        ):
            with self.subTest(changes=changes):
                sent = self.form(**{"reason": "Words that nobody may lose", **changes})
                response = self.client.post(ENGLISH, sent)

                self.assertContains(response, told, status_code=status)
                if "reason" not in changes:
                    self.assertContains(response, "Words that nobody", status_code=status)
                self.assertContains(response, 'role="alert"', status_code=status)
        self.assertFalse(Placement.objects.exists())

    def test_a_reason_for_taking_off_is_asked_and_kept_in_its_row(self) -> None:
        placement = make_placement(self.article, self.cast)
        other = make_placement(self.newest, self.cast, Slot.PINNED)
        sent = {"verb": "unplace", "placement": str(placement.pk), "reason": " "}

        response = self.client.post(ENGLISH, sent)

        self.assertContains(response, "Say why", status_code=403)
        editorial.unplace(placement, actor=self.cast.chief, reason="Faster.")
        sent = {**sent, "placement": str(other.pk), "reason": "My reason"}
        self.client.force_login(self.cast.editor)
        response = self.client.post(ENGLISH, sent)
        self.assertContains(response, 'value="My reason"', count=1, status_code=403)

    def test_a_reason_that_no_row_can_hold_is_refused(self) -> None:
        placement = make_placement(self.article, self.cast)
        for reason, told in (("a\0b", "Null characters"), ("x" * 2001, "at most 2000 characters")):
            with self.subTest(told=told):
                sent = {"verb": "unplace", "placement": str(placement.pk), "reason": reason}
                response = self.client.post(ENGLISH, sent)

                self.assertContains(response, told, status_code=400)
                self.assertContains(response, f'value="{reason}"', status_code=400)
        self.assertIn("The chosen", self.lead())

    def test_odd_words_find_nothing_and_do_no_harm(self) -> None:
        for words in ("\0", "'\"%_*", "🚂", "-NOT OR (", "x" * 10_000, "9" * 30):
            with self.subTest(words=words[:10]):
                response = self.client.get(ENGLISH, {"language": "en", "q": words})

                self.assertEqual(response.status_code, 200)
                self.assertEqual(list(response.context["found"]), [])

    def test_a_form_without_its_button_or_for_nothing_does_nothing(self) -> None:
        placement = make_placement(self.titled("一", language="zh"), self.cast)
        for sent in (
            {},
            {"verb": "kill"},
            {"verb": "unplace"},
            {"verb": "unplace", "placement": "x"},
        ):
            with self.subTest(sent=sent):
                self.assertEqual(self.client.post(ENGLISH, sent).status_code, 400)
        kept = self.client.post(ENGLISH, self.form(verb="kill"))
        self.assertContains(kept, "The news of the day.", status_code=400)
        # It stands on the other home page.
        sent = {"verb": "unplace", "placement": str(placement.pk), "reason": "x"}
        self.assertEqual(self.client.post(ENGLISH, sent).status_code, 400)
        self.assertEqual(Event.objects.filter(placement__isnull=False).count(), 1)

    def test_others_of_the_desk_look_and_read_who_may(self) -> None:
        placement = make_placement(self.article, self.cast)
        for person in (self.cast.reporter, self.cast.editor):
            with self.subTest(person=person):
                client = signed_in(person)
                response = client.get(ENGLISH)

                self.assertContains(response, "The chosen")
                self.assertContains(response, "a chief editor of any column may do it")
                self.assertContains(response, 'aria-disabled="true"', count=2)
                self.assertEqual(client.post(ENGLISH, self.form()).status_code, 403)
                sent = {"verb": "unplace", "placement": str(placement.pk), "reason": "x"}
                self.assertEqual(client.post(ENGLISH, sent).status_code, 403)
        self.assertEqual(Event.objects.filter(placement=placement).count(), 1)

    def test_the_desk_says_what_readers_do_not_have_and_what_stands_instead(self) -> None:
        make_placement(self.article, self.cast)
        make_placement(
            self.article, self.cast, Slot.BANNER, text="Trains run", until_at=now() + HOUR
        )
        set_row(self.article, public_state=PublicState.WITHDRAWN)

        response = self.client.get(ENGLISH)
        index = self.client.get(reverse("admin:index"))

        self.assertContains(response, "Readers do not have it (withdrawn). The newest stands")
        self.assertContains(response, "Readers do not have it (withdrawn). No banner is shown.")
        self.assertIn("The newest", self.lead())
        self.assertNotIn('class="banner"', self.home())
        self.assertContains(index, "stands an article that readers do not have. English: Lead")
        self.assertContains(index, "English: Breaking news")
        reporter = signed_in(self.cast.reporter).get(reverse("admin:index"))
        self.assertNotContains(reporter, "English: Lead")

    def test_an_article_that_readers_will_not_have_then_is_warned_of(self) -> None:
        draft = make_article(self.cast)

        response = self.press(number=str(draft.number))

        self.assertContains(response, "readers won&#x27;t have this article")
        self.assertContains(response, "Readers do not have it (unpublished)")
        plan = make_placement(draft, self.cast, Slot.PINNED, from_at=now() + HOUR)
        self.assertContains(self.client.get(ENGLISH), "readers won&#x27;t have it then", count=1)
        set_row(self.newest, published_at=now() + HOUR / 2)  # public, by the time its place begins
        editorial.unplace(plan, actor=self.cast.chief, reason="Another one.")
        make_placement(self.newest, self.cast, Slot.PINNED, from_at=now() + HOUR)
        self.assertNotContains(self.client.get(ENGLISH), "readers won&#x27;t have it then")

    def test_a_foreign_chief_learns_nothing_of_an_unpublished_article(self) -> None:
        draft = make_article(self.cast, make_content(title="A secret title"))
        make_placement(draft, self.cast)
        make_placement(draft, self.cast, Slot.PINNED, from_at=now() + HOUR)
        set_row(self.newest, published_at=now() + HOUR / 2, title="A secret for tomorrow")
        client = signed_in(make_cast().chief)

        later = {"language": "en", "at": typed(now() + 5 * HOUR)}
        for address in (
            ENGLISH,
            f"{ENGLISH}&q=secret",
            f"{ENGLISH}&q={draft.number}",
            f"{FRAME}?{urlencode(later)}",
        ):
            with self.subTest(address=address):
                response = client.get(address)
                self.assertEqual(response.status_code, 200)
                self.assertNotContains(response, "A secret")
                self.assertNotContains(response, f">{draft.number}")
        # In the places, and in the history.
        self.assertContains(client.get(ENGLISH), "(of another column)", count=4)
        # To those of the column it is shown.
        self.assertContains(self.client.get(ENGLISH), "A secret title")
        self.assertContains(self.client.get(f"{FRAME}?{urlencode(later)}"), "A secret for tomorrow")

    def test_articles_are_found_by_words_and_number_and_chosen_by_a_link(self) -> None:
        self.titled("铁路通车", language="zh")
        draft = make_article(self.cast, make_content(title="A chosen draft"))
        for words, found in (
            ("", ["The newest", "The chosen"]),
            ("chos", ["The chosen", "A chosen draft"]),
            (f"#{draft.number}", ["A chosen draft"]),
            ("铁路", []),
            ("steam", []),
        ):
            with self.subTest(words=words):
                response = self.client.get(ENGLISH, {"language": "en", "q": words})

                shown = [each.title for each, _address in response.context["found"]]
                self.assertEqual(shown, found)
        link = f"?language=en&amp;article={self.article.number}#place-heading"
        self.assertContains(self.client.get(ENGLISH), link)
        chosen = self.client.get(ENGLISH, {"language": "en", "article": str(self.article.number)})
        self.assertContains(chosen, f'name="number" value="{self.article.number}"')

    def test_a_preview_shows_the_page_with_what_was_typed_and_stores_nothing(self) -> None:
        response = self.press(verb="preview", reason="")

        lead = response.content.decode().partition('class="front-lead"')[2]
        self.assertIn("The chosen", lead.partition("</article>")[0])
        self.assertContains(response, 'content="noindex"')
        self.assertFalse(Placement.objects.exists())
        banner = self.press(
            verb="preview",
            place="banner-1",
            text="Trains run again",
            until_at=typed(now() + 2 * HOUR),
        )
        self.assertContains(banner, "Trains run again")
        refused = self.press(verb="preview", text="Words")
        self.assertContains(refused, "Only a banner has words", status_code=403)

    def test_a_preview_shows_the_page_of_a_moment_to_come(self) -> None:
        begins = now() + 2 * HOUR
        make_placement(self.article, self.cast, from_at=begins, until_at=begins + HOUR)
        for moment, title in (
            (None, "The newest"),
            (begins - HOUR, "The newest"),
            (begins + HOUR / 2, "The chosen"),
            (begins + 2 * HOUR, "The newest"),
        ):
            with self.subTest(moment=moment):
                asked = {"language": "en", "at": typed(moment) if moment else "", "scheme": "dark"}
                page = self.client.get(PREVIEW, asked)
                frame = self.client.get(FRAME, asked)

                self.assertContains(page, "<iframe", count=6)
                self.assertContains(page, urlencode({"at": asked["at"]}))
                html = frame.content.decode()
                self.assertIn('data-scheme="dark"', html)
                lead = html.partition('class="front-lead"')[2].partition("</article>")[0]
                self.assertIn(title, lead)
                self.assertEqual(frame.headers["X-Frame-Options"], "SAMEORIGIN")
                self.assertIn("frame-ancestors 'self'", frame.headers["Content-Security-Policy"])

    def test_a_preview_of_what_is_past_or_no_moment_is_refused(self) -> None:
        for at in ("2001-01-01T00:00", "soon"):
            with self.subTest(at=at):
                page = self.client.get(PREVIEW, {"language": "en", "at": at})

                self.assertContains(page, "Nothing is shown: mend what is marked below.")
                self.assertNotContains(page, "<iframe")
                frame = self.client.get(FRAME, {"language": "en", "at": at})
                self.assertEqual(frame.status_code, 404)

    def test_addresses_with_nonsense_are_not_there(self) -> None:
        for address in (f"{SCREEN}?language=fr", f"{PREVIEW}?language=", f"{FRAME}?scheme=pink"):
            with self.subTest(address=address):
                self.assertEqual(self.client.get(address).status_code, 404)

    def test_each_person_begins_with_the_home_page_of_his_language(self) -> None:
        self.assertContains(self.client.get(SCREEN), "Home page: English</h1>")
        self.cast.chief.language = "zh"
        self.cast.chief.save()

        self.assertContains(self.client.get(SCREEN), "首页：中文</h1>")

    def test_the_page_costs_no_more_queries_with_more_on_it(self) -> None:
        make_placement(self.article, self.cast)
        self.client.get(ENGLISH)
        with self.assertNumQueries(11):
            self.client.get(ENGLISH)
        for position in range(1, 5):
            make_placement(self.newest, self.cast, Slot.PINNED, position=position)
            make_placement(
                self.article,
                self.cast,
                Slot.PINNED,
                position=position,
                from_at=now() + position * HOUR,
            )
        with self.assertNumQueries(11):
            self.client.get(ENGLISH)
