"""A round: submit, recall, approve, return, on the real database."""

from __future__ import annotations

import pytest

from articles import editorial
from articles.editorial import Refused, Stale, Verb, can
from articles.models import Approval, Article, Event, Role, Stage
from tests.factories import (
    Cast,
    approved,
    give_role,
    live,
    make_article,
    make_cast,
    make_content,
    submitted,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def stage_of(article: Article) -> tuple[str, int, int]:
    article.refresh_from_db()
    return article.stage, article.level, article.levels


@pytest.mark.parametrize("levels", [1, 2, 3])
def test_a_round_has_as_many_levels_as_its_column(levels: int) -> None:
    cast = make_cast(levels=levels)
    article = make_article(cast)
    editorial.submit(article, actor=cast.reporter, revision=1)
    assert stage_of(article) == (Stage.REVIEW, 1, levels)
    approvers = {1: [cast.editor], 2: [cast.editor, cast.chief]}.get(
        levels, [cast.editor, cast.other_editor, cast.chief]
    )
    for level, approver in enumerate(approvers, start=1):
        assert stage_of(article) == (Stage.REVIEW, level, levels)
        editorial.approve(article, actor=approver, revision=1, opinion="好。")
    assert stage_of(article) == (Stage.APPROVED, 0, levels)
    given = Approval.objects.filter(article=article).values_list("level", "approver", "opinion")
    assert list(given) == [(n, each.pk, "好。") for n, each in enumerate(approvers, start=1)]


def test_round_keeps_the_rules_it_began_with(cast: Cast) -> None:
    article = submitted(make_article(cast), cast)
    type(cast.column).objects.update(levels=1, four_eyes=False)
    editorial.approve(article, actor=cast.editor, revision=1)
    assert stage_of(article) == (Stage.REVIEW, 2, 2)


def test_text_without_title_is_not_submitted(cast: Cast) -> None:
    article = make_article(cast, make_content(title=" "))
    with pytest.raises(Refused, match="It has no title"):
        editorial.submit(article, actor=cast.reporter, revision=1)


def test_title_without_text_is_not_submitted(cast: Cast) -> None:
    article = make_article(cast, make_content(body=()))
    with pytest.raises(Refused, match="It has no text"):
        editorial.submit(article, actor=cast.reporter, revision=1)
    assert stage_of(article)[0] == Stage.DRAFT


def test_finding_that_the_column_blocks_is_not_submitted() -> None:
    cast = make_cast(gates={"doubled-word": "block-submit"})
    article = make_article(cast, make_content(body=["It is the the end."]))
    answer = can(cast.reporter, Verb.SUBMIT, article)
    assert (answer.allowed, answer.rule) == (False, "submit-gates")
    with pytest.raises(Refused):
        editorial.submit(article, actor=cast.reporter, revision=1)


def test_words_that_nobody_has_seen_are_not_judged(cast: Cast) -> None:
    article = submitted(make_article(cast), cast)
    editorial.save(article, make_content("Changed"), actor=cast.chief, base=1)
    with pytest.raises(Stale):
        editorial.approve(article, actor=cast.editor, revision=1)
    with pytest.raises(Stale):
        editorial.return_to_author(article, actor=cast.editor, revision=1, reason="No.")
    assert not Approval.objects.exists()


def test_editor_cannot_approve_own_article(cast: Cast) -> None:
    article = submitted(make_article(cast, owner=cast.editor), cast)
    with pytest.raises(Refused, match="someone else must review"):
        editorial.approve(article, actor=cast.editor, revision=1, opinion="Fine.")
    assert stage_of(article) == (Stage.REVIEW, 1, 2)


def test_refusal_names_who_can_help(cast: Cast) -> None:
    article = submitted(make_article(cast, owner=cast.editor), cast)
    answer = can(cast.editor, Verb.APPROVE, article)
    assert answer.who == ("Chief", "Other Chief", "Other Editor")


def test_editor_may_approve_his_own_article_with_two_eyes() -> None:
    cast = make_cast(four_eyes=False)
    article = submitted(make_article(cast, owner=cast.editor), cast)
    editorial.approve(article, actor=cast.editor, revision=1)
    assert stage_of(article) == (Stage.REVIEW, 2, 2)


def test_touch_in_review_does_not_bar_below_the_last_level() -> None:
    cast = make_cast(levels=3)
    article = submitted(make_article(cast), cast)
    editorial.save(article, make_content("A touch"), actor=cast.editor, base=1)
    editorial.approve(article, actor=cast.editor, revision=2)
    assert stage_of(article) == (Stage.REVIEW, 2, 3)


def test_touch_at_the_last_level_needs_another_pair_of_eyes(cast: Cast) -> None:
    article = submitted(make_article(cast), cast)
    editorial.approve(article, actor=cast.editor, revision=1)
    editorial.save(article, make_content("A touch"), actor=cast.chief, base=1)
    editorial.approve(article, actor=cast.other_editor, revision=2)
    # The editor vouched for the chief's touch: he wrote nothing newer.
    editorial.approve(article, actor=cast.chief, revision=2)
    assert stage_of(article) == (Stage.APPROVED, 0, 2)


def test_last_level_is_refused_to_who_wrote_after_the_others_approved() -> None:
    cast = make_cast(levels=3)
    article = submitted(make_article(cast), cast)
    editorial.approve(article, actor=cast.editor, revision=1)
    editorial.approve(article, actor=cast.other_editor, revision=1)
    # A touch at level 3 goes back to level 2, where another chief stands in.
    editorial.save(article, make_content("A touch"), actor=cast.chief, base=1)
    editorial.approve(article, actor=cast.other_chief, revision=2)
    editorial.approve(article, actor=cast.chief, revision=2)
    assert stage_of(article) == (Stage.APPROVED, 0, 3)


def test_only_level_is_barred_to_the_reviewer_who_touched_the_words() -> None:
    cast = make_cast(levels=1)
    article = submitted(make_article(cast), cast)
    editorial.save(article, make_content("A touch"), actor=cast.editor, base=1)
    with pytest.raises(Refused, match="nobody else has approved"):
        editorial.approve(article, actor=cast.editor, revision=2)
    editorial.approve(article, actor=cast.other_editor, revision=2)
    assert stage_of(article)[0] == Stage.APPROVED


def test_words_published_before_bar_nobody() -> None:
    cast = make_cast(levels=1)
    article = live(make_article(cast, owner=cast.other_editor), cast)
    editorial.save(article, make_content("Two", change_class="typo"), actor=cast.chief, base=1)
    editorial.submit(article, actor=cast.chief, revision=2)
    editorial.approve(article, actor=cast.other_editor, revision=2)
    assert stage_of(article)[0] == Stage.APPROVED


def test_nobody_gives_two_levels_of_a_round() -> None:
    cast = make_cast(levels=3)
    article = submitted(make_article(cast), cast)
    editorial.approve(article, actor=cast.editor, revision=1)
    with pytest.raises(Refused, match="nobody gives two"):
        editorial.approve(article, actor=cast.editor, revision=1)


def test_chief_stands_in_at_one_level_only() -> None:
    cast = make_cast(levels=3)
    article = submitted(make_article(cast), cast)
    editorial.approve(article, actor=cast.chief, revision=1)
    with pytest.raises(Refused, match="stood in"):
        editorial.approve(article, actor=cast.other_chief, revision=1)
    editorial.approve(article, actor=cast.editor, revision=1)
    editorial.approve(article, actor=cast.other_chief, revision=1)
    assert stage_of(article)[0] == Stage.APPROVED
    assert [each.stood_in for each in Approval.objects.order_by("level")] == [True, False, False]


def test_chief_who_is_an_editor_too_does_not_stand_in() -> None:
    cast = make_cast(levels=3)
    give_role(cast.chief, cast.column, Role.EDITOR)
    article = submitted(make_article(cast), cast)
    editorial.approve(article, actor=cast.chief, revision=1)
    editorial.approve(article, actor=cast.other_chief, revision=1)
    assert stage_of(article) == (Stage.REVIEW, 3, 3)


def test_editor_can_not_give_the_chiefs_level(cast: Cast) -> None:
    article = submitted(make_article(cast), cast)
    editorial.approve(article, actor=cast.editor, revision=1)
    with pytest.raises(Refused, match="chief editor's"):
        editorial.approve(article, actor=cast.other_editor, revision=1)


def test_return_ends_the_round_and_keeps_its_approvals_as_events(cast: Cast) -> None:
    article = submitted(make_article(cast), cast)
    editorial.approve(article, actor=cast.editor, revision=1, opinion="Good enough.")
    editorial.return_to_author(article, actor=cast.chief, revision=1, reason="Not for me.")
    assert stage_of(article) == (Stage.RETURNED, 0, 0)
    assert not Approval.objects.exists()
    kept = Event.objects.filter(article=article, verb__in=["approve", "return"])
    assert set(kept.values_list("reason", flat=True)) == {"Good enough.", "Not for me."}


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_return_says_what_has_to_change(cast: Cast, reason: str) -> None:
    article = submitted(make_article(cast), cast)
    with pytest.raises(Refused, match="Say why"):
        editorial.return_to_author(article, actor=cast.editor, revision=1, reason=reason)
    assert stage_of(article)[0] == Stage.REVIEW


def test_owner_recalls_his_article_to_go_on_writing(cast: Cast) -> None:
    article = approved(make_article(cast), cast)
    editorial.recall(article, actor=cast.reporter, revision=1)
    assert stage_of(article) == (Stage.DRAFT, 0, 0)
    assert not Approval.objects.exists()
    editorial.save(article, make_content("More"), actor=cast.reporter, base=1)


def test_another_reporter_recalls_nothing(cast: Cast) -> None:
    article = submitted(make_article(cast), cast)
    with pytest.raises(Refused):
        editorial.recall(article, actor=cast.other_reporter, revision=1)


def test_every_verb_leaves_exactly_one_event(cast: Cast) -> None:
    article = submitted(make_article(cast), cast)
    editorial.approve(article, actor=cast.editor, revision=1)
    editorial.recall(article, actor=cast.reporter, revision=1)
    editorial.save(article, make_content("Two"), actor=cast.reporter, base=1)
    editorial.submit(article, actor=cast.reporter, revision=2)
    editorial.return_to_author(article, actor=cast.editor, revision=2, reason="No.")
    verbs = list(Event.objects.filter(article=article).order_by("number").values_list("verb"))
    assert verbs == [
        (verb,) for verb in ("create", "submit", "approve", "recall", "save", "submit", "return")
    ]
