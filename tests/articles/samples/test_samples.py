"""The samples: every stage of the desk, both languages, pictures, the captured page."""

import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db.models import Count
from django.test import TestCase
from django.utils.timezone import now

from accounts.models import User
from articles import editorial
from articles.content import changed_fields
from articles.editorial import Dossier, Verb, can
from articles.editorial.verification import flaws
from articles.exchange.importing import import_page
from articles.exchange.page_reader import read_page
from articles.models import (
    Article,
    Column,
    ColumnRole,
    Event,
    Image,
    Notice,
    PublicState,
    Revision,
    Stage,
)
from articles.models.system import system_user
from articles.samples.columns import SamplesRefused
from articles.samples.data_files import FOLDER, read_data
from articles.samples.drawings import DRAWINGS
from articles.samples.lay import Laid, lay_samples
from articles.samples.paragraphs import paragraphs
from articles.samples.stories import LANGUAGES
from tests.factories import make_column

FEATURE = "mountain-highway"

pytestmark = pytest.mark.django_db


def samples() -> Any:
    return Article.objects.exclude(number=276749)


def captured() -> Article:
    return Article.objects.get(number=276749)


class SampleTests(TestCase):
    """The samples as they are laid once; each test finds them untouched."""

    laid: Laid
    folder: str
    written: str

    @classmethod
    def setUpTestData(cls) -> None:
        cls.folder = tempfile.mkdtemp(dir=settings.TESTS_FOLDER)
        sign_ins = Path(cls.folder) / "sign-ins.txt"
        cls.laid = lay_samples(at=now(), sign_ins=sign_ins)
        cls.written = sign_ins.read_text(encoding="utf-8")

    def setUp(self) -> None:
        self.sign_ins = Path(self.folder) / "sign-ins.txt"
        self.sign_ins.write_text(self.written, encoding="utf-8")

    def test_there_are_people_of_every_role_in_both_languages(self) -> None:
        counts = {role: len(users) for role, users in self.laid.people.by_role.items()}

        assert counts == {"administrator": 1, "chief": 2, "editor": 3, "reporter": 2, "reader": 2}
        users = User.objects.filter(email_canonical__endswith="@example.org")
        assert set(users.values_list("language", flat=True)) == {"zh", "en"}
        assert all(user.name_zh and user.name_en for user in users)
        assert users.filter(is_superuser=True).get() == self.laid.people.administrator
        assert not users.filter(
            is_staff=True, pk__in=[u.pk for u in self.laid.people.by_role["reader"]]
        )

    def test_staff_hold_their_roles_in_every_column_and_the_administrator_none(self) -> None:
        columns = {*self.laid.columns.values(), Column.objects.get(slug="imported")}

        held = set(ColumnRole.objects.values_list("user", "column", "role"))
        assert held == {
            (user.pk, column.pk, role)
            for column in columns
            for role in ("reporter", "editor", "chief")
            for user in self.laid.people.by_role[role]
        }
        assert Event.objects.filter(verb=Verb.GRANT).count() == len(held)

    def test_six_columns_have_one_to_three_levels(self) -> None:
        assert len(self.laid.columns) == 6
        assert {column.levels for column in self.laid.columns.values()} == {1, 2, 3}
        assert self.laid.columns["machinery"].name_zh == "机械"

    def test_every_password_opens_its_account(self) -> None:
        lines = [line.split() for line in self.sign_ins.read_text(encoding="utf-8").splitlines()]

        assert len(lines) == 10
        for role, address, password in lines:
            user = User.objects.get(email_canonical=address)
            assert user in self.laid.people.by_role[role]
            assert user.check_password(password)

    def test_the_desk_shows_every_stage(self) -> None:
        stages = dict(samples().values_list("stage").annotate(Count("pk")))

        assert set(stages) == set(Stage)
        assert samples().get(stage=Stage.REVIEW).level == 1
        pending = samples().get(stage=Stage.DRAFT, public_state=PublicState.LIVE)
        assert pending.head is not None
        assert pending.live is not None
        assert pending.head.number == pending.live.number + 1
        assert len(pending.head.content.body) == len(pending.live.content.body) + 1

    def test_readers_get_three_articles_or_more_in_every_column_and_language(self) -> None:
        visible = Article.objects.visible(now())

        counts = visible.values("column", "language").annotate(articles=Count("pk"))
        assert len(counts) == 2 * len(self.laid.columns)
        assert all(row["articles"] >= 3 for row in counts)
        pairs = visible.values("story").annotate(articles=Count("pk")).filter(articles=2)
        assert pairs.count() >= 20

    def test_a_correction_was_reviewed_and_readers_are_told(self) -> None:
        notices = Notice.objects.select_related("article__live")

        assert {notice.article.language for notice in notices} == {"zh", "en"}
        for notice in notices:
            article = notice.article
            assert notice.kind == editorial.ChangeClass.CORRECTION
            assert notice.text
            assert (article.stage, article.updated_at) == (Stage.CLEAN, notice.at)
            before, after = article.revisions.order_by("number")
            assert (notice.revision_from, notice.revision_to, article.live) == (
                before,
                after,
                after,
            )
            assert changed_fields(before.content, after.content) == (
                "body",
                "change_class",
                "notice_text",
            )

    def test_keywords_of_articles_in_both_languages_are_counterparts(self) -> None:
        for article in samples().filter(language="zh").exclude(live=None):
            other = Article.objects.filter(story=article.story, language="en").first()
            if other is not None:
                ours, theirs = (
                    [use.tag for use in each.keyword_uses.all()] for each in (article, other)
                )
                assert 2 <= len(ours) <= 4
                assert [keyword.counterpart for keyword in ours] == theirs

    def test_every_sample_says_that_it_is_one(self) -> None:
        for article in samples():
            assert "sample" in article.source or "样稿" in article.source
            assert "sample" in article.body or "样稿" in article.body

    def test_samples_have_no_findings(self) -> None:
        for article in samples():
            assert article.head is not None
            found = {finding.code for finding in Dossier(article).findings}
            # One of them names an article that is still to be written.
            assert found <= {"unresolved-related"}

    def test_pictures_have_words_and_credit_in_the_language_of_the_article(self) -> None:
        covered = list(samples().exclude(cover=None))

        assert Image.objects.count() == len(DRAWINGS)
        assert len(covered) >= 16
        for article in covered:
            facts = article.cover_facts
            assert article.cover is not None
            assert facts["alt"] == article.cover.alt(article.language)
            assert facts["caption"]
            assert facts["credit"]

    def test_the_captured_page_is_published_as_captured(self) -> None:
        article = captured()

        assert article.title == (
            "Launching Ceremony of the Secretariat of the China Central Asia Mechanism"
        )
        assert article.published_at == datetime(2024, 4, 1, 7, 25, tzinfo=UTC)
        assert (article.stage, article.public_state) == (Stage.CLEAN, PublicState.LIVE)
        assert article.column.slug == "machinery"
        assert article.reading_minutes == 13
        assert "the the" in article.leads[0]
        assert "seetao. com" in article.copyright
        assert article.column_editor is not None
        assert article.column_editor.name("en") == "Zhou Yingwen"
        assert [keyword.tag.name for keyword in article.keyword_uses.all()] == [
            "the Belt and Road news",
            "the Belt and Road project",
            "overseas project",
        ]

    def test_the_captured_page_went_through_review_with_an_opinion(self) -> None:
        events = Event.objects.filter(article=captured()).order_by("number")

        assert [event.verb for event in events] == [
            "import",
            "submit",
            "approve",
            "approve",
            "publish",
        ]
        assert all(event.reason for event in events if event.verb == Verb.APPROVE)
        assert len({event.actor for event in events if event.verb in ("import", "approve")}) == 3

    def test_two_of_its_six_related_titles_are_live_and_four_unresolved(self) -> None:
        links: list[Any] = list(captured().related_links.for_readers(now()))

        assert len(links) == 6
        assert [link.title for link in links if link.destination_id] == [
            "African women pursue their dreams of happiness with help of Chinese enterprises",
            "China and Hungary join hands to deepen Belt and Road cooperation",
        ]
        assert all(link.is_public for link in links if link.destination_id)

    def test_the_captured_page_is_the_same_when_it_is_imported_again(self) -> None:
        page = read_page((FOLDER / "captured-276749.txt").read_text(encoding="utf-8"))

        outcome = import_page(
            page, column=self.laid.columns["news"], actor=self.laid.people.reporters[1]
        )

        assert (outcome.status, outcome.article) == (editorial.ImportStatus.UNCHANGED, captured())

    def test_written_twice_everything_stays(self) -> None:
        before = (Article.objects.count(), Event.objects.count(), Revision.objects.count())
        written = self.sign_ins.read_text(encoding="utf-8")

        again = lay_samples(at=now(), sign_ins=self.sign_ins)

        assert again.articles == 0
        assert again.people.made == []
        assert (Article.objects.count(), Event.objects.count(), Revision.objects.count()) == before
        assert self.sign_ins.read_text(encoding="utf-8") == written

    def test_what_people_changed_since_stays(self) -> None:
        role = ColumnRole.objects.filter(user=self.laid.people.chiefs[0]).first()
        assert role is not None
        editorial.revoke(role, actor=self.laid.people.administrator)
        (draft,) = samples().filter(live=None, stage=Stage.DRAFT)
        content = replace(draft.head.content, title="Retitled")
        editorial.save(draft, content, actor=draft.owner, base=1)

        again = lay_samples(at=now(), sign_ins=self.sign_ins)

        assert again.articles == 0
        assert not ColumnRole.objects.filter(pk=role.pk).exists()
        assert Article.objects.get(pk=draft.pk).title == "Retitled"

    def test_an_account_that_is_gone_is_made_anew_with_its_roles(self) -> None:
        lost = self.laid.people.by_role["reader"][0]
        lost.delete()

        again = lay_samples(at=now(), sign_ins=self.sign_ins)

        (made,) = again.people.made
        assert made.address == lost.email_canonical
        assert made.password in self.sign_ins.read_text(encoding="utf-8")

    def test_events_of_all_samples_verify(self) -> None:
        assert list(flaws()) == []

    def test_the_waiting_articles_can_be_taken_on_by_the_samples_people(self) -> None:
        review = samples().get(stage=Stage.REVIEW)
        approved = samples().get(stage=Stage.APPROVED)

        assert any(can(editor, Verb.APPROVE, review).allowed for editor in self.laid.people.editors)
        assert any(can(chief, Verb.PUBLISH, approved).allowed for chief in self.laid.people.chiefs)


