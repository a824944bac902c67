"""Two people save from the same revision: merged where they can be, else picked place by place."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any

from django.test import TestCase
from django.urls import reverse

from articles import editorial
from articles.content import Content, Figure, Related
from articles.models import Article, Autosave, ColumnRole, Stage
from tests.articles.admin.desk import filled_in, make_image, page_of, signed_in
from tests.factories import head_number, make_article, make_cast, make_content, make_keyword

BODY = ("One.", "Two.", "Three.")


def html(*paragraphs: str) -> str:
    return "\r\n\r\n".join(f"<p>{each}</p>" for each in paragraphs)


def newest(article: Article) -> Content:
    head_number(article)
    assert article.head is not None
    return article.head.content


def sent_back(response: Any, **picked: str) -> dict[str, str]:
    """Return what the browser sends of the conflict's page, with these picks and texts."""
    page = response.content.decode()
    page = page[page.index('enctype="multipart/form-data"') :]
    hidden = re.findall(r'<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"', page)
    own = re.findall(r'<textarea\s+name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    fields = {name: unescape(value) for name, value in (*hidden, *own)}
    fields.pop("csrfmiddlewaretoken", None)
    return {**fields, "verb": "save", **{name.replace("_", "-"): v for name, v in picked.items()}}


class ConflictTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast()
        self.start = make_content(
            "Old title", body=BODY, source="Old source", leads=("Old lead",), keywords=()
        )
        self.article = make_article(self.cast, self.start)
        self.client = signed_in(self.cast.reporter)

    def sent(self, **changes: Any) -> dict[str, Any]:
        return filled_in(self.article, verb="save", **changes)

    def they_save(self, **fields: Any) -> None:
        base = head_number(self.article)
        body = fields.pop("body", None)
        if body is not None:
            fields["body"] = make_content(body=body).body
        content = replace(newest(self.article), **fields)
        editorial.save(self.article, content, actor=self.cast.editor, base=base)

    def post(self, fields: dict[str, Any]) -> Any:
        return self.client.post(page_of(self.article), fields)

    def clash(self) -> Any:
        mine = self.sent(title="My title", leads="My lead", body=html("One.", "Two, mine.", "3."))
        self.they_save(
            title="Their title", source="Their source", body=("1.", "Two, theirs.", "Three.")
        )
        return self.post(mine)

    def test_what_does_not_touch_is_merged_and_said(self) -> None:
        mine = self.sent(title="My title", body=html("One.", "Two.", "Three, mine."))
        self.they_save(source="Their source", body=("One, theirs.", "Two.", "Three."))

        response = self.client.post(page_of(self.article), mine, follow=True)

        self.assertContains(response, "together with what came while you wrote")
        content = newest(self.article)
        self.assertEqual((content.title, content.source), ("My title", "Their source"))
        self.assertEqual(content.plain("body"), "One, theirs.\nTwo.\nThree, mine.")

    def test_a_clash_shows_both_texts_and_saves_nothing(self) -> None:
        response = self.clash()

        for text in ("Their title", "My title", "&lt;p&gt;Two, mine.&lt;/p&gt;"):
            self.assertContains(response, f">{text}</pre>", status_code=409)
        self.assertContains(response, "Editor saved revision 2", status_code=409)
        self.assertEqual(head_number(self.article), 2)

    def test_only_the_places_that_both_changed_are_asked_about(self) -> None:
        response = self.clash()

        asked = re.findall(r'name="pick-([^"]+)"\s+value="theirs"', response.content.decode())
        self.assertEqual(asked, ["title", "body-2"])
        self.assertContains(response, "words stand there:", status_code=409)

    def test_an_adopted_cover_is_called_as_in_the_form(self) -> None:
        mine = self.sent(title="My title")
        self.they_save(title="Their title", cover=Figure(image=make_image().pk))

        response = self.post(mine)

        self.assertEqual(response.context["conflict"].adopted, ("Cover",))

    def test_what_was_picked_is_saved_with_all_that_merged(self) -> None:
        response = self.clash()

        saved = self.post(sent_back(response, pick_title="theirs", **{"pick-body-2": "both"}))

        self.assertRedirects(saved, page_of(self.article))
        content = newest(self.article)
        self.assertEqual(
            (content.title, content.source, content.leads),
            ("Their title", "Their source", ("My lead",)),
        )
        self.assertEqual(content.plain("body"), "1.\nTwo, theirs.\nTwo, mine.\n3.")

    def test_mine_everywhere_saves_over_the_other(self) -> None:
        response = self.clash()

        self.post(sent_back(response, pick_title="mine", **{"pick-body-2": "mine"}))

        content = newest(self.article)
        self.assertEqual(content.title, "My title")
        self.assertEqual(content.plain("body"), "1.\nTwo, mine.\n3.")

    def test_a_text_of_ones_own_is_saved(self) -> None:
        response = self.clash()

        self.post(
            sent_back(
                response,
                pick_title="own",
                own_title="A third title",
                **{"pick-body-2": "own", "own-body-2": "<p>Two, by both.</p>"},
            )
        )

        content = newest(self.article)
        self.assertEqual(content.title, "A third title")
        self.assertEqual(content.plain("body"), "1.\nTwo, by both.\n3.")

    def test_a_place_without_a_pick_is_asked_again_with_all_that_was_typed(self) -> None:
        response = self.clash()

        again = self.post(sent_back(response, pick_title="own", own_title="A third title"))

        self.assertContains(again, "Pick one of the texts.", status_code=409)
        self.assertContains(again, "A third title</textarea>", status_code=409)
        self.assertEqual(head_number(self.article), 2)

    def test_a_text_that_was_typed_but_not_picked_is_not_lost(self) -> None:
        response = self.clash()
        fields = sent_back(response, pick_title="theirs", **{"pick-body-2": "mine"})

        again = self.post({**fields, "own-title": "Typed for nothing"})

        self.assertContains(again, "You wrote a text of your own", status_code=409)
        self.assertContains(again, "Typed for nothing</textarea>", status_code=409)
        self.assertEqual(head_number(self.article), 2)

    def test_a_forged_pick_counts_as_none(self) -> None:
        response = self.clash()

        again = self.post(sent_back(response, pick_title="x", **{"pick-body-2": "mine"}))

        self.assertContains(again, "Pick one of the texts.", status_code=409)

    def test_a_third_save_meanwhile_is_merged_or_asked_about_again(self) -> None:
        response = self.clash()
        picked = sent_back(response, pick_title="mine", **{"pick-body-2": "mine"})
        self.they_save(title="Third title", copyright="Theirs too")

        again = self.post(picked)

        self.assertContains(again, ">Third title</pre>", status_code=409)
        self.assertContains(again, ">My title</pre>", status_code=409)
        asked = re.findall(r'name="pick-([^"]+)"\s+value="theirs"', again.content.decode())
        self.assertEqual(asked, ["title"])
        self.post(sent_back(again, pick_title="both"))
        content = newest(self.article)
        self.assertEqual((content.title, content.copyright), ("Third title My title", "Theirs too"))
        self.assertEqual(content.plain("body"), "1.\nTwo, mine.\n3.")

    def test_my_whole_text_is_kept_until_none_of_it_is_given_up(self) -> None:
        response = self.clash()
        kept = Autosave.objects.get()
        self.assertEqual((kept.user, kept.base), (self.cast.reporter, 1))
        self.assertEqual(kept.texts["title"], "My title")
        self.assertIn("Editor saved revision 2", kept.why)

        self.post(sent_back(response, pick_title="theirs", **{"pick-body-2": "mine"}))

        self.assertTrue(Autosave.objects.filter(pk=kept.pk).exists())

    def test_my_kept_text_goes_once_all_of_it_is_saved(self) -> None:
        response = self.clash()

        self.post(sent_back(response, pick_title="both", **{"pick-body-2": "mine"}))

        self.assertFalse(Autosave.objects.exists())

    def test_lines_are_picked_as_a_row(self) -> None:
        self.they_save(leads=("First", "Second"))
        mine = self.sent(leads="First\r\nSecond, mine")
        self.they_save(leads=("First", "Second, theirs"))

        response = self.post(mine)
        self.post(sent_back(response, pick_leads="both"))

        self.assertEqual(newest(self.article).leads, ("First", "Second, theirs", "Second, mine"))

    def test_a_new_keyword_of_mine_survives_the_conflict(self) -> None:
        mine = self.sent(keywords="brand new", title="My title")
        self.they_save(title="Their title")

        response = self.post(mine)
        self.post(sent_back(response, pick_title="mine"))

        self.assertEqual(newest(self.article).keywords, (make_keyword("brand new").pk,))

    def test_what_is_said_about_the_cover_is_one_line(self) -> None:
        one, two = make_image().pk, make_image().pk
        mine = self.sent(cover_image=one, cover_alt="My train")
        self.they_save(cover=Figure(image=two, alt="Their train"))

        response = self.post(mine)
        self.assertContains(response, f">{one} | My train</pre>", status_code=409)
        wrong = self.post(sent_back(response, pick_cover="own", own_cover="no number"))
        self.assertContains(wrong, "begin with the number of a picture", status_code=409)
        self.post(sent_back(response, pick_cover="own", own_cover=f"{two} | Both trains"))

        self.assertEqual(newest(self.article).cover, Figure(image=two, alt="Both trains"))

    def test_a_link_that_both_added_elsewhere_is_asked_about(self) -> None:
        target = make_article(self.cast, make_content("Target"))
        self.they_save(related=(Related(title="Between"),))
        mine = self.sent(related=f"Between\r\n#{target.number}")
        self.they_save(related=(Related(target=target.pk), Related(title="Between")))

        response = self.post(mine)
        self.post(sent_back(response, pick_related="theirs"))

        self.assertEqual(
            newest(self.article).related, (Related(target=target.pk), Related(title="Between"))
        )

    def test_the_same_words_are_no_conflict(self) -> None:
        mine = self.sent(title="The same")
        self.they_save(title="The same")

        self.assertRedirects(self.post(mine), page_of(self.article))
        self.assertEqual(head_number(self.article), 2)

    def test_who_was_moved_out_while_picking_has_his_text_kept(self) -> None:
        response = self.clash()
        Autosave.objects.all().delete()
        ColumnRole.objects.filter(user=self.cast.reporter).delete()

        answer = self.post(sent_back(response, pick_title="mine", **{"pick-body-2": "mine"}))

        self.assertContains(answer, "My title", status_code=403)
        self.assertNotContains(answer, "Their title", status_code=403)
        self.assertEqual(Autosave.objects.get().texts["title"], "My title")

    def test_other_verbs_on_older_words_do_nothing_and_show_the_new_ones(self) -> None:
        self.they_save(title="Their title")

        response = self.post({"verb": "submit", "base": 1})

        self.assertContains(response, "It changed while you looked", status_code=409)
        self.assertContains(response, 'value="Their title"', status_code=409)
        self.assertContains(response, 'name="base" value="2"', status_code=409)
        self.article.refresh_from_db()
        self.assertEqual(self.article.stage, Stage.DRAFT)

    def test_the_page_speaks_chinese(self) -> None:
        self.cast.reporter.language = "zh"
        self.cast.reporter.save()

        response = self.clash()

        self.assertContains(response, 'lang="zh-hans"', status_code=409)
        self.assertContains(
            response, reverse("admin:kept_text", args=[Autosave.objects.get().pk]), status_code=409
        )
