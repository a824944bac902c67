"""Scheduled changes: set, taken off, applied when due, parked when something is in the way."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils.timezone import now

from articles import editorial
from articles.editorial import Refused
from articles.editorial.scheduling import BEAT, apply_due, schedule, unschedule
from articles.editorial.verification import flaws
from articles.models import (
    Approval,
    Article,
    Beat,
    Event,
    Notice,
    PublicState,
    Revision,
    Schedule,
    Stage,
)
from tests.factories import (
    Cast,
    approved,
    head_number,
    live,
    make_article,
    make_cast,
    make_content,
    make_live_article,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
CHANGED = {"body": ["The first train left at dawn."], "change_class": "update"}


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def changed(article: Article, cast: Cast, **fields: object) -> Article:
    """Take a later change of a live article through review."""
    content = make_content(**{**CHANGED, **fields})  # type: ignore[arg-type]
    editorial.save(article, content, actor=cast.reporter, base=head_number(article))
    return approved(article, cast)


def scheduled(cast: Cast, at: datetime | None = None, **fields: object) -> Article:
    article = changed(make_live_article(cast), cast, **fields)
    schedule(article, actor=cast.chief, revision=2, at=at or now() + HOUR)
    article.refresh_from_db()
    return article


def test_readers_get_the_change_when_its_moment_comes(cast: Cast) -> None:
    article = scheduled(cast)
    assert apply_due(now()) == 0
    article.refresh_from_db()
    assert "noon" in article.body
    assert apply_due(now() + 2 * HOUR) == 1
    article.refresh_from_db()
    assert "dawn" in article.body
    assert (article.stage, article.live) == (Stage.CLEAN, article.head)
    assert not Schedule.objects.exists()
    assert Notice.objects.get().kind == "update"
    event = Event.objects.filter(article=article).latest("number")
    assert (event.verb, event.data["set_by"]) == ("apply", cast.chief.name())
    assert list(flaws()) == []


def test_moment_in_the_past_is_refused(cast: Cast) -> None:
    article = changed(make_live_article(cast), cast)
    with pytest.raises(Refused, match="past"):
        schedule(article, actor=cast.chief, revision=2, at=now() - HOUR)


def test_unreviewed_change_is_not_scheduled(cast: Cast) -> None:
    article = make_live_article(cast)
    editorial.save(article, make_content(**CHANGED), actor=cast.reporter, base=1)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="not been reviewed"):
        schedule(article, actor=cast.chief, revision=2, at=now() + HOUR)


def test_first_publication_is_published_at_a_moment_not_scheduled(cast: Cast) -> None:
    article = approved(make_article(cast), cast)
    with pytest.raises(Refused):
        schedule(article, actor=cast.chief, revision=1, at=now() + HOUR)


def test_reporter_schedules_nothing(cast: Cast) -> None:
    article = changed(make_live_article(cast), cast)
    with pytest.raises(Refused):
        schedule(article, actor=cast.reporter, revision=2, at=now() + HOUR)


def test_later_save_leaves_the_schedule_alone(cast: Cast) -> None:
    article = scheduled(cast)
    newer = make_content(body=["It rained."], change_class="update")
    editorial.save(article, newer, actor=cast.editor, base=2)
    assert apply_due(now() + 2 * HOUR) == 1
    article.refresh_from_db()
    assert "dawn" in article.body
    assert (article.stage, head_number(article)) == (Stage.REVIEW, 3)


def test_scheduling_again_replaces_the_schedule(cast: Cast) -> None:
    article = scheduled(cast)
    event = schedule(article, actor=cast.chief, revision=2, at=now() + 3 * HOUR)
    assert event.data["replaced"]["revision"] == 2
    assert apply_due(now() + 2 * HOUR) == 0
    assert apply_due(now() + 4 * HOUR) == 1


def test_publishing_other_words_parks_it(cast: Cast) -> None:
    article = scheduled(cast)
    newer = make_content(body=["It rained."], change_class="update")
    editorial.save(article, newer, actor=cast.editor, base=2)
    editorial.recall(article, actor=cast.chief, revision=3)
    live(article, cast)
    parked = Schedule.objects.get()
    assert "Another revision" in parked.error
    assert apply_due(now() + 2 * HOUR) == 0
    article.refresh_from_db()
    assert "rained" in article.body


def test_publishing_the_scheduled_words_now_settles_it(cast: Cast) -> None:
    article = scheduled(cast)
    editorial.publish(article, actor=cast.chief, revision=2)
    assert not Schedule.objects.exists()


def test_embargo_that_came_meanwhile_parks_it_with_the_reason(cast: Cast) -> None:
    article = scheduled(cast)
    sibling = make_article(cast, language="zh")
    Article.objects.filter(pk=sibling.pk).update(
        story=article.story, embargo_until=now() + 5 * HOUR
    )
    assert apply_due(now() + 2 * HOUR) == 0
    parked = Schedule.objects.get()
    assert "embargo" in parked.error
    assert parked.parked_at is not None
    article.refresh_from_db()
    assert "noon" in article.body


def test_one_that_can_not_be_applied_does_not_stop_the_rest(cast: Cast) -> None:
    first, second = scheduled(cast), scheduled(cast, now() + HOUR + timedelta(minutes=1))
    Revision.objects.bulk_create(
        [Revision(article=first, number=9, json={"nonsense": 1}, author=cast.reporter, at=now())]
    )
    Schedule.objects.filter(article=first).update(revision=first.revisions.get(number=9))
    assert apply_due(now() + 2 * HOUR) == 1
    second.refresh_from_db()
    assert "dawn" in second.body
    assert Schedule.objects.get().article == first


def test_after_a_long_silence_the_earliest_comes_first(cast: Cast) -> None:
    late, early = scheduled(cast, now() + 3 * HOUR), scheduled(cast, now() + HOUR)
    assert apply_due(now() + 24 * HOUR) == 2
    done = Event.objects.filter(verb="apply").order_by("pk").values_list("article", flat=True)
    assert list(done) == [early.pk, late.pk]


def test_clock_that_goes_back_applies_nothing_twice(cast: Cast) -> None:
    scheduled(cast)
    assert apply_due(now() + 2 * HOUR) == 1
    assert apply_due(now()) == 0
    assert apply_due(now() + 2 * HOUR) == 0


def test_desk_can_tell_when_the_worker_last_looked(cast: Cast) -> None:
    at = now()
    apply_due(at)
    apply_due(at + timedelta(seconds=5))
    assert Beat.objects.get(name=BEAT).at == at
    apply_due(at + timedelta(minutes=1))
    assert Beat.objects.get(name=BEAT).at == at + timedelta(minutes=1)


def test_unscheduled_change_stays_approved(cast: Cast) -> None:
    article = scheduled(cast)
    event = unschedule(article, actor=cast.chief, revision=2)
    article.refresh_from_db()
    assert article.stage == Stage.APPROVED
    assert event.data["cancelled_schedule"]["revision"] == 2
    assert apply_due(now() + 2 * HOUR) == 0


def test_nothing_scheduled_is_nothing_to_take_off(cast: Cast) -> None:
    article = make_live_article(cast)
    with pytest.raises(Refused, match="Nothing is scheduled"):
        unschedule(article, actor=cast.chief, revision=1)


def test_first_publication_to_come_is_taken_back_with_its_approvals(cast: Cast) -> None:
    article = make_live_article(cast, moment=now() + HOUR)
    unschedule(article, actor=cast.chief, revision=1)
    article.refresh_from_db()
    assert (article.public_state, article.stage) == (PublicState.UNPUBLISHED, Stage.APPROVED)
    assert (article.live, article.published_at) == (None, None)
    assert list(Approval.objects.values_list("level", "approver", "opinion")) == [
        (1, cast.editor.pk, "Fine."),
        (2, cast.chief.pk, "Fine."),
    ]
    editorial.publish(article, actor=cast.chief, revision=1)
    assert Article.objects.visible(now()).filter(pk=article.pk).exists()


def test_first_publication_taken_back_leaves_newer_words_where_they_stand(cast: Cast) -> None:
    article = make_live_article(cast, moment=now() + HOUR)
    editorial.save(article, make_content("A newer title"), actor=cast.reporter, base=1)
    unschedule(article, actor=cast.chief, revision=2)
    article.refresh_from_db()
    assert (article.stage, article.title) == (Stage.DRAFT, "A newer title")
    assert not Approval.objects.exists()


def test_what_readers_have_seen_is_not_unscheduled(cast: Cast) -> None:
    article = make_live_article(cast)
    with pytest.raises(Refused):
        unschedule(article, actor=cast.chief, revision=1)