def test_a_captured_page_that_somebody_imported_before_stays_his(sign_ins: Path) -> None:
    page = read_page((FOLDER / "captured-276749.txt").read_text(encoding="utf-8"))
    theirs = import_page(page, column=Column.objects.get(slug="imported"), actor=system_user())

    lay_samples(at=now(), sign_ins=sign_ins)

    assert theirs.article is not None
    theirs.article.refresh_from_db()
    assert theirs.article.stage == Stage.DRAFT
    assert not Article.objects.filter(number=276749).exists()


def test_a_taken_column_number_refuses_all_of_it(sign_ins: Path) -> None:
    make_column(number=3, slug="mine", name_en="Mine")

    with pytest.raises(SamplesRefused, match="Mine"):
        lay_samples(at=now(), sign_ins=sign_ins)

    assert not Article.objects.exists()
    assert not sign_ins.exists()


def test_the_captured_page_in_the_samples_is_the_one_of_the_tests() -> None:
    ours = (FOLDER / "captured-276749.txt").read_bytes()
    theirs = (Path(__file__).parents[2] / "data" / "captured-276749.txt").read_bytes()

    assert ours == theirs


def test_stories_have_keys_of_their_own() -> None:
    keys = [story["key"] for story in read_data("stories")["stories"]]

    assert len(set(keys)) == len(keys)


