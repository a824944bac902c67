"""What an open form sends by itself, and the words that come back when it is opened again."""

from __future__ import annotations

from typing import Any

from django.test import Client, TestCase
from django.urls import reverse

from accounts.models import User
from articles import editorial
from articles.editorial import Dossier
from articles.models import Article, Autosave, ColumnRole, EditLock
from tests.articles.admin.desk import filled_in, page_of, press, signed_in
from tests.factories import head_number, make_article, make_cast, make_content, submitted

TAB, OTHER_TAB = "a" * 32, "b" * 32


class AutosaveTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast()
        self.article = make_article(self.cast)
        self.client = signed_in(self.cast.reporter)
        self.address = reverse("admin:articles_article_autosave", args=[self.article.pk])

    def store(self, client: Client | None = None, **changes: Any) -> Any:
        return (client or self.client).post(self.address, filled_in(self.article, **changes))

    def test_words_are_stored_and_no_revision_is_made(self) -> None:
        answer = self.store(title="Not yet saved").json()

        row = Autosave.objects.get()
        self.assertEqual(answer["stored"], row.pk)
        self.assertEqual((row.texts["title"], row.base), ("Not yet saved", 1))
        self.assertEqual(head_number(self.article), 1)

    def test_they_are_in_the_form_when_it_is_opened_again(self) -> None:
        self.store(title="Not yet saved")

        page = self.client.get(page_of(self.article))

        self.assertContains(page, 'value="Not yet saved"')
        self.assertContains(page, "that were not saved")
        saved = self.client.get(page_of(self.article) + "?saved")
        self.assertContains(saved, 'value="A railway opens"')

    def test_they_are_nobody_elses(self) -> None:
        self.store(title="Not yet saved")

        page = signed_in(self.cast.chief).get(page_of(self.article))

        self.assertNotContains(page, "Not yet saved")

    def test_saving_forgets_them(self) -> None:
        row = self.store(title="Not yet saved").json()["stored"]

        press(self.client, self.article, "save", title="Saved", stored=row)

        self.assertFalse(Autosave.objects.exists())
        self.assertNotContains(self.client.get(page_of(self.article)), "that were not saved")

    def test_words_that_arrive_after_their_own_save_are_not_shown_again(self) -> None:
        late = filled_in(self.article, title="Saved", source="Mine")
        press(self.client, self.article, "save", title="Saved", source="Mine")
        self.client.post(self.address, late)
        editorial.save(
            self.article,
            make_content("Saved", source="Mine", copyright="Theirs"),
            actor=self.cast.editor,
            base=2,
        )

        page = self.client.get(page_of(self.article))

        self.assertNotContains(page, "that were not saved")
        self.assertContains(page, "Theirs")

    def test_they_are_merged_with_what_others_saved_meanwhile(self) -> None:
        self.store(title="Not yet saved")
        editorial.save(self.article, make_content(source="Theirs"), actor=self.cast.editor, base=1)

        page = self.client.get(page_of(self.article))

        self.assertContains(page, 'name="base" value="1"')
        self.assertContains(page, "Others have saved since")

    def test_a_second_window_overwrites_nothing(self) -> None:
        first = self.store(title="In the first").json()["stored"]
        self.store(title="In the second")

        again = self.store(title="In the first, more", stored=first).json()["stored"]

        texts = Autosave.objects.values_list("texts__title", flat=True)
        self.assertEqual(sorted(texts), ["In the first", "In the first, more", "In the second"])
        self.assertNotEqual(again, first)

    def test_a_form_that_comes_back_goes_on_with_its_own_row(self) -> None:
        row = self.store(title="Not yet saved").json()["stored"]
        submit = filled_in(self.article, verb="submit", title="Not yet saved", stored=row)

        page = self.client.post(page_of(self.article), submit)

        self.assertContains(page, f'name="stored" value="{row}"', status_code=409)

    def test_words_that_everybody_has_may_be_overwritten(self) -> None:
        row = self.store().json()["stored"]

        page = self.client.get(page_of(self.article))

        self.assertContains(page, f'name="stored" value="{row}"')
        self.assertNotContains(page, "that were not saved")

    def test_words_that_were_not_wanted_are_not_overwritten(self) -> None:
        self.store(title="Not yet saved")

        page = self.client.get(page_of(self.article) + "?saved")

        self.assertContains(page, 'name="stored" value=""')

    def test_a_tab_that_lost_the_lock_has_its_words_kept(self) -> None:
        row = self.store(title="Not").json()["stored"]

        self.store(title="Not yet saved", lost="yes", stored=row)

        kept = editorial.kept_texts(self.cast.reporter).get()
        self.assertEqual(kept.texts["title"], "Not yet saved")
        self.assertIn("took over", kept.why)
        self.assertIsNone(editorial.unsaved_text(self.cast.reporter, self.article.pk))

    def test_who_is_signed_out_hears_401_and_who_may_not_know_it_404(self) -> None:
        form = filled_in(self.article, title="x")

        self.assertEqual(Client().post(self.address, form).status_code, 401)
        stranger = signed_in(self.cast.stranger)
        self.assertEqual(stranger.post(self.address, form).status_code, 404)
        for key in ("0", "x", "9" * 30):
            address = self.address.replace(str(self.article.pk), key)
            self.assertEqual(self.client.post(address, form).status_code, 404)
        self.assertEqual(self.client.get(self.address).status_code, 405)
        self.assertFalse(Autosave.objects.exists())

    def test_a_token_is_asked_for(self) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(self.cast.reporter)

        self.assertEqual(self.store(strict, title="x").status_code, 403)
        self.assertFalse(Autosave.objects.exists())

    def test_an_article_that_is_begun_has_words_too(self) -> None:
        begin = reverse("admin:articles_article_add")
        column = str(self.cast.column.pk)
        address = reverse("admin:articles_article_autosave", args=["add"])
        form = {"title": "Begun", "column": column, "language": "zh", "kind": "flash"}
        row = self.client.post(address, form).json()["stored"]

        page = self.client.get(begin)
        self.assertContains(page, 'value="Begun"')
        self.assertContains(page, '<option value="flash" selected>')
        self.assertNotContains(self.client.get(f"{begin}?saved"), 'value="Begun"')

        self.client.post(begin, {**form, "verb": "create", "stored": row})
        self.assertFalse(Autosave.objects.exists())
        self.assertNotContains(self.client.get(begin), 'value="Begun"')

    def test_storing_tells_what_the_checks_find_beside_each_field(self) -> None:
        found = self.store(
            title="The the bridge",
            body="<p>It is open， now.</p>",
            source="Seetao",
            column_editor="Li Hua",
            reading_minutes_override="13",
        ).json()["findings"]

        self.assertEqual(found["title"], ["“The” is written twice in a row."])
        self.assertEqual(found["body"], ["“，” is full-width where it should be half-width."])
        self.assertEqual((found["source"], found["column_editor"], found["leads"]), ([], [], []))
        self.assertIn("13 minutes", found["reading_minutes_override"][0])

    def test_what_was_set_aside_or_is_ignored_is_not_told(self) -> None:
        press(self.client, self.article, "save", title="The the bridge", source="Seetao")
        dossier = Dossier(Article.objects.get(pk=self.article.pk))
        keys = {each.code: dossier.key_of(each) for each in dossier.findings}
        editorial.dismiss(
            self.article,
            actor=self.cast.reporter,
            revision=2,
            key=keys["doubled-word"],
            reason="A band.",
        )
        self.cast.column.gates = {"missing-editor": "ignore"}
        self.cast.column.save()

        found = self.store().json()["findings"]

        self.assertEqual([sentences for sentences in found.values() if sentences], [])

    def test_hostile_words_are_stored_and_never_fail(self) -> None:
        for body in ("<div>" * 40_000, "\u202e\u200b(“" * 1000, "x" * 1_000_000, "<p>\ud800"):
            with self.subTest(body=body[:20]):
                sent = body.encode("utf-8", "surrogatepass").decode("utf-8", "replace")

                self.assertEqual(self.store(body=sent).status_code, 200)

    def test_storing_again_needs_two_queries_beside_asking_who_and_whether(self) -> None:
        row = self.store(title="One").json()["stored"]
        form = filled_in(self.article, title="Two", stored=row)
        # The session, the person, its limits; whether he may know it; the words; what of the
        # findings was set aside.
        with self.assertNumQueries(6):
            self.client.post(self.address, form)


