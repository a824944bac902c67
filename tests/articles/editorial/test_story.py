"""Columns, moments and languages of a story, the trash, and doubtful typos."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.utils.timezone import now

from articles import editorial
from articles.editorial import Refused, Times, times_of
from articles.editorial.verification import flaws
from articles.models import Article, Edition, Event, PublicState, Role, Stage
from tests.articles.editorial.test_races import together
from tests.factories import (
    Cast,
    approved,
    give_role,
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


def embargoed(article: Article, cast: Cast, until: datetime) -> None:
    article.refresh_from_db()
    times = replace(times_of(article), embargo_until=until)
    editorial.set_times(article, times, actor=cast.editor, revision=1)


def paired(cast: Cast) -> tuple[Article, Article]:
    english, chinese = make_article(cast), make_article(cast, language="zh")
    editorial.pair(chinese, english, actor=cast.editor, revision=1)
    chinese.refresh_from_db()
    return english, chinese


# Moving


def test_moved_article_stands_under_its_new_column_at_once(cast: Cast) -> None:
    elsewhere = make_cast()
    give_role(cast.chief, elsewhere.column, Role.CHIEF)
    article = make_live_article(cast)
    editorial.move(article, elsewhere.column, actor=cast.chief, revision=1)
    article.refresh_from_db()
    assert (article.column, article.stage) == (elsewhere.column, Stage.CLEAN)
    keys = set(Edition.objects.latest("number").keys)
    assert {f"c-{cast.column.pk}", f"c-{elsewhere.column.pk}"} <= keys


def test_move_ends_the_review(cast: Cast) -> None:
    elsewhere = make_cast()
    give_role(cast.chief, elsewhere.column, Role.CHIEF)
    article = submitted(make_article(cast), cast)
    editorial.move(article, elsewhere.column, actor=cast.chief, revision=1)
    article.refresh_from_db()
    assert (article.stage, article.levels) == (Stage.DRAFT, 0)
    assert Event.objects.filter(article=article, verb="move").count() == 1


def test_nobody_moves_into_a_column_where_he_may_not_publish(cast: Cast) -> None:
    elsewhere = make_cast()
    article = make_article(cast)
    move = partial(editorial.move, article, elsewhere.column, actor=cast.chief, revision=1)
    with pytest.raises(Refused, match="other column"):
        move()
    give_role(cast.chief, elsewhere.column, Role.EDITOR)
    with pytest.raises(Refused, match="other column"):
        move()
    give_role(cast.chief, elsewhere.column, Role.CHIEF)
    move()


def test_move_to_where_it_stands_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="already"):
        editorial.move(make_article(cast), cast.column, actor=cast.chief, revision=1)


# Times


def test_times_are_set_and_the_event_keeps_old_and_new(cast: Cast) -> None:
    article = make_article(cast)
    times = Times(embargo_until=now() + HOUR, expires_at=now() + 3 * HOUR)
    event = editorial.set_times(article, times, actor=cast.editor, revision=1)
    article.refresh_from_db()
    assert times_of(article) == times
    assert event is not None
    assert set(event.data) == {"embargo_until", "expires_at"}
    assert event.data["embargo_until"][0] is None


def test_same_times_again_change_nothing(cast: Cast) -> None:
    article = make_live_article(cast)
    assert editorial.set_times(article, times_of(article), actor=cast.editor, revision=1) is None
    assert not Event.objects.filter(article=article, verb="set-times").exists()


def test_expiry_of_a_public_article_is_told_to_caches(cast: Cast) -> None:
    article = make_live_article(cast)
    before = Edition.objects.count()
    times = replace(times_of(article), expires_at=now() + HOUR)
    editorial.set_times(article, times, actor=cast.editor, revision=1)
    assert Edition.objects.count() == before + 1
    assert not Article.objects.visible(now() + HOUR).filter(pk=article.pk).exists()


def test_embargo_holds_the_publication_until_a_chief_clears_it(cast: Cast) -> None:
    article = make_article(cast)
    embargoed(article, cast, now() + HOUR)
    approved(article, cast)
    with pytest.raises(Refused, match="embargo"):
        editorial.publish(article, actor=cast.chief, revision=1)
    with pytest.raises(Refused, match="Only a chief editor"):
        editorial.set_times(article, Times(), actor=cast.editor, revision=1)
    editorial.set_times(article, Times(), actor=cast.chief, revision=1)
    editorial.publish(article, actor=cast.chief, revision=1)


def test_article_that_would_have_expired_is_not_published(cast: Cast) -> None:
    article = make_article(cast)
    editorial.set_times(article, Times(expires_at=now() + HOUR), actor=cast.editor, revision=1)
    approved(article, cast)
    with pytest.raises(Refused, match="expires"):
        editorial.publish(article, actor=cast.chief, revision=1, moment=now() + 2 * HOUR)
    editorial.publish(article, actor=cast.chief, revision=1)


def test_moment_of_what_readers_have_is_not_the_editors(cast: Cast) -> None:
    article = make_live_article(cast)
    times = replace(times_of(article), published_at=now() - HOUR)
    with pytest.raises(Refused, match="only who may publish"):
        editorial.set_times(article, times, actor=cast.editor, revision=1)
    editorial.set_times(article, times, actor=cast.chief, revision=1)
    article.refresh_from_db()
    assert article.published_at == times.published_at


def test_embargo_comes_too_late_for_a_public_story(cast: Cast) -> None:
    english = make_live_article(cast)
    chinese = make_article(cast, language="zh")
    editorial.pair(chinese, english, actor=cast.editor, revision=1)
    with pytest.raises(Refused, match="too late"):
        embargoed(chinese, cast, now() + HOUR)


@pytest.mark.django_db(transaction=True)
def test_embargo_and_publication_of_the_other_language_never_meet() -> None:
    cast = make_cast()
    english, chinese = paired(cast)
    approved(english, cast)
    ended = together(
        lambda: editorial.publish(english, actor=cast.chief, revision=1),
        lambda: embargoed(chinese, cast, now() + HOUR),
    )
    assert ended == {"done": 1, "Refused": 1}
    assert list(flaws()) == []


# Pairing


def test_paired_languages_share_a_story_and_both_histories_say_so(cast: Cast) -> None:
    english, chinese = paired(cast)
    assert chinese.story == english.story
    told = Event.objects.filter(verb="pair").order_by("article")
    assert [(each.article_id, each.data["with"]) for each in told] == [
        (english.pk, [chinese.pk]),
        (chinese.pk, [english.pk]),
    ]


def test_separated_languages_have_stories_of_their_own(cast: Cast) -> None:
    english, chinese = paired(cast)
    editorial.unpair(english, actor=cast.editor, revision=1)
    english.refresh_from_db()
    assert english.story != chinese.story
    assert list(flaws()) == []


def test_story_has_one_article_in_a_language(cast: Cast) -> None:
    english, _chinese = paired(cast)
    for language in ("en", "zh"):
        third = make_article(cast, language=language)
        with pytest.raises(Refused, match="this language already"):
            editorial.pair(third, english, actor=cast.editor, revision=1)


def test_pairing_needs_an_editor_of_both_columns(cast: Cast) -> None:
    elsewhere = make_cast()
    english, chinese = make_article(cast), make_article(elsewhere, language="zh")
    with pytest.raises(Refused, match="other article's column"):
        editorial.pair(english, chinese, actor=cast.editor, revision=1)
    give_role(cast.editor, elsewhere.column, Role.EDITOR)
    editorial.pair(english, chinese, actor=cast.editor, revision=1)


def test_no_way_out_of_an_embargo_but_clearing_it(cast: Cast) -> None:
    english, chinese = paired(cast)
    embargoed(chinese, cast, now() + HOUR)
    with pytest.raises(Refused, match="holds for all languages"):
        editorial.unpair(english, actor=cast.chief, revision=1)
    with pytest.raises(Refused, match="holds for all languages"):
        editorial.unpair(chinese, actor=cast.chief, revision=1)
    with pytest.raises(Refused, match="holds for all languages"):
        editorial.trash(chinese, actor=cast.chief, revision=1)


def test_public_article_does_not_join_an_embargo(cast: Cast) -> None:
    english = make_live_article(cast)
    chinese = make_article(cast, language="zh")
    embargoed(chinese, cast, now() + HOUR)
    for first, second in ((english, chinese), (chinese, english)):
        with pytest.raises(Refused, match="under embargo"):
            editorial.pair(first, second, actor=cast.editor, revision=1)


@pytest.mark.django_db(transaction=True)
def test_two_who_pair_the_same_article_do_not_both_succeed() -> None:
    cast = make_cast()
    chinese = make_article(cast, language="zh")
    first, second = make_article(cast), make_article(cast)
    ended = together(
        lambda: editorial.pair(first, chinese, actor=cast.editor, revision=1),
        lambda: editorial.pair(second, chinese, actor=cast.chief, revision=1),
    )
    assert ended == {"done": 1, "Refused": 1}
    chinese.refresh_from_db()
    assert Article.objects.filter(story=chinese.story).count() == 2


@pytest.mark.django_db(transaction=True)
def test_withdrawing_and_publishing_in_the_same_second_leave_one_state() -> None:
    cast = make_cast()
    article = make_live_article(cast)
    editorial.save(article, make_content("Two", change_class="update"), actor=cast.chief, base=1)
    approved(article, cast)
    together(
        lambda: editorial.publish(article, actor=cast.chief, revision=2),
        lambda: editorial.withdraw(article, actor=cast.other_chief, revision=2, reason="Why."),
    )
    article.refresh_from_db()
    # Publishing in silence does not bring back what was withdrawn a moment earlier.
    assert article.public_state == PublicState.WITHDRAWN
    assert list(flaws()) == []


# The trash


def test_trashed_draft_frees_its_place_in_the_story(cast: Cast) -> None:
    english, chinese = paired(cast)
    editorial.trash(chinese, actor=cast.reporter, revision=1)
    second = make_article(cast, language="zh")
    editorial.pair(second, english, actor=cast.editor, revision=1)
    with pytest.raises(Refused, match="another article in this language"):
        editorial.restore(chinese, actor=cast.reporter, revision=1)


def test_restored_draft_goes_on_where_it_was(cast: Cast) -> None:
    article = make_article(cast)
    editorial.trash(article, actor=cast.reporter, revision=1)
    with pytest.raises(Refused, match="restore it first"):
        editorial.save(article, make_content("Two"), actor=cast.reporter, base=1)
    editorial.restore(article, actor=cast.reporter, revision=1)
    editorial.save(article, make_content("Two"), actor=cast.reporter, base=1)
    assert list(flaws()) == []


def test_what_was_published_is_never_trashed(cast: Cast) -> None:
    article = make_live_article(cast)
    with pytest.raises(Refused, match="withdraw it"):
        editorial.trash(article, actor=cast.chief, revision=1)


def test_restoring_clears_an_embargo_that_the_story_has_outrun(cast: Cast) -> None:
    chinese = make_article(cast, language="zh")
    embargoed(chinese, cast, now() + HOUR)
    editorial.trash(chinese, actor=cast.reporter, revision=1)
    english = make_live_article(cast)
    Article.objects.filter(pk=chinese.pk).update(story=english.story)
    event = editorial.restore(chinese, actor=cast.reporter, revision=1)
    chinese.refresh_from_db()
    assert chinese.embargo_until is None
    assert event.data["cleared_embargo"]


# Doubtful typos


def test_typo_that_touches_a_figure_needs_a_second_person(cast: Cast) -> None:
    article = make_live_article(cast, make_content(body=["It cost 3 million dollars."]))
    changed = make_content(body=["It cost 5 million dollars."], change_class="typo")
    editorial.save(article, changed, actor=cast.editor, base=1)
    submitted(article, cast)
    editorial.approve(article, actor=cast.other_editor, revision=2)
    editorial.approve(article, actor=cast.chief, revision=2)
    with pytest.raises(Refused, match="it touches"):
        editorial.publish(article, actor=cast.chief, revision=2)
    with pytest.raises(Refused, match="second person"):
        editorial.confirm_typo(article, actor=cast.editor, revision=2)
    event = editorial.confirm_typo(article, actor=cast.chief, revision=2)
    assert event.data["doubts"]
    editorial.publish(article, actor=cast.chief, revision=2)


def test_confirmation_holds_for_exactly_these_words(cast: Cast) -> None:
    article = make_live_article(cast, make_content(body=["It cost 3 million dollars."]))
    for base, cost in ((1, 5), (2, 7)):
        words = make_content(body=[f"It cost {cost} million dollars."], change_class="typo")
        editorial.save(article, words, actor=cast.editor, base=base)
        if base == 1:
            editorial.confirm_typo(article, actor=cast.chief, revision=2)
    answer = editorial.Dossier(Article.objects.get(pk=article.pk)).facts(cast.chief)
    assert answer.typo_doubts
    assert not answer.typo_confirmed
