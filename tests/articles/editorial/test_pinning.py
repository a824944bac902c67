"""Naming a revision: seen by all, told by an event, taken away by an empty name."""

from __future__ import annotations

from django.test import TestCase

from articles import editorial
from articles.editorial import Refused
from articles.models import Event, Pin
from articles.models.pin import LONGEST_NAME
from tests.factories import make_article, make_cast


class PinTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast()
        self.article = make_article(self.cast)

    def pin(self, name: str, number: int = 1) -> Event | None:
        return editorial.pin(self.article, actor=self.cast.editor, number=number, name=name)

    def test_name_is_kept_and_told(self) -> None:
        event = self.pin("  As sent  to the embassy ")

        assert event is not None
        self.assertEqual(Pin.objects.get().name, "As sent to the embassy")
        self.assertEqual((event.verb, event.revision), ("pin", 1))
        self.assertEqual(event.data, {"name": "As sent to the embassy", "before": ""})

    def test_new_name_replaces_the_old_one_and_an_empty_one_removes_it(self) -> None:
        self.pin("One")
        self.pin("Two")
        self.assertEqual(Pin.objects.get().name, "Two")

        event = self.pin(" ")

        assert event is not None
        self.assertEqual(event.data, {"name": "", "before": "Two"})
        self.assertFalse(Pin.objects.exists())

    def test_same_name_is_no_event(self) -> None:
        self.pin("One")

        self.assertIsNone(self.pin("One"))
        self.assertIsNone(self.pin("One "))

    def test_what_cannot_be_named_is_refused(self) -> None:
        for name, number in (("One", 2), ("x" * (LONGEST_NAME + 1), 1), ("a\x00", 1)):
            with self.subTest(name=name[:5], number=number), self.assertRaises(Refused):
                self.pin(name, number)
        self.assertEqual(Event.objects.filter(verb="pin").count(), 0)

    def test_stranger_is_refused(self) -> None:
        with self.assertRaises(Refused):
            editorial.pin(self.article, actor=self.cast.stranger, number=1, name="Mine")
        self.assertFalse(Pin.objects.exists())
