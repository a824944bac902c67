"""Reading for review with ticks, and the printable review sheet."""

from __future__ import annotations

import re
from typing import Any

from django.test import TestCase
from django.urls import reverse

from articles import editorial
from articles.content import Content
from articles.editorial.ticks import tick_key, ticks_of
from tests.articles.admin.desk import signed_in
from tests.factories import head_number, live, make_article, make_cast, make_content, submitted

TICK = tick_key("body", "<p>Same.</p>")


class ReviewTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast()
        self.article = make_article(self.cast, make_content(body=("It left at noon.", "Same.")))
        self.client = signed_in(self.cast.editor)

    def page(self, name: str = "review") -> str:
        return reverse(f"admin:articles_article_{name}", args=[self.article.pk])

    def look(self, **asked: Any) -> Any:
        return self.client.get(self.page(), asked)

    def save(self, content: Content) -> None:
        editorial.save(self.article, content, actor=self.cast.chief, base=head_number(self.article))

    def approve(self) -> None:
        editorial.approve(
            self.article,
            actor=self.cast.editor,
            revision=head_number(self.article),
            opinion="Sound.",
        )

    def test_first_reader_gets_the_whole_text(self) -> None:
        response = self.look()

        self.assertContains(response, "the whole of it")
        self.assertNotContains(response, "<ins>")

    def test_only_what_changed_since_ones_last_approval_is_unfolded(self) -> None:
        submitted(self.article, self.cast)
        self.approve()
        self.save(make_content(body=("It left at night.", "Same.")))

        response = self.look()

        self.assertContains(response, "your last approval, revision 1")
        self.assertContains(response, "night</ins>")
        self.assertContains(response, "1 part unchanged")

    def test_others_see_what_changed_since_the_last_approval_or_what_is_live(self) -> None:
        live(self.article, self.cast)
        self.save(make_content(body=("It left at night.", "Same.")))
        self.client = signed_in(self.cast.other_editor)

        self.assertContains(self.look(), "the last approval, by Chief, revision 1")
        self.assertContains(self.look(since=0), "the whole of it")
        for forged in ("x", "7", "9" * 30):
            self.assertEqual(self.look(since=forged).status_code, 404)

    def test_tick_stays_until_the_words_change(self) -> None:
        gone = tick_key("body", "<p>It left at noon.</p>")
        self.client.post(self.page(), {"revision": "1", "since": "", "tick": [TICK, gone]})
        self.save(make_content(body=("It left at night.", "Same.")))

        response = self.look()

        self.assertContains(response, "1 of 3 are ticked")
        self.assertEqual(ticks_of(self.cast.editor, self.article), {TICK, gone})
        page = signed_in(self.cast.chief).get(self.page()).content.decode()
        assert not re.search(r'name="tick"[^>]*checked', page)

    def test_forged_ticks_are_refused_or_ignored(self) -> None:
        for revision, status in (("x", 404), ("7", 404), ("", 404), ("1", 302)):
            with self.subTest(revision=revision):
                answer = self.client.post(self.page(), {"revision": revision, "tick": "forged"})
                self.assertEqual(answer.status_code, status)
        foreign = signed_in(make_cast().chief)
        self.assertEqual(foreign.post(self.page(), {"revision": "1"}).status_code, 404)

    def test_sheet_tells_who_when_which_level_which_opinion_and_what_changed(self) -> None:
        submitted(self.article, self.cast)
        self.approve()
        self.save(make_content("A new title", body=("It left at noon.", "Same.")))
        editorial.approve(
            self.article, actor=self.cast.other_editor, revision=2, opinion="Better <b>so</b>."
        )

        response = self.client.get(self.page("review_sheet"))

        for words in ("Editor", "level 1 of 2", "Sound.", "Better &lt;b&gt;so", "Title", "Round 1"):
            with self.subTest(words=words):
                self.assertContains(response, words)

    def test_pages_cost_the_same_however_long_the_history_is(self) -> None:
        submitted(self.article, self.cast)
        self.approve()
        queries = {"review": 14, "review_sheet": 13}
        for number in range(6):
            for name, most in queries.items():
                with self.subTest(name=name, number=number), self.assertNumQueries(most):
                    self.client.get(self.page(name))
            self.save(make_content(f"T{number}"))
            editorial.approve(
                self.article,
                actor=self.cast.editor if number % 2 else self.cast.other_editor,
                revision=head_number(self.article),
            )
