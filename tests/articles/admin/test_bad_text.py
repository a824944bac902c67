"""Texts that nobody means to write: refused with the place, or made harmless; nothing else lost."""

from __future__ import annotations

import time
from typing import Any, Final

from django.test import TestCase

from articles.content import Content
from articles.models import Article
from tests.articles.admin.desk import page_of, press, signed_in
from tests.factories import head_number, make_article, make_cast, make_content

EVIL: Final = (
    "<script>alert('x')</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "</textarea><script>alert(1)</script>",
    "{{ 7|add:7 }}{% debug %}",
)
ELEMENTS: Final = ("<script>alert", "<img src=x", "<svg onload", "</textarea><script")
ODD: Final = {
    "right to left": "Total \u202e0001\u202c km \u2066x\u2069",
    "zero width": "Key\u200bword \ufeffand \u2060more",
    "not NFC": "Cafe\u0301",
    "beyond the BMP": "𠮷 😀 👩‍👩‍👧",
}
# The rest are choices, numbers and lists of what exists, with answers of their own.
FIELDS: Final = (
    *("title", "leads", "source", "author", "column_editor", "credit_line", "copyright"),
    *("keywords", "related", "seo_title", "seo_description"),
)
DEEP: Final = {
    "blocks": "<div>" * 38_000,
    "items": "<ul><li>" * 23_000,
    "quotes": "<blockquote>" * 15_000,
    "marks": "<b>" * 60_000,
    "cells": "<table><tr><td>" * 12_000,
}
LONGEST_SECONDS = 10  # a thousand times what the guard takes; without it nh3 takes minutes


def newest(article: Article) -> Content:
    head_number(article)
    assert article.head is not None
    return article.head.content


class BadTextTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast()
        self.client = signed_in(self.cast.editor)
        self.article = make_article(self.cast, make_content())

    def save(self, **changes: Any) -> Any:
        return press(self.client, self.article, "save", **changes)

    def test_markup_in_a_field_of_words_is_words(self) -> None:
        for evil in EVIL:
            with self.subTest(evil=evil):
                response = self.save(**dict.fromkeys(FIELDS, evil))

                self.assertEqual(response.status_code, 302)
                page = self.client.get(page_of(self.article)).content.decode()
                for element in ELEMENTS:
                    self.assertNotIn(element, page)

    def test_markup_in_the_text_leaves_its_words_alone(self) -> None:
        self.save(body="".join(f"<p>{evil}</p>" for evil in EVIL) + "<p>The end.</p>")

        html = "".join(each.html for each in newest(self.article).body)
        for part in ("<script", "<img", "<svg", "onerror", "onload"):
            self.assertNotIn(part, html)
        self.assertIn("<p>The end.</p>", html)

    def test_odd_characters_are_stored_as_they_are_written(self) -> None:
        for name, text in ODD.items():
            with self.subTest(text=name):
                response = self.save(title=text, body=f"<p>{text}</p>", copyright=text)

                self.assertEqual(response.status_code, 302)
                content = newest(self.article)
                self.assertEqual((content.title, content.copyright), (text, text))
                self.assertEqual(content.plain("body"), text)

    def test_deep_nesting_is_refused_at_once_and_the_other_fields_stay(self) -> None:
        for name, html in DEEP.items():
            with self.subTest(nested=name):
                begun = time.monotonic()
                response = self.save(title="Kept title", body=html)

                self.assertLess(time.monotonic() - begun, LONGEST_SECONDS)
                self.assertContains(response, "elements stand inside one another")
                self.assertContains(response, 'value="Kept title"')
        self.assertEqual(head_number(self.article), 1)

    def test_a_text_that_is_too_long_is_refused_and_the_other_fields_stay(self) -> None:
        for text in ("x" * 200_001, "<p>" + "words " * 170_000, "汉" * 66_667):
            with self.subTest(begins=text[:5]):
                response = self.save(title="Kept title", body=text)

                self.assertContains(response, "more than 200,000 bytes")
                self.assertContains(response, 'value="Kept title"')
        self.assertEqual(head_number(self.article), 1)

    def test_a_character_that_no_row_can_hold_is_named_by_its_place(self) -> None:
        response = self.save(title="Kept title", body="<p>One\0two</p>")

        # Django's own check of every field speaks first.
        self.assertContains(response, "Null characters are not allowed.")
        self.assertContains(response, 'value="Kept title"')

    def test_half_of_a_pair_arrives_as_the_sign_for_what_could_not_be_read(self) -> None:
        sent = press_raw(self, b"<p>One %ED%A0%80 two</p>")

        self.assertEqual(sent.status_code, 302)
        self.assertIn("\ufffd", newest(self.article).plain("body"))

    def test_a_field_that_is_too_long_is_marked_and_the_text_stays(self) -> None:
        response = self.save(title="x" * 1_000, body="<p>Kept words.</p>")

        self.assertContains(response, "at most")
        self.assertContains(response, "&lt;p&gt;Kept words.&lt;/p&gt;")
        self.assertEqual(head_number(self.article), 1)

    def test_a_form_sends_chinese_in_three_bytes_a_character_not_nine(self) -> None:
        # Else 140,000 characters make a request that is refused unread, with all the form in it.
        page = self.client.get(page_of(make_article(self.cast)))

        self.assertContains(page, 'enctype="multipart/form-data"')
        self.assertContains(
            self.client.get("/admin/articles/article/add/"), 'enctype="multipart/form-data"'
        )


def press_raw(test: BadTextTests, body: bytes) -> Any:
    """Send a text as bytes that no browser would send."""
    sent = b"verb=save&base=1&body=" + body.replace(b"<", b"%3C").replace(b">", b"%3E")
    return test.client.post(
        page_of(test.article), sent, content_type="application/x-www-form-urlencoded"
    )
