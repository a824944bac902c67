"""Importing: new pages become drafts; known ones are merged, or refused and kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.utils.timezone import now

from articles import editorial
from articles.content import Content
from articles.editorial import ImportOutcome, ImportStatus, Origin, Refused
from articles.models import (
    Article,
    Column,
    Event,
    ImportedSource,
    PublicState,
    Revision,
    Stage,
)
from articles.models.system import system_user
from tests.factories import Cast, live, make_cast, make_content, make_live_article, submitted

pytestmark = pytest.mark.django_db

AT = datetime(2024, 4, 1, 7, 25, tzinfo=UTC)
BODY = ("First paragraph.", "Second paragraph.", "Third paragraph.")


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def import_page(cast: Cast, content: Content, **facts: Any) -> ImportOutcome:
    """Import `content` as if captured; its hash follows from its words."""
    actor = facts.pop("actor", None) or system_user()
    origin = Origin(
        **{
            "title": content.title,
            "published_at": AT,
            "language": "en",
            "sha256": sha256(repr(content).encode()).hexdigest(),
            "number": 276749,
            **facts,
        }
    )
    return editorial.import_article(origin, lambda old: content, column=cast.column, actor=actor)


def imported(cast: Cast, content: Content | None = None) -> Article:
    outcome = import_page(cast, content or make_content(body=BODY))
    assert outcome.article is not None
    return outcome.article


def counts() -> tuple[int, int, int, int]:
    return (
        Article.objects.count(),
        Revision.objects.count(),
        Event.objects.count(),
        ImportedSource.objects.count(),
    )


def test_page_becomes_a_draft_that_nobody_owns_under_its_old_number(cast: Cast) -> None:
    outcome = import_page(cast, make_content(body=BODY))
    article = outcome.article
    assert outcome.status == ImportStatus.NEW
    assert article is not None
    assert (article.number, article.stage, article.owner) == (276749, Stage.DRAFT, None)
    assert article.published_at == AT
    assert article.public_state == PublicState.UNPUBLISHED
    assert article.events.get().actor == system_user()


def test_person_who_imports_owns_the_draft(cast: Cast) -> None:
    outcome = import_page(cast, make_content(), actor=cast.reporter)
    assert outcome.article is not None
    assert outcome.article.owner == cast.reporter


def test_stranger_imports_nothing(cast: Cast) -> None:
    with pytest.raises(Refused):
        import_page(cast, make_content(), actor=cast.stranger)
    assert not ImportedSource.objects.exists()


def test_system_user_approves_and_publishes_nothing(cast: Cast) -> None:
    article = submitted(imported(cast), cast)
    with pytest.raises(Refused):
        editorial.approve(article, actor=system_user(), revision=1)
    with pytest.raises(Refused):
        editorial.save(article, make_content("x"), actor=system_user(), base=1)


def test_same_page_again_changes_nothing(cast: Cast) -> None:
    imported(cast)
    before = counts()
    outcome = import_page(cast, make_content(body=BODY))
    assert outcome.status == ImportStatus.UNCHANGED
    assert counts() == before


def test_page_without_number_is_found_by_title_date_and_language(cast: Cast) -> None:
    import_page(cast, make_content(body=BODY), number=None)
    before = counts()
    assert import_page(cast, make_content(body=BODY), number=None).status == "unchanged"
    assert counts() == before


def test_page_without_number_counts_up(cast: Cast) -> None:
    outcome = import_page(cast, make_content(), number=None)
    assert outcome.article is not None
    assert outcome.article.number >= 1_000_000


def test_page_that_gets_a_number_later_is_the_same_page(cast: Cast) -> None:
    import_page(cast, make_content(body=BODY), number=None)
    outcome = import_page(cast, make_content(body=(*BODY, "Fourth.")), number=5)
    assert outcome.status == ImportStatus.CHANGED
    assert ImportedSource.objects.get().number == 5


def test_number_learnt_later_is_kept_though_nothing_else_changed(cast: Cast) -> None:
    import_page(cast, make_content(body=BODY), number=None)
    assert import_page(cast, make_content(body=BODY), number=5).status == "unchanged"
    assert ImportedSource.objects.get().number == 5


def test_refused_text_that_the_source_takes_back_is_dropped(cast: Cast) -> None:
    article = imported(cast)
    editorial.save(article, make_content("The desk's", body=BODY), actor=cast.reporter, base=1)
    import_page(cast, make_content("The source's", body=BODY))
    assert import_page(cast, make_content(body=BODY)).status == "unchanged"
    assert ImportedSource.objects.get().refused is None


def test_same_page_under_another_number_is_refused(cast: Cast) -> None:
    imported(cast)
    with pytest.raises(Refused, match="imported before as number 276749"):
        import_page(cast, make_content(body=BODY), number=276750)
    assert Article.objects.count() == 1


def test_number_of_an_article_that_was_not_imported_is_refused(cast: Cast) -> None:
    article = make_live_article(cast)
    with pytest.raises(Refused, match="belongs to another article"):
        import_page(cast, make_content("Another"), number=article.number)
    assert Article.objects.count() == 1
    assert not ImportedSource.objects.exists()


def test_change_at_the_source_is_taken_over(cast: Cast) -> None:
    article = imported(cast)
    outcome = import_page(cast, make_content("A new title", body=BODY))
    article.refresh_from_db()
    assert outcome.status == ImportStatus.CHANGED
    assert article.title == "A new title"
    assert article.head is not None
    assert article.head.number == 2


def test_changes_of_desk_and_source_are_merged(cast: Cast) -> None:
    article = imported(cast)
    desk = make_content(body=("First paragraph, better.", *BODY[1:]))
    editorial.save(article, desk, actor=cast.reporter, base=1)
    outcome = import_page(cast, make_content("A new title", body=(*BODY[:2], "Third, new.")))
    article.refresh_from_db()
    assert outcome.status == ImportStatus.CHANGED
    assert article.head is not None
    merged = article.head.content
    assert merged.title == "A new title"
    assert merged.plain("body") == "First paragraph, better.\nSecond paragraph.\nThird, new."


def test_desk_keeps_its_change_when_the_source_comes_in_a_third_time(cast: Cast) -> None:
    article = imported(cast)
    desk = make_content(body=("First paragraph, better.", *BODY[1:]))
    editorial.save(article, desk, actor=cast.reporter, base=1)
    import_page(cast, make_content("Two", body=BODY))
    import_page(cast, make_content("Three", body=BODY))
    article.refresh_from_db()
    assert article.title == "Three"
    assert "First paragraph, better." in article.body


def test_conflict_is_refused_and_the_incoming_text_kept(cast: Cast) -> None:
    article = imported(cast)
    editorial.save(article, make_content("The desk's", body=BODY), actor=cast.reporter, base=1)
    before = counts()
    outcome = import_page(cast, make_content("The source's", body=BODY))
    article.refresh_from_db()
    assert (outcome.status, article.title) == (ImportStatus.REFUSED, "The desk's")
    assert "title" in outcome.reason
    assert counts() == before
    source = ImportedSource.objects.get()
    assert source.refused is not None
    assert source.refused_schema is not None
    kept = Content.from_json(source.refused, source.refused_schema)
    assert kept.title == "The source's"
    assert source.refused_reason == outcome.reason


def test_later_import_that_merges_clears_what_was_refused(cast: Cast) -> None:
    article = imported(cast)
    editorial.save(article, make_content("The desk's", body=BODY), actor=cast.reporter, base=1)
    import_page(cast, make_content("The source's", body=BODY))
    outcome = import_page(cast, make_content("The desk's", body=BODY))
    assert outcome.status == ImportStatus.CHANGED
    assert ImportedSource.objects.get().refused is None
    article.refresh_from_db()
    assert article.head is not None
    assert article.head.number == 2


@pytest.mark.parametrize("stage", ["review", "approved"])
def test_article_under_review_takes_no_import(cast: Cast, stage: str) -> None:
    article = submitted(imported(cast), cast)
    if stage == "approved":
        editorial.approve(article, actor=cast.editor, revision=1)
        editorial.approve(article, actor=cast.chief, revision=1)
    outcome = import_page(cast, make_content("A new title", body=BODY))
    assert outcome.status == ImportStatus.REFUSED
    assert "recall it first" in outcome.reason
    assert ImportedSource.objects.get().refused is not None


def test_trashed_article_takes_no_import(cast: Cast) -> None:
    article = imported(cast)
    Article.objects.filter(pk=article.pk).update(trashed_at=now())
    outcome = import_page(cast, make_content("A new title", body=BODY))
    assert (outcome.status, "trash" in outcome.reason) == (ImportStatus.REFUSED, True)


def test_killed_article_takes_no_import(cast: Cast) -> None:
    article = live(imported(cast), cast)
    Article.objects.filter(pk=article.pk).update(
        public_state=PublicState.KILLED, public_text="It was wrong."
    )
    outcome = import_page(cast, make_content("A new title", body=BODY))
    assert (outcome.status, "killed" in outcome.reason) == (ImportStatus.REFUSED, True)


def test_live_article_gets_a_pending_draft(cast: Cast) -> None:
    article = live(imported(cast), cast)
    import_page(cast, make_content("A new title", body=BODY))
    article.refresh_from_db()
    assert (article.title, article.stage) == ("A railway opens", Stage.DRAFT)
    assert article.head is not None
    assert article.head.content.title == "A new title"


def test_later_date_at_the_source_is_taken_while_nobody_has_seen_it(cast: Cast) -> None:
    article = imported(cast)
    later = AT + timedelta(hours=1)
    import_page(cast, make_content("A new title", body=BODY), published_at=later)
    article.refresh_from_db()
    assert article.published_at == later


def test_paragraphs_keep_their_ids_when_the_page_comes_in_again(cast: Cast) -> None:
    imported(cast)
    seen: list[tuple[tuple[str, str], ...]] = []

    def make(old: tuple[tuple[str, str], ...]) -> Content:
        seen.append(old)
        return make_content("Again", body=BODY)

    origin = Origin("A railway opens", AT, "en", "0" * 64, 276749)
    editorial.import_article(origin, make, column=cast.column, actor=system_user())
    assert seen[0] == tuple((each.id, each.html) for each in make_content(body=BODY).body)


def test_bad_content_of_a_page_leaves_nothing_behind(cast: Cast) -> None:
    before = counts()
    with pytest.raises(Refused):
        import_page(cast, make_content("x" * 301))
    assert counts() == before


def test_column_for_imports_is_there_from_the_beginning() -> None:
    assert Column.objects.get(slug="imported").levels == 2
