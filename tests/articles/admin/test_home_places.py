"""What the desk says of an article that takes a place and that readers find elsewhere, or not."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client, TestCase
from django.urls import reverse
from django.utils.timezone import localtime, now

from articles import editorial
from articles.models import Slot
from tests.articles.admin.desk import signed_in
from tests.articles.reader.pages import publish, set_row
from tests.factories import Cast, make_article, make_cast, make_content, make_placement

HOME = reverse("admin:articles_placement_changelist") + "?language=en"
TWICE = "It stands further up already."


class HomePlacesTests(TestCase):
    cast: Cast
    client: Client

    def setUp(self) -> None:
        self.cast = make_cast()
        self.client = signed_in(self.cast.chief)
        self.article = publish(self.cast, make_content("The chosen"))

    def test_a_place_whose_article_stands_further_up_is_told_from_the_others(self) -> None:
        make_placement(self.article, self.cast, Slot.PINNED, position=3)
        self.assertNotContains(self.client.get(HOME), TWICE)

        lead = make_placement(self.article, self.cast)

        self.assertContains(self.client.get(HOME), TWICE, count=1)
        editorial.unplace(lead, actor=self.cast.chief, reason="Enough.")
        self.assertNotContains(self.client.get(HOME), TWICE)

    def test_breaking_news_may_lead_to_what_stands_below_it(self) -> None:
        make_placement(self.article, self.cast)
        end = now() + timedelta(hours=1)

        make_placement(self.article, self.cast, Slot.BANNER, text="It opened", until_at=end)

        self.assertNotContains(self.client.get(HOME), TWICE)

    def test_a_preview_says_when_readers_will_not_have_the_article(self) -> None:
        draft = make_article(self.cast, make_content("A draft"))
        sent = {"verb": "preview", "place": "lead-1", "reason": "Typed and kept"}

        shown = self.client.post(HOME, {**sent, "number": str(self.article.number)})
        response = self.client.post(HOME, {**sent, "number": str(draft.number)})

        self.assertContains(shown, "front-lead")
        self.assertContains(response, "the home page would look as it does without it")
        self.assertContains(response, "Typed and kept")

    def test_a_preview_asks_for_the_moment_at_which_the_place_begins(self) -> None:
        begins = now() + timedelta(hours=2)
        soon = publish(self.cast, make_content("For the evening"))
        set_row(soon, published_at=now() + timedelta(hours=1))
        sent = {"verb": "preview", "place": "lead-1", "number": str(soon.number)}

        response = self.client.post(
            HOME, {**sent, "from_at": f"{localtime(begins):%Y-%m-%dT%H:%M}"}
        )

        self.assertContains(response, "For the evening")
        self.assertContains(response, "front-lead")