def test_published_stories_have_numbers_below_the_captured_page_and_an_hour_of_their_own() -> None:
    published = [story for story in read_data("stories")["stories"] if "published" in story]
    numbers = [story[each]["number"] for story in published for each in LANGUAGES if each in story]

    assert len(set(numbers)) == len(numbers)
    assert all(276600 < number < 276749 for number in numbers)
    assert len({story["published"] for story in published}) == len(published)


def test_one_story_has_all_that_a_long_text_can_have() -> None:
    (feature,) = [each for each in read_data("stories")["stories"] if each["key"] == FEATURE]

    for language in LANGUAGES:
        body = "".join(feature[language]["body"])
        assert body.count("<h2>") == 2
        assert all(f"<{part}>" in body for part in ("table", "caption", "ul", "blockquote"))


def test_one_story_has_two_figures_besides_its_cover() -> None:
    figures = [
        story["figures"]
        for story in read_data("stories")["stories"]
        if "picture" in story and "figures" in story
    ]

    assert any(len(each) == 2 for each in figures)


def test_a_text_that_begins_with_a_tag_is_html_and_any_other_is_plain() -> None:
    heading, plain = paragraphs(["<h2>Water</h2>", "1 < 2 & more"])

    assert heading.html == "<h2>Water</h2>"
    assert plain.html == "<p>1 &lt; 2 &amp; more</p>"
