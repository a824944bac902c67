"""Taking an article away from readers, and bringing it back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import now

from articles import editorial
from articles.editorial import Refused, Stale
from articles.editorial.verification import flaws
from articles.models import Article, Edition, Event, PreviewLink, PublicState, Schedule, Stage
from tests.factories import (
    Cast,
    head_number,
    live,
    make_article,
    make_cast,
    make_content,
    make_live_article,
    submitted,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def visible(article: Article) -> bool:
    return Article.objects.visible(now()).filter(pk=article.pk).exists()


def with_draft(article: Article, cast: Cast) -> Article:
    editorial.save(article, make_content("Two", change_class="update"), actor=cast.chief, base=1)
    return submitted(article, cast)


def scheduled(article: Article, cast: Cast) -> None:
    """Set a schedule past its verb, whose rules are tested where they stand."""
    assert article.live is not None
    Schedule.objects.create(
        article=article,
        revision=article.revisions.latest("number"),
        live_then=article.live,
        at=now() + HOUR,
        set_by=cast.chief,
        set_at=now(),
    )


def kill(article: Article, cast: Cast, **changes: str) -> Event:
    words = {"reason": "A court.", "public_text": "Removed by order.", "title": article.title}
    return editorial.kill(
        article, actor=cast.chief, revision=head_number(article), **{**words, **changes}
    )


def test_withdrawn_article_is_gone_and_comes_back_in_the_same_words(cast: Cast) -> None:
    article = make_live_article(cast)
    first = article.published_at
    editorial.withdraw(article, actor=cast.chief, revision=1, reason="A doubt.")
    assert not visible(article)
    editorial.reinstate(article, actor=cast.chief, revision=1, reason="No doubt.")
    article.refresh_from_db()
    assert visible(article)
    assert (article.stage, article.published_at) == (Stage.CLEAN, first)
    assert article.live is not None
    assert article.live.number == 1
    reasons = Event.objects.filter(article=article, verb__in=["withdraw", "reinstate"])
    assert set(reasons.values_list("reason", flat=True)) == {"A doubt.", "No doubt."}
    assert list(flaws()) == []


def test_work_goes_on_while_it_is_withdrawn(cast: Cast) -> None:
    article = with_draft(make_live_article(cast), cast)
    editorial.withdraw(article, actor=cast.chief, revision=2, reason="A doubt.")
    article.refresh_from_db()
    assert (article.stage, head_number(article)) == (Stage.REVIEW, 2)
    editorial.reinstate(article, actor=cast.chief, revision=2, reason="No doubt.")
    article.refresh_from_db()
    assert (article.title, article.stage) == ("A railway opens", Stage.REVIEW)


def test_withdrawing_and_reinstating_are_told_to_caches(cast: Cast) -> None:
    article = make_live_article(cast)
    editorial.withdraw(article, actor=cast.chief, revision=1, reason="A doubt.")
    assert f"a-{article.pk}" in Edition.objects.latest("number").keys
    before = Edition.objects.count()
    editorial.reinstate(article, actor=cast.chief, revision=1, reason="No doubt.")
    assert Edition.objects.count() == before + 1


def test_withdrawing_cancels_a_scheduled_change_and_says_so(cast: Cast) -> None:
    article = with_draft(make_live_article(cast), cast)
    scheduled(article, cast)
    event = editorial.withdraw(article, actor=cast.chief, revision=2, reason="A doubt.")
    assert event.data["cancelled_schedule"]["revision"] == 2
    assert not Schedule.objects.exists()


@pytest.mark.parametrize("reason", ["", "  "])
def test_nothing_is_withdrawn_in_silence(cast: Cast, reason: str) -> None:
    article = make_live_article(cast)
    with pytest.raises(Refused, match="Say why"):
        editorial.withdraw(article, actor=cast.chief, revision=1, reason=reason)
    assert visible(article)


def test_editor_of_a_column_of_two_levels_withdraws_nothing(cast: Cast) -> None:
    article = make_live_article(cast)
    with pytest.raises(Refused, match="Only who may publish"):
        editorial.withdraw(article, actor=cast.editor, revision=1, reason="A doubt.")


def test_publication_to_come_is_unscheduled_not_withdrawn(cast: Cast) -> None:
    article = make_live_article(cast, moment=now() + HOUR)
    with pytest.raises(Refused, match="off the schedule"):
        editorial.withdraw(article, actor=cast.chief, revision=1, reason="A doubt.")


def test_withdrawn_article_does_not_come_back_under_embargo(cast: Cast) -> None:
    article = make_live_article(cast)
    editorial.withdraw(article, actor=cast.chief, revision=1, reason="A doubt.")
    other = make_article(cast, language="zh")
    Article.objects.filter(pk=other.pk).update(story=article.story, embargo_until=now() + HOUR)
    with pytest.raises(Refused, match="embargo"):
        editorial.reinstate(article, actor=cast.chief, revision=1, reason="No doubt.")


def test_killed_article_is_gone_for_good(cast: Cast) -> None:
    article = make_live_article(cast)
    kill(article, cast)
    article.refresh_from_db()
    assert (article.public_state, article.stage) == (PublicState.KILLED, Stage.CLEAN)
    assert article.public_text == "Removed by order."
    assert not visible(article)
    for act in (editorial.withdraw, editorial.reinstate):
        with pytest.raises(Refused, match="that is final"):
            act(article, actor=cast.chief, revision=1, reason="Why not?")
    with pytest.raises(Refused, match="that is final"):
        editorial.save(article, make_content("Two"), actor=cast.chief, base=1)
    assert list(flaws()) == []


def test_killing_ends_the_draft_its_schedule_and_its_previews(cast: Cast) -> None:
    article = with_draft(make_live_article(cast), cast)
    scheduled(article, cast)
    link = PreviewLink.objects.create(
        revision=article.revisions.get(number=2),
        token_hash="0" * 64,
        made_by=cast.editor,
        made_at=now(),
        expires_at=now() + HOUR,
    )
    event = kill(article, cast)
    article.refresh_from_db()
    link.refresh_from_db()
    assert (head_number(article), article.levels) == (1, 0)
    assert link.revoked_at is not None
    assert not Schedule.objects.exists()
    assert (event.data["discarded"], event.data["revoked_previews"]) == (2, 1)
    assert article.revisions.count() == 2


def test_killing_names_the_other_language_of_the_story(cast: Cast) -> None:
    article = make_live_article(cast)
    other = make_article(cast, language="zh")
    editorial.pair(other, article, actor=cast.editor, revision=1)
    event = kill(article, cast)
    assert event.data["others"] == [other.pk]


def test_kill_wants_the_title_that_readers_have(cast: Cast) -> None:
    article = with_draft(make_live_article(cast), cast)
    with pytest.raises(Refused, match="title that you typed"):
        kill(article, cast, title="Two")
    assert visible(article)


def test_kill_wants_a_text_for_readers(cast: Cast) -> None:
    article = make_live_article(cast)
    with pytest.raises(Refused, match="what readers are told"):
        kill(article, cast, public_text=" ")
    with pytest.raises(Refused, match="2000 fit"):
        kill(article, cast, public_text="x" * 2001)
    assert visible(article)


def test_nobody_kills_words_that_changed_while_he_looked(cast: Cast) -> None:
    article = with_draft(make_live_article(cast), cast)
    with pytest.raises(Stale):
        editorial.kill(
            article,
            actor=cast.chief,
            revision=1,
            reason="A court.",
            public_text="Removed.",
            title=article.title,
        )


def test_discarded_draft_leaves_what_readers_have_and_every_revision(cast: Cast) -> None:
    article = with_draft(make_live_article(cast), cast)
    editorial.approve(article, actor=cast.editor, revision=2)
    editorial.discard(article, actor=cast.chief, revision=2, confirmed=True)
    article.refresh_from_db()
    assert (article.stage, head_number(article)) == (Stage.CLEAN, 1)
    assert article.revisions.count() == 2
    editorial.save(article, make_content("Three"), actor=cast.reporter, base=1)
    assert head_number(article) == 3
    assert list(flaws()) == []


def test_discarding_wants_a_confirmation(cast: Cast) -> None:
    article = with_draft(make_live_article(cast), cast)
    with pytest.raises(Refused, match="Confirm"):
        editorial.discard(article, actor=cast.chief, revision=2, confirmed=False)
    assert head_number(article) == 2


def test_discarding_cancels_only_the_schedule_of_these_words(cast: Cast) -> None:
    article = with_draft(make_live_article(cast), cast)
    scheduled(article, cast)
    editorial.save(article, make_content("Three", change_class="update"), actor=cast.chief, base=2)
    editorial.discard(article, actor=cast.chief, revision=3, confirmed=True)
    assert Schedule.objects.get().revision.number == 2


def test_recall_of_scheduled_words_cancels_the_schedule(cast: Cast) -> None:
    article = with_draft(make_live_article(cast), cast)
    scheduled(article, cast)
    event = editorial.recall(article, actor=cast.chief, revision=2)
    assert event.data["cancelled_schedule"]["revision"] == 2
    assert not Schedule.objects.exists()


def test_what_was_never_published_is_not_discarded(cast: Cast) -> None:
    article = make_article(cast)
    with pytest.raises(Refused, match="never published"):
        editorial.discard(article, actor=cast.reporter, revision=1, confirmed=True)


def test_reverting_makes_a_new_draft_of_the_old_words(cast: Cast) -> None:
    article = make_live_article(cast)
    said = make_content("Two", change_class="correction", notice_text="Two, not one.")
    editorial.save(article, said, actor=cast.reporter, base=1)
    live(article, cast)
    revision = editorial.revert(article, actor=cast.reporter, base=2, to=1)
    assert revision is not None
    article.refresh_from_db()
    assert (revision.number, revision.content.title) == (3, "A railway opens")
    assert (revision.content.change_class, revision.content.notice_text) == ("", "")
    assert (article.stage, article.title) == (Stage.DRAFT, "Two")
    event = Event.objects.filter(article=article, verb="revert").get()
    assert (event.revision, event.data["to"]) == (3, 1)


def test_reverting_to_the_present_words_changes_nothing(cast: Cast) -> None:
    article = make_article(cast)
    assert editorial.revert(article, actor=cast.reporter, base=1, to=1) is None
    assert article.revisions.count() == 1


def test_reverting_to_what_never_was_is_refused(cast: Cast) -> None:
    article = make_article(cast)
    with pytest.raises(Refused, match="no revision 7"):
        editorial.revert(article, actor=cast.reporter, base=1, to=7)


def test_reverting_in_review_drops_the_level(cast: Cast) -> None:
    article = make_article(cast)
    editorial.save(article, make_content("Two"), actor=cast.reporter, base=1)
    submitted(article, cast)
    editorial.approve(article, actor=cast.editor, revision=2)
    editorial.revert(article, actor=cast.chief, base=2, to=1)
    article.refresh_from_db()
    assert (article.stage, article.level) == (Stage.REVIEW, 1)
