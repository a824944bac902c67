"""A reviewer's ticks: his own, and they stay while the words stay."""

from __future__ import annotations

from django.test import TestCase

from articles import editorial
from articles.editorial import Refused
from articles.editorial.ticks import set_ticks, tick_key, tick_keys, ticks_of
from articles.models import Revision, Tick
from tests.factories import make_article, make_cast, make_content


class TickTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast()
        self.article = make_article(self.cast, make_content(body=("One.", "Two.")))
        self.first = Revision.objects.get()
        self.one, self.two = (tick_key("body", f"<p>{text}</p>") for text in ("One.", "Two."))

    def tick(self, revision: Revision, *keys: str) -> int:
        return set_ticks(self.article, actor=self.cast.editor, revision=revision, ticked=keys)

    def test_ticks_are_ones_own(self) -> None:
        self.assertEqual(self.tick(self.first, self.one), 1)

        self.assertEqual(ticks_of(self.cast.editor, self.article), {self.one})
        self.assertEqual(ticks_of(self.cast.chief, self.article), frozenset())

    def test_tick_stays_on_unchanged_words_and_comes_back_with_old_ones(self) -> None:
        self.tick(self.first, self.one, self.two)
        second = editorial.save(
            self.article,
            make_content(body=("New.", "Two.")),
            actor=self.cast.reporter,
            base=1,
        )
        assert second is not None
        keys = tick_keys(second.content)

        self.assertEqual(ticks_of(self.cast.editor, self.article) & keys, {self.two})
        self.tick(second, self.two)
        self.assertIn(self.one, ticks_of(self.cast.editor, self.article))

    def test_tick_taken_away_is_gone(self) -> None:
        self.tick(self.first, self.one, self.two)
        self.tick(self.first, self.two)

        self.assertEqual(ticks_of(self.cast.editor, self.article), {self.two})

    def test_keys_of_other_words_are_ignored(self) -> None:
        self.assertEqual(self.tick(self.first, "f" * 64, "no key"), 0)
        self.assertFalse(Tick.objects.exists())

    def test_stranger_is_refused(self) -> None:
        with self.assertRaises(Refused):
            set_ticks(self.article, actor=self.cast.stranger, revision=self.first, ticked=())
