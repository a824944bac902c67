"""Pictures at the desk: files come in one by one or many, and one page tells all of a picture."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import PIL.Image
import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import Client, TestCase
from django.urls import reverse

from accounts.models import User
from articles import editorial
from articles.content import Figure
from articles.media import intake
from articles.media.intake import take_in
from articles.models import Event, Image
from seetao.work.worker import Worker
from tests.articles.admin.desk import signed_in
from tests.articles.media.pictures import encoded, pixels, png_that_claims
from tests.factories import Cast, make_article, make_cast, make_content

UPLOAD = reverse("admin:articles_image_add")


def page_of(image: Image) -> str:
    return reverse("admin:articles_image_change", args=[image.pk])


def file(data: bytes, name: str = "bridge.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/jpeg")


def telling(size: tuple[int, int] = (300, 200)) -> bytes:
    """A file of a picture that is no other's likeness."""
    image = PIL.Image.linear_gradient("L").resize(size)
    return encoded(PIL.Image.merge("RGB", (image, image.rotate(90), image.rotate(180))))


class UploadTests(TestCase):
    cast: Cast
    client: Client

    def setUp(self) -> None:
        self.cast = make_cast()
        self.client = signed_in(self.cast.reporter)

    def send(self, *files: SimpleUploadedFile, by: User | None = None, **typed: Any) -> Any:
        client = signed_in(by) if by else self.client
        return client.post(UPLOAD, {"pictures": list(files), "credit": "Li", **typed})

    def test_several_files_come_in_at_once_with_the_same_words(self) -> None:
        response = self.send(
            file(encoded(pixels())), file(telling(), "sea.png"), alt_en="The port", decorative="on"
        )

        self.assertContains(response, "It is in the library.", count=2)
        for image in Image.objects.all():
            self.assertEqual(
                (image.credit, image.alt_en, image.decorative), ("Li", "The port", True)
            )
            self.assertContains(response, page_of(image))

    def test_each_refused_file_is_named_with_its_reason_and_nothing_else_is_lost(self) -> None:
        response = self.send(
            file(telling(), "good.jpg"),
            file(b"<html>", "page.png"),
            file(png_that_claims(13_000, 13_000), "bomb.png"),
            file(b"", "nothing.jpg"),
            caption_zh="一座桥",
        )

        self.assertEqual(Image.objects.count(), 1)
        text = " ".join(response.content.decode().split())
        for name, why in (
            ("page.png", "This is no picture"),
            ("bomb.png", "The picture has more than 40 million pixels"),
            ("nothing.jpg", "The file is empty."),
        ):
            self.assertRegex(text, rf"{name}</bdi>: <strong>not taken in\.</strong> {why}")
        self.assertContains(response, 'value="一座桥"')
        self.assertContains(response, 'value="Li"')

    def test_odd_names_are_shown_harmless(self) -> None:
        for name, shown in (
            ("../../etc/passwd.png", "passwd.png"),
            ("a" * 300 + ".png", "aaa…"),
            ("gnp.\u202eexe.png", "gnp."),
            ("<script>alert(1)</script>.png", "script&gt;.png"),
        ):
            with self.subTest(name=name[:30]):
                response = self.send(file(b"nothing", name))

                self.assertContains(response, "This is no picture")
                self.assertContains(response, shown)
                self.assertNotContains(response, "<script>alert")
                self.assertNotContains(response, "\u202e")

    def test_a_file_that_is_too_large_is_not_even_read(self) -> None:
        sent = BytesIO(encoded())
        sent.name = "large.jpg"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(intake, "MAX_BYTES", 10)
            patch.setattr(InMemoryUploadedFile, "read", None)
            response = self.client.post(UPLOAD, {"pictures": [sent]})

        self.assertContains(response, "MB fit.")

    def test_what_was_there_is_said_with_its_credit(self) -> None:
        known = take_in(telling(), credit="Wang")

        response = self.send(file(telling()))

        self.assertContains(response, "It was in the library already, with the credit “Wang”.")
        self.assertContains(response, page_of(known))

    def test_what_looks_like_another_is_said_with_its_credit(self) -> None:
        known = take_in(telling(), credit="Wang")

        response = self.send(file(telling((600, 400))))

        self.assertContains(response, f"It looks like no. {known.pk}, whose credit is “Wang”.")

    def test_a_script_is_told_the_same_in_json(self) -> None:
        response = self.client.post(
            UPLOAD, {"pictures": [file(telling())]}, headers={"accept": "application/json"}
        )

        (image,) = Image.objects.all()
        self.assertEqual(
            response.json(),
            {
                "errors": [],
                "outcomes": [
                    {
                        "name": "bridge.jpg",
                        "said": "It is in the library.",
                        "number": image.pk,
                        "address": page_of(image),
                        "small": image.file.url,
                    }
                ],
            },
        )

    def test_more_files_than_are_taken_at_once_are_counted_and_the_words_stay(self) -> None:
        response = self.send(*[file(telling())] * 21, alt_en="The port")

        self.assertContains(response, "You chose 21 files: at most 20 at a time.")
        self.assertContains(response, 'value="The port"')
        self.assertFalse(Image.objects.exists())

    def test_no_file_and_too_long_words_are_said(self) -> None:
        self.assertContains(self.send(), "Choose at least one file.")
        self.assertContains(self.send(file(telling()), alt_en="a" * 301), "mend what is marked")
        self.assertFalse(Image.objects.exists())

    def test_who_has_no_role_gets_nothing_in(self) -> None:
        response = self.send(file(telling()), by=User.objects.create_superuser("boss@example.org"))

        self.assertEqual(response.status_code, 403)
        self.assertFalse(Image.objects.exists())


class PictureScreenTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast()
        self.client = signed_in(self.cast.editor)
        self.image = take_in(telling(), alt_en="A port", credit="Li")

    def press(self, **typed: Any) -> Any:
        stored = editorial.picture_facts(self.image)
        sent = {
            "verb": "edit-picture",
            "base": str(editorial.newest_event(self.image)),
            "alt_zh": stored.alt_zh,
            "alt_en": stored.alt_en,
            "caption_zh": stored.caption_zh,
            "caption_en": stored.caption_en,
            "credit": stored.credit,
            "licence": stored.licence,
            "focal_x": stored.focal_x,
            "focal_y": stored.focal_y,
            "reason": "It was wrong.",
            **typed,
        }
        return self.client.post(page_of(self.image), sent, follow=True)

    def test_an_editor_changes_words_and_focal_point(self) -> None:
        response = self.press(alt_zh="港口", focal_x="20", licence="bought")

        self.assertContains(response, "Saved: readers have it.")
        self.image.refresh_from_db()
        facts = editorial.picture_facts(self.image)
        self.assertEqual((facts.alt_zh, facts.focal_x, facts.licence), ("港口", 20, "bought"))
        self.assertContains(response, "Description in Chinese, Licence, Focal point from the left")

    def test_refusals_keep_what_was_typed(self) -> None:
        for typed, status, why in (
            ({"reason": ""}, 403, "reason"),
            ({"focal_y": "101"}, 200, "less than or equal to 100"),
            ({"base": "x"}, 400, "without its button"),
            ({"verb": "kill"}, 400, "without its button"),
            ({"base": "7"}, 409, "Somebody else changed this picture"),
        ):
            with self.subTest(why=why):
                response = self.press(alt_en="A new port", **typed)

                self.assertContains(response, why, status_code=status)
                self.assertContains(response, 'value="A new port"', status_code=status)
        self.assertFalse(Event.objects.filter(image=self.image).exists())

    def test_a_reporter_sees_all_of_it_and_why_he_may_not(self) -> None:
        response = signed_in(self.cast.reporter).get(page_of(self.image))

        self.assertContains(response, 'aria-disabled="true"')
        self.assertContains(response, "an editor of any column may do it")

    def test_the_three_cuts_are_shown_once_they_are_made(self) -> None:
        self.assertContains(self.client.get(page_of(self.image)), "Not cut yet.", count=3)
        Worker([]).drain()

        response = self.client.get(page_of(self.image))

        for shape in ("16x9", "4x3", "1x1"):
            self.assertContains(response, f"/{shape}-")

    def test_lookalikes_are_shown_with_their_credits(self) -> None:
        other = take_in(telling((600, 400)), credit="Wang")

        response = self.client.get(page_of(self.image))

        self.assertContains(response, page_of(other))
        self.assertContains(response, "with another credit: Wang")

    def test_uses_are_listed_and_strangers_learn_no_title(self) -> None:
        content = make_content(title="A secret port", cover=Figure(image=self.image.pk))
        article = make_article(self.cast, content)

        mine = self.client.get(page_of(self.image))
        theirs = signed_in(make_cast().editor).get(page_of(self.image))

        self.assertContains(mine, f"{article.number} A secret port")
        self.assertContains(mine, "in words that are not published yet")
        self.assertNotContains(theirs, "A secret port")
        self.assertContains(theirs, "1 article of columns in which you don")

    def test_a_picture_that_is_used_nowhere_says_so(self) -> None:
        self.assertContains(self.client.get(page_of(self.image)), "No article shows it.")

    def test_an_end_of_the_rights_is_typed_in_the_sites_time(self) -> None:
        response = self.press(rights_until="2020-01-31T23:59")

        self.image.refresh_from_db()
        self.assertEqual(self.image.rights_until, datetime(2020, 1, 31, 15, 59, tzinfo=UTC))
        self.assertContains(response, 'value="2020-01-31T23:59"')
        self.assertContains(response, "Its rights have ended")

    def test_a_chief_editor_removes_it_with_a_reason(self) -> None:
        base = editorial.newest_event(self.image)
        sent = {"verb": "remove-picture", "base": base, "removal-reason": ""}
        client = signed_in(self.cast.chief)

        refused = client.post(page_of(self.image), sent)
        self.assertContains(refused, "Say why", status_code=403)
        done = client.post(
            page_of(self.image), {**sent, "removal-reason": "A court said so."}, follow=True
        )
        Worker([]).drain()

        self.assertContains(done, "Removed: readers see a drawing in its place.")
        page = client.get(page_of(self.image))
        self.assertContains(page, "its files are gone")
        self.assertNotContains(page, "/media/")
        self.assertNotContains(page, 'value="remove-picture"')
        listed = client.get(reverse("admin:articles_image_changelist"))
        self.assertNotContains(listed, "/media/")

    def test_an_editor_learns_who_can_remove_it(self) -> None:
        response = self.client.post(
            page_of(self.image),
            {"verb": "remove-picture", "base": 0, "removal-reason": "Not mine."},
        )

        self.assertContains(response, self.cast.chief.name(), status_code=403)
        self.assertContains(response, "Not mine.", status_code=403)

    def test_another_picture_takes_its_place_in_articles_that_one_may_save(self) -> None:
        other = take_in(encoded(pixels()), alt_en="A bridge")
        content = make_content(cover=Figure(image=self.image.pk))
        article = make_article(self.cast, content)
        foreign = make_article(make_cast(), content)
        sent = {"verb": "replace-picture", "base": 0, "replacing-reason": "A better one."}

        none = self.client.post(page_of(self.image), {**sent, "replacing-by": "999999"})
        done = self.client.post(
            page_of(self.image), {**sent, "replacing-by": other.pk}, follow=True
        )

        self.assertContains(none, "There is no picture of this number.")
        self.assertContains(none, "A better one.")
        self.assertContains(done, "1 article has new words with the other picture")
        self.assertContains(done, "1 article of columns in which you don")
        self.assertContains(done, "Replace a picture")
        article.refresh_from_db()
        foreign.refresh_from_db()
        self.assertEqual(article.head.content.cover, Figure(image=other.pk))  # type: ignore[union-attr]
        self.assertEqual(foreign.head.content.cover.image, self.image.pk)  # type: ignore[union-attr]

    def test_an_unknown_picture_is_not_found(self) -> None:
        for number in ("0", "999999", "9" * 30):
            address = reverse("admin:articles_image_change", args=[number])
            self.assertEqual(self.client.get(address).status_code, 404)