class LockTests(TestCase):
    def setUp(self) -> None:
        self.cast = make_cast()
        self.article = make_article(self.cast)
        self.address = reverse("admin:articles_article_lock", args=[self.article.pk])

    def beat(self, user: User, tab: str = TAB, **facts: str) -> Any:
        return signed_in(user).post(self.address, {"tab": tab, **facts})

    def test_looking_claims_nothing_writing_does(self) -> None:
        self.assertEqual(self.beat(self.cast.reporter).json()["hold"], "free")
        self.assertFalse(EditLock.objects.exists())

        self.assertEqual(self.beat(self.cast.reporter, idle="0").json()["hold"], "mine")
        self.assertEqual(EditLock.objects.get().user, self.cast.reporter)

    def test_others_read_who_is_writing_with_and_without_scripts(self) -> None:
        self.beat(self.cast.reporter, idle="0")

        told = self.beat(self.cast.editor, OTHER_TAB, idle="0").json()
        page = signed_in(self.cast.editor).get(page_of(self.article))

        self.assertEqual(told, {"hold": "other", "name": "Reporter"})
        self.assertContains(page, "Reporter is editing.")
        own = signed_in(self.cast.reporter).get(page_of(self.article))
        self.assertNotContains(own, "Reporter is editing.")

    def test_taking_over_is_asked_of_the_policy(self) -> None:
        self.beat(self.cast.reporter, idle="0")

        refused = self.beat(self.cast.editor, OTHER_TAB, take="yes")
        self.assertEqual(refused.status_code, 403)
        self.assertIn("chief editor may take over at once", refused.json()["reason"])

        taken = self.beat(self.cast.chief, OTHER_TAB, take="yes")
        self.assertEqual(taken.json()["hold"], "mine")
        lost = self.beat(self.cast.reporter, idle="0", held="yes")
        self.assertEqual(lost.json(), {"hold": "lost", "name": "Chief"})

    def test_five_idle_minutes_let_an_editor_take_over(self) -> None:
        self.beat(self.cast.reporter, idle="0")
        self.beat(self.cast.reporter, idle="301", held="yes")

        self.assertEqual(self.beat(self.cast.editor, OTHER_TAB, take="yes").status_code, 200)

    def test_it_is_given_back_by_its_own_tab_only(self) -> None:
        self.beat(self.cast.reporter, idle="0")

        self.beat(self.cast.editor, OTHER_TAB, release="yes")
        self.beat(self.cast.reporter, OTHER_TAB, release="yes")
        self.assertTrue(EditLock.objects.exists())
        self.beat(self.cast.reporter, TAB, release="yes")
        self.assertFalse(EditLock.objects.exists())

    def test_who_may_not_write_gets_the_reason_and_no_lock(self) -> None:
        submitted(self.article, self.cast)

        self.assertEqual(self.beat(self.cast.other_reporter, idle="0").status_code, 403)
        self.assertEqual(self.beat(self.cast.stranger, idle="0").status_code, 404)
        self.assertFalse(EditLock.objects.exists())

    def test_who_was_moved_out_is_told_nothing_any_more(self) -> None:
        self.beat(self.cast.reporter, idle="0")
        ColumnRole.objects.filter(user=self.cast.reporter).delete()

        self.assertEqual(self.beat(self.cast.reporter, idle="0", held="yes").status_code, 404)

    def test_what_no_page_of_ours_sends_is_refused(self) -> None:
        for tab in ("", "x" * 33, "ä", "a b", "\x00"):
            with self.subTest(tab=tab):
                self.assertEqual(self.beat(self.cast.reporter, tab).status_code, 400)
        for idle in ("-1", "x", "9" * 30):
            with self.subTest(idle=idle):
                self.assertEqual(self.beat(self.cast.reporter, idle=idle).status_code, 200)
        self.assertEqual(self.beat(self.cast.reporter, idle="9" * 9).status_code, 200)
        self.assertEqual(Client().post(self.address, {"tab": TAB}).status_code, 401)

    def test_a_heartbeat_is_one_query_beside_asking_who(self) -> None:
        client = signed_in(self.cast.reporter)
        client.post(self.address, {"tab": TAB, "idle": "0"})
        with self.assertNumQueries(4):  # the session, the person, its limits; the lock
            client.post(self.address, {"tab": TAB, "idle": "0", "held": "yes"})

    def test_a_lock_is_no_hindrance_for_a_save(self) -> None:
        self.beat(self.cast.reporter, idle="0")

        press(signed_in(self.cast.editor), self.article, "save", title="By the editor")

        self.assertEqual(head_number(self.article), 2)
