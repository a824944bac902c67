"""The buttons beyond review: what each asks for, does, says, and refuses."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime, now

from accounts.models import User
from articles import editorial
from articles.admin.button_form import ButtonForm
from articles.admin.buttons import VERBS
from articles.content import Content
from articles.models import Article, Column, Event, PublicState, Role, Schedule, Stage
from tests.articles.admin.desk import page_of, press, signed_in
from tests.factories import (
    Cast,
    approved,
    give_role,
    head_number,
    make_article,
    make_cast,
    make_column,
    make_content,
    make_live_article,
    submitted,
)

TOMORROW = timedelta(days=1)
MOST_QUERIES = 20


def typed(moment: datetime) -> str:
    """Return a moment as a browser sends it."""
    return localtime(moment).strftime("%Y-%m-%dT%H:%M")


def to_the_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def times_of_page(client: Client, article: Article, **changes: str) -> dict[str, str]:
    """Return what the page sends of the times, with these changes."""
    page = client.get(page_of(article)).content.decode()
    found = dict(re.findall(r'<input[^>]* name="(times_\w+)"(?:[^>]* value="([^"]*)")?', page))
    return {**found, **changes}


class DeskTestCase(TestCase):
    cast: Cast

    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = make_cast(levels=1)

    def setUp(self) -> None:
        self.chief = signed_in(self.cast.chief)

    def press(self, article: Article, verb: Any, **words: Any) -> Any:
        """Press as the chief editor, and read the article anew."""
        response = press(self.chief, article, verb, **words)
        article.refresh_from_db()
        return response

    def told(self, article: Article) -> str:
        """Return the page with what happened."""
        return self.chief.get(page_of(article)).content.decode()

    def changed(self, article: Article, content: Content | None = None) -> Article:
        """Take other words than the live ones through review."""
        content = content or make_content(
            "A railway opens again", change_class="update", notice_text="It opened again."
        )
        editorial.save(article, content, actor=self.cast.chief, base=head_number(article))
        article.refresh_from_db()
        if article.stage != Stage.REVIEW:
            return approved(article, self.cast)
        editorial.approve(article, actor=self.cast.editor, revision=head_number(article))
        article.refresh_from_db()
        return article

    def scheduled(self, article: Article) -> datetime:
        moment = to_the_minute(now() + TOMORROW)
        self.changed(article)
        editorial.schedule(article, actor=self.cast.chief, revision=head_number(article), at=moment)
        return moment


class GroupTests(DeskTestCase):
    def test_every_verb_of_the_page_has_its_button_with_hint_or_reason(self) -> None:
        page = self.told(make_article(self.cast))

        for verb in VERBS:
            with self.subTest(verb=verb.value):
                self.assertRegex(page, rf'<button[^>]*value="{verb.value}"')
                self.assertRegex(page, rf'<p\s+id="why-{verb.value}"[^>]*>\s*[^<\s]')

    def test_only_what_comes_next_is_unfolded(self) -> None:
        for stage, opened in (("draft", {"review"}), ("approved", {"review", "publish"})):
            with self.subTest(stage=stage):
                article = make_article(self.cast)
                if stage == "approved":
                    approved(article, self.cast)

                page = self.told(article)

                self.assertEqual(set(re.findall(r'id="verbs-([\w-]+)"\s+open', page)), opened)

    def test_the_folded_line_says_what_is_possible(self) -> None:
        self.assertContains(
            self.chief.get(page_of(make_live_article(self.cast))), "possible now: Withdraw, Kill"
        )

    def test_what_is_typed_and_wrong_is_not_folded_away(self) -> None:
        article = make_article(self.cast)

        response = self.press(article, "pair", pair_number="twelve")

        self.assertContains(response, "has only digits")
        self.assertContains(response, 'value="twelve"')
        self.assertRegex(response.content.decode(), r'id="verbs-place"\s+open')

    def test_the_page_speaks_chinese(self) -> None:
        User.objects.filter(pk=self.cast.chief.pk).update(language="zh")

        response = self.chief.get(page_of(make_article(self.cast)))

        self.assertContains(response, '<html lang="zh-hans"')
        self.assertEqual(response.status_code, 200)


class ExpressTests(DeskTestCase):
    def test_it_publishes_at_once_with_a_reason(self) -> None:
        article = make_article(self.cast)

        self.assertContains(self.press(article, "express"), "Say why", status_code=403)
        self.press(article, "express", express_reason="The dam broke.")

        self.assertEqual(article.public_state, PublicState.LIVE)
        self.assertIn("Published: readers have it now.", self.told(article))

    def test_an_editor_is_told_whose_it_is(self) -> None:
        article = make_article(self.cast)

        response = press(signed_in(self.cast.editor), article, "express", express_reason="Now!")

        self.assertContains(response, "Only a chief editor", status_code=403)
        self.assertContains(response, "Now!", status_code=403)


class ScheduleTests(DeskTestCase):
    article: Article

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.article = make_live_article(cls.cast)

    def test_it_waits_for_its_moment_and_the_page_says_which(self) -> None:
        self.changed(self.article)
        moment = to_the_minute(now() + TOMORROW)

        self.press(self.article, "schedule", schedule_moment=typed(moment))

        self.assertEqual(Schedule.objects.get().at, moment)
        page = self.told(self.article)
        self.assertIn("Scheduled: readers get these words at", page)
        self.assertIn(f"{localtime(moment):%Y-%m-%d %H:%M} (", page)
        self.assertIn("UTC)", page)
        self.assertIn("revision 2 at", page)

    def test_another_moment_takes_the_place_of_the_first_and_says_so(self) -> None:
        self.scheduled(self.article)

        self.press(self.article, "schedule", schedule_moment=typed(now() + 2 * TOMORROW))

        self.assertEqual(Schedule.objects.count(), 1)
        self.assertIn("It takes the place of the change", self.told(self.article))

    def test_without_a_moment_or_with_a_past_one_it_is_not_scheduled(self) -> None:
        self.changed(self.article)

        self.assertContains(self.press(self.article, "schedule"), "Say when readers are to get it")
        past = self.press(self.article, "schedule", schedule_moment="2001-01-01T00:00")
        self.assertContains(past, "That moment is past", status_code=403)
        self.assertContains(past, 'value="2001-01-01T00:00"', status_code=403)
        self.assertFalse(Schedule.objects.exists())

    def test_odd_moments_are_told_beside_the_field(self) -> None:
        self.changed(self.article)

        for odd in ("soon", "0001-01-01T00:00", "9999-12-31T23:59", "2026-02-30T10:00", "\0"):
            with self.subTest(odd=odd):
                response = self.press(self.article, "schedule", schedule_moment=odd)

                self.assertContains(response, "mend what is marked")
        self.assertFalse(Schedule.objects.exists())

    def test_it_is_taken_off_again(self) -> None:
        self.scheduled(self.article)

        self.press(self.article, "unschedule")

        self.assertFalse(Schedule.objects.exists())
        self.assertIn("Taken off the schedule", self.told(self.article))

    def test_a_first_publication_to_come_is_taken_back(self) -> None:
        article = approved(make_article(self.cast), self.cast)
        self.press(article, "publish", moment=typed(now() + TOMORROW))

        self.press(article, "unschedule")

        self.assertEqual((article.stage, article.live), (Stage.APPROVED, None))
        self.assertIn("Taken back before readers had it.", self.told(article))

    def test_a_parked_one_stands_there_with_its_error(self) -> None:
        self.scheduled(self.article)
        Schedule.objects.update(parked_at=now(), error="The picture is gone.")

        page = self.told(self.article)

        self.assertIn("parked", page)
        self.assertIn("The picture is gone.", page)

    def test_verbs_that_cancel_it_say_so(self) -> None:
        for verb, words in (
            ("return", {"reason": "Wrong date."}),
            ("discard", {"discard_confirmed": "on"}),
            ("withdraw", {"withdraw_reason": "A complaint."}),
        ):
            with self.subTest(verb=verb):
                article = make_live_article(self.cast)
                self.scheduled(article)

                self.press(article, verb, **words)

                self.assertIn("was cancelled.", self.told(article))
                self.assertFalse(Schedule.objects.filter(article=article).exists())

    def test_publishing_other_words_says_that_it_is_parked(self) -> None:
        self.scheduled(self.article)
        self.changed(
            self.article,
            make_content("Other words", change_class="update", notice_text="Other words."),
        )

        self.press(self.article, "publish")

        self.assertIn("is parked until somebody decides", self.told(self.article))


class TimesTests(DeskTestCase):
    article: Article

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.article = make_live_article(cls.cast)

    def setUp(self) -> None:
        super().setUp()
        self.moment = to_the_minute(now() + TOMORROW)

    def set(self, client: Client | None = None, **times: str) -> Any:
        client = client or self.chief
        sent = times_of_page(client, self.article, **times)
        response = press(client, self.article, "set-times", **sent)
        self.article.refresh_from_db()
        return response

    def test_what_was_left_alone_stays_to_the_microsecond(self) -> None:
        published = self.article.published_at

        self.set(times_expires_at=typed(self.moment), times_review_due="2030-01-31")

        self.assertEqual(self.article.published_at, published)
        self.assertEqual(self.article.expires_at, self.moment)
        self.assertEqual(str(self.article.review_due), "2030-01-31")
        page = self.told(self.article)
        self.assertIn("The times are set.", page)
        self.assertIn("2030-01-31", page)

    def test_an_editor_sets_an_expiry_though_the_minute_hides_seconds(self) -> None:
        self.set(signed_in(self.cast.editor), times_expires_at=typed(self.moment))

        self.assertEqual(self.article.expires_at, self.moment)

    def test_nothing_changed_writes_nothing(self) -> None:
        before = Event.objects.count()

        self.set()

        self.assertEqual(Event.objects.count(), before)
        self.assertIn("Nothing had changed", self.told(self.article))

    def test_an_embargo_stands_on_the_page_with_utc(self) -> None:
        self.article = make_article(self.cast)

        self.set(times_embargo_until=typed(self.moment))

        self.assertIn("UTC)", self.told(self.article))
        self.assertEqual(self.article.embargo_until, self.moment)

    def test_a_past_expiry_is_refused_and_kept(self) -> None:
        response = self.set(times_expires_at="2020-01-01T08:00")

        self.assertEqual(response.status_code, 403)
        self.assertContains(response, 'value="2020-01-01T08:00"', status_code=403)
        self.assertIsNone(self.article.expires_at)

    def test_odd_values_are_told_beside_their_fields(self) -> None:
        for name in ("times_expires_at", "times_review_due", "times_embargo_until"):
            for odd in ("soon", "\0", "0001-01-01T00:00", "9999-12-31"):
                with self.subTest(name=name, odd=odd):
                    response = self.set(None, **{name: odd})

                    self.assertIn(response.status_code, (200, 403))
        self.assertEqual(editorial.times_of(self.article).expires_at, None)

    def test_a_moment_that_another_set_meanwhile_is_asked_about(self) -> None:
        sent = times_of_page(self.chief, self.article, times_expires_at=typed(self.moment))
        editorial.set_times(
            self.article,
            editorial.Times(
                published_at=self.article.published_at, expires_at=now() + 3 * TOMORROW
            ),
            actor=self.cast.editor,
            revision=1,
        )

        response = press(self.chief, self.article, "set-times", **sent)

        self.assertContains(response, "Somebody else set the same moment", status_code=409)
        self.article.refresh_from_db()
        self.assertNotEqual(self.article.expires_at, self.moment)
        page = response.content.decode()
        again = dict(re.findall(r'<input[^>]* name="(times_\w+)"(?:[^>]* value="([^"]*)")?', page))
        press(self.chief, self.article, "set-times", **again)
        self.article.refresh_from_db()
        self.assertEqual(self.article.expires_at, self.moment)

    def test_another_moment_that_was_set_meanwhile_stays(self) -> None:
        sent = times_of_page(self.chief, self.article, times_expires_at=typed(self.moment))
        day = (now() + 9 * TOMORROW).date()
        editorial.set_times(
            self.article,
            editorial.Times(published_at=self.article.published_at, review_due=day),
            actor=self.cast.editor,
            revision=1,
        )

        press(self.chief, self.article, "set-times", **sent)

        self.article.refresh_from_db()
        self.assertEqual(self.article.expires_at, self.moment)
        self.assertEqual(self.article.review_due, day)

    def test_times_beside_another_button_are_not_lost(self) -> None:
        sent = times_of_page(self.chief, self.article, times_expires_at=typed(self.moment))

        response = self.press(self.article, "withdraw", **sent, withdraw_reason="Wrong.")

        self.assertContains(response, "You wrote something beside", status_code=409)
        self.assertContains(response, f'value="{typed(self.moment)}"', status_code=409)
        self.assertEqual(self.article.public_state, PublicState.LIVE)

    def test_times_that_the_page_showed_do_not_hinder_another_button(self) -> None:
        sent = times_of_page(self.chief, self.article)
        editorial.set_times(
            self.article,
            editorial.Times(published_at=self.article.published_at, expires_at=self.moment),
            actor=self.cast.editor,
            revision=1,
        )

        self.press(self.article, "withdraw", **sent, withdraw_reason="Wrong.")

        self.assertEqual(self.article.public_state, PublicState.WITHDRAWN)

    def test_forged_hidden_times_do_no_harm(self) -> None:
        for seen in ("", "|", "\0|\0|\0|\0", "a|b|c|d"):
            with self.subTest(seen=seen):
                response = self.set(times_seen=seen, times_expires_at=typed(self.moment))

                self.assertLess(response.status_code, 500)


class OffTheSiteTests(DeskTestCase):
    article: Article

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.article = make_live_article(cls.cast, make_content("A railway opens"))

    def test_withdrawing_and_reinstating_need_reasons_and_say_what_readers_get(self) -> None:
        self.assertContains(self.press(self.article, "withdraw"), "Say why", status_code=403)
        self.press(self.article, "withdraw", withdraw_reason="A complaint.")
        self.assertEqual(self.article.public_state, PublicState.WITHDRAWN)
        self.assertIn("Withdrawn: readers find a note", self.told(self.article))

        self.press(self.article, "reinstate", reinstate_reason="Checked.")

        self.assertEqual(self.article.public_state, PublicState.LIVE)
        self.assertIn("Reinstated: readers have it again.", self.told(self.article))

    def test_killing_asks_for_the_title_a_reason_and_a_text(self) -> None:
        words = {
            "kill_reason": "A court order.",
            "kill_public_text": "Removed by court order.",
            "kill_title": "A railway  opens",
        }
        for name in words:
            with self.subTest(missing=name):
                response = self.press(self.article, "kill", **{**words, name: " "})

                self.assertEqual(response.status_code, 403)
                self.assertEqual(self.article.public_state, PublicState.LIVE)
                for other, text in words.items():
                    if other != name:
                        self.assertContains(response, text, status_code=403)

        self.press(self.article, "kill", **words)

        self.assertEqual(self.article.public_state, PublicState.KILLED)
        page = self.told(self.article)
        self.assertIn("Killed: readers find your text", page)
        self.assertIn("Removed by court order.", page)
        for verb in VERBS:
            if verb != "restore":
                self.assertRegex(page, rf'<button[^>]*value="{verb.value}"[^>]*aria-disabled')

    def test_killing_names_the_other_language(self) -> None:
        other = make_live_article(self.cast, language="zh")
        editorial.pair(other, self.article, actor=self.cast.chief, revision=1)

        self.press(
            self.article,
            "kill",
            kill_reason="A court order.",
            kill_public_text="Removed.",
            kill_title="A railway opens",
        )

        self.assertIn(f"tell the desk of #{other.number}", self.told(self.article))

    def test_a_replayed_form_says_why_it_is_refused(self) -> None:
        self.press(self.article, "withdraw", withdraw_reason="A complaint.")

        response = self.press(self.article, "withdraw", withdraw_reason="A complaint.")

        self.assertContains(response, "It is withdrawn", status_code=403)
        self.assertEqual(Event.objects.filter(verb="withdraw").count(), 1)


class PlaceTests(DeskTestCase):
    other: Column

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.other = make_column(name_en="Ports and Shipping")
        give_role(cls.cast.chief, cls.other, Role.CHIEF)

    def test_moving_offers_his_other_columns_only(self) -> None:
        foreign = make_column(name_en="Secret column")
        article = make_article(self.cast)

        response = self.chief.get(page_of(article))

        self.assertContains(response, f'<option value="{self.other.pk}">Ports and Shipping')
        self.assertNotContains(response, foreign.name_en)
        self.assertNotContains(response, f'<option value="{article.column_id}"')

    def test_moving_says_where_to_and_that_a_review_ended(self) -> None:
        article = submitted(make_article(self.cast), self.cast)

        self.press(article, "move", move_column=str(self.other.pk))

        self.assertEqual((article.column, article.stage), (self.other, Stage.DRAFT))
        page = self.told(article)
        self.assertIn("Moved to Ports and Shipping.", page)
        self.assertIn("Its review ended", page)

    def test_forged_columns_are_no_choice(self) -> None:
        foreign = make_column()
        article = make_article(self.cast)

        for forged in ("", str(foreign.pk), str(article.column_id), "0", "x", "\0", "9" * 40):
            with self.subTest(forged=forged):
                response = self.press(article, "move", move_column=forged)

                self.assertContains(response, "Nothing was done: mend what is marked")
                self.assertEqual(article.column, self.cast.column)

    def test_pairing_by_number_and_parting_again(self) -> None:
        english = make_article(self.cast)
        chinese = make_article(self.cast, language="zh")

        self.press(english, "pair", pair_number=f" #{chinese.number} ")

        self.assertEqual(english.story, chinese.story)
        self.assertIn("Paired:", self.told(english))
        self.press(english, "unpair")
        self.assertNotEqual(english.story, chinese.story)
        self.assertIn("Separated:", self.told(english))

    def test_unknown_foreign_and_own_numbers_are_refused_alike_or_named(self) -> None:
        article = make_article(self.cast)
        foreign = make_article(make_cast(), language="zh")

        for number in (foreign.number, 999_999_999_999_999_999, 0):
            with self.subTest(number=number):
                response = self.press(article, "pair", pair_number=str(number))

                self.assertContains(
                    response, f"There is no article {number} in your columns.", status_code=403
                )
        response = self.press(article, "pair", pair_number=str(article.number))
        self.assertContains(response, "the number of this very article", status_code=403)

    def test_odd_numbers_are_told_beside_the_field(self) -> None:
        article = make_article(self.cast)

        for odd in ("-1", "1.5", "１２", "1 2", "9" * 30, "\0", "' OR 1"):
            with self.subTest(odd=odd):
                response = self.press(article, "pair", pair_number=odd)

                self.assertContains(response, "mend what is marked")

    def test_pairing_the_same_language_says_why_not(self) -> None:
        article, same = make_article(self.cast), make_article(self.cast)

        response = self.press(article, "pair", pair_number=str(same.number))

        self.assertContains(response, "has an article in this language already", status_code=403)


class ThrowAwayTests(DeskTestCase):
    def test_discarding_wants_a_tick(self) -> None:
        article = make_live_article(self.cast)
        editorial.save(article, make_content("New"), actor=self.cast.reporter, base=1)

        response = self.press(article, "discard")
        self.assertContains(response, "Confirm that the words", status_code=403)
        self.press(article, "discard", discard_confirmed="on")

        self.assertEqual((article.stage, article.head), (Stage.CLEAN, article.live))
        self.assertIn("Discarded: work goes on", self.told(article))

    def test_to_the_trash_and_back(self) -> None:
        article = make_article(self.cast)

        self.press(article, "trash")

        self.assertIsNotNone(article.trashed_at)
        page = self.told(article)
        self.assertIn("Put into the trash.", page)
        self.assertIn("In the trash since", page)
        self.press(article, "restore")
        self.assertIsNone(article.trashed_at)
        self.assertIn("Taken out of the trash", self.told(article))


class TypoTests(DeskTestCase):
    article: Article

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.article = make_live_article(cls.cast, make_content(body=["It cost 30 dollars."]))

    def setUp(self) -> None:
        super().setUp()
        self.doubtful = make_content(body=["It cost 80 dollars."], change_class="typo")

    def test_a_doubtful_typo_says_what_it_touches_and_who_can_confirm(self) -> None:
        editorial.save(self.article, self.doubtful, actor=self.cast.editor, base=1)

        page = self.told(self.article)

        self.assertIn("Said to be a typo", page)
        self.assertIn("a figure (30 dollars → 80 dollars)", page)
        self.assertRegex(page, r"Who can confirm it: Chief, Other Chief, Other Editor\.")

    def test_confirming_clears_it(self) -> None:
        editorial.save(self.article, self.doubtful, actor=self.cast.editor, base=1)

        self.press(self.article, "confirm-typo")

        page = self.told(self.article)
        self.assertIn("Confirmed: these very words may pass as a typo.", page)
        self.assertIn("A second person has confirmed", page)

    def test_a_real_typo_raises_no_doubt(self) -> None:
        content = make_content(body=["It cosst 30 dollars."], change_class="typo")
        editorial.save(self.article, content, actor=self.cast.editor, base=1)

        self.assertNotIn("Said to be a typo", self.told(self.article))


class StandingTests(DeskTestCase):
    def test_a_typo_round_and_the_time_that_readers_see_stand_there(self) -> None:
        cast = make_cast(levels=2, typo_by_one=True)
        article = make_live_article(cast, make_content(body=["It cosst 30 dollars."]))
        content = make_content(body=["It cost 30 dollars."], change_class="typo")
        editorial.save(article, content, actor=cast.reporter, base=1)
        chief = signed_in(cast.chief)
        self.assertContains(chief.get(page_of(article)), "Asks for review as a mere typo")

        press(chief, article, "submit")

        page = chief.get(page_of(article))
        self.assertContains(page, "Submitted for review, as a mere typo: one level.")
        self.assertContains(page, "as a mere typo, one level</dd>")
        self.assertNotContains(page, "Updated for readers")
        Article.objects.filter(pk=article.pk).update(updated_at=now())
        self.assertContains(chief.get(page_of(article)), "Updated for readers")

    def test_an_embargo_of_the_other_language_stands_on_both_pages(self) -> None:
        article, other = make_article(self.cast), make_article(self.cast, language="zh")
        editorial.pair(article, other, actor=self.cast.chief, revision=1)
        Article.objects.filter(pk=other.pk).update(embargo_until=now() + TOMORROW)

        self.assertIn("by the story&#x27;s other language", self.told(article))
        self.assertNotIn("by the story&#x27;s other language", self.told(other))

    def test_what_is_past_says_so(self) -> None:
        article = make_live_article(self.cast)
        Article.objects.filter(pk=article.pk).update(
            published_at=now() - 2 * TOMORROW,
            expires_at=now() - TOMORROW,
            review_due=(now() - TOMORROW).date(),
        )

        page = self.told(article)

        self.assertRegex(page, r"UTC\), past")
        self.assertRegex(page, r"\d, due")


class OldAddressTests(DeskTestCase):
    def test_old_addresses_are_set_shown_and_kept_by_other_verbs(self) -> None:
        article = make_live_article(self.cast)

        self.press(article, "set-addresses", addresses="/old/5.asp\r\n/old/6.asp\r\n")

        page = self.chief.get(page_of(article))
        self.assertContains(page, "The old addresses are set.")
        self.assertContains(page, "/old/5.asp\n/old/6.asp")
        self.assertEqual(self.client.get("/old/6.asp").status_code, 301)
        # What stands in the field unchanged is nobody's unfinished business.
        shown = "/old/5.asp\r\n/old/6.asp"
        self.press(article, "withdraw", withdraw_reason="Wrong.", addresses=shown)
        self.assertEqual(Event.objects.latest("pk").verb, "withdraw")
        self.assertEqual(article.redirects.count(), 2)

    def test_what_leads_elsewhere_is_refused_and_stays_in_the_field(self) -> None:
        article = make_live_article(self.cast)

        response = self.press(article, "set-addresses", addresses="/kept\r\n/list/1.html")

        self.assertContains(response, "is an address of this site", status_code=403)
        self.assertContains(response, "/kept\r\n/list/1.html", status_code=403)
        self.assertFalse(article.redirects.exists())


class ForgedTests(DeskTestCase):
    def test_no_button_with_odd_words_ever_fails(self) -> None:
        words = dict.fromkeys(ButtonForm.base_fields, "\0\ud7ff' \" <b>")
        for article in (make_article(self.cast), make_live_article(self.cast)):
            for verb in VERBS:
                with self.subTest(verb=verb.value, state=article.public_state):
                    response = self.press(article, verb.value, **words)

                    self.assertIn(response.status_code, (200, 403, 409))
                    self.assertContains(response, "&lt;b&gt;", status_code=response.status_code)

    def test_several_values_of_one_field_are_its_last(self) -> None:
        article = make_live_article(self.cast)

        self.press(article, ["save", "withdraw"], withdraw_reason=["First.", "Last."])

        self.assertEqual(Event.objects.get(verb="withdraw").reason, "Last.")

    def test_too_long_a_reason_is_kept(self) -> None:
        article = make_live_article(self.cast)

        response = self.press(article, "withdraw", withdraw_reason="x" * 2001)

        self.assertContains(response, "x" * 2001)
        self.assertEqual(article.public_state, PublicState.LIVE)

    def test_who_lost_his_role_gets_his_words_back(self) -> None:
        article = make_live_article(self.cast)
        self.cast.column.roles.filter(user=self.cast.chief).delete()

        response = press(self.chief, article, "withdraw", withdraw_reason="My careful reason")

        self.assertContains(response, "My careful reason", status_code=403)


class PageCostTests(DeskTestCase):
    def test_schedule_partner_and_columns_cost_a_bounded_number_of_queries(self) -> None:
        article = make_live_article(self.cast)
        self.scheduled(article)
        other = make_live_article(self.cast, language="zh")
        editorial.pair(other, article, actor=self.cast.chief, revision=1)
        self.chief.get(page_of(article))
        with CaptureQueriesContext(connection) as first:
            self.chief.get(page_of(article))
        for _number in range(4):
            give_role(self.cast.chief, make_column(), Role.CHIEF)

        with self.assertNumQueries(len(first)):
            self.chief.get(page_of(article))
        self.assertLessEqual(len(first), MOST_QUERIES)
