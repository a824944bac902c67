"""Keywords, persons, pictures and events at the desk: to look up, nothing more."""

from __future__ import annotations

from django.test import TestCase
from django.urls import reverse

from tests.articles.admin.desk import make_image, signed_in
from tests.factories import make_cast, make_keyword, make_person

EVENTS = reverse("admin:articles_event_changelist")


class LibraryTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast()
        self.client = signed_in(self.cast.reporter)

    def test_lists_are_searched_in_both_languages(self) -> None:
        make_keyword("railway")
        make_keyword("铁路", "zh")
        make_person("周颖文", "zh")
        for name, term, found in (
            ("keyword", "RAIL", "railway"),
            ("keyword", "铁", "铁路"),
            ("person", "颖文", "周颖文"),
        ):
            with self.subTest(term=term):
                address = reverse(f"admin:articles_{name}_changelist")
                self.assertContains(self.client.get(address, {"q": term}), found)

    def test_a_picture_is_listed_with_the_number_that_forms_need(self) -> None:
        image = make_image("A long bridge")

        response = self.client.get(reverse("admin:articles_image_changelist"))

        self.assertContains(response, f">{image.pk}</a>")
        self.assertContains(response, 'alt="A long bridge"')
