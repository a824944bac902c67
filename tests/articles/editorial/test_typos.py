"""Typos: refused where the change touches more, confirmed by a second person, reviewed by one."""

from __future__ import annotations

import pytest

from articles import editorial
from articles.editorial import Refused
from articles.models import Approval, Article, Notice, Stage, TypoConfirmation
from tests.factories import Cast, approved, head_number, make_cast, make_content, make_live_article

pytestmark = pytest.mark.django_db

BODY = ["The first train left at 12 o'clock.", "Many peple came."]
MENDED = ["The first train left at 12 o'clock.", "Many people came."]
ALTERED = ["The first train left at 11 o'clock.", "Many people came."]


@pytest.fixture
def cast() -> Cast:
    return make_cast(levels=2, typo_by_one=True)


@pytest.fixture
def article(cast: Cast) -> Article:
    return make_live_article(cast, make_content(body=BODY))


def saved(article: Article, cast: Cast, body: list[str], change_class: str = "typo") -> Article:
    content = make_content(body=body, change_class=change_class)
    editorial.save(article, content, actor=cast.reporter, base=head_number(article))
    article.refresh_from_db()
    return article


def test_mere_typo_is_published_without_a_word_to_readers(cast: Cast, article: Article) -> None:
    approved(saved(article, cast, MENDED), cast)
    editorial.publish(article, actor=cast.editor, revision=2)
    article.refresh_from_db()
    assert "people" in article.body
    assert article.updated_at is None
    assert not Notice.objects.exists()


def test_changed_figure_is_no_typo(cast: Cast, article: Article) -> None:
    approved(saved(article, cast, ALTERED), cast)
    with pytest.raises(Refused, match="touches a figure") as caught:
        editorial.publish(article, actor=cast.chief, revision=2)
    assert "12 o → 11 o" in caught.value.reason
    assert cast.other_editor.name() in caught.value.answer.who
    article.refresh_from_db()
    assert "12 o" in article.body


def test_second_person_may_confirm_that_it_is_one(cast: Cast, article: Article) -> None:
    approved(saved(article, cast, ALTERED), cast)
    event = editorial.confirm_typo(article, actor=cast.editor, revision=2)
    assert event.data["doubts"] == ["a figure (12 o → 11 o)"]
    editorial.publish(article, actor=cast.chief, revision=2)
    article.refresh_from_db()
    assert "11 o" in article.body


def test_nobody_confirms_his_own(cast: Cast, article: Article) -> None:
    content = make_content(body=ALTERED, change_class="typo")
    editorial.save(article, content, actor=cast.editor, base=1)
    with pytest.raises(Refused, match="second person"):
        editorial.confirm_typo(article, actor=cast.editor, revision=2)


def test_confirmation_is_for_one_revision(cast: Cast, article: Article) -> None:
    saved(article, cast, ALTERED)
    editorial.confirm_typo(article, actor=cast.editor, revision=2)
    approved(saved(article, cast, [*ALTERED, "They sang."]), cast)
    with pytest.raises(Refused, match="touches a figure"):
        editorial.publish(article, actor=cast.chief, revision=3)
    assert TypoConfirmation.objects.count() == 1


def test_reporter_confirms_nothing(cast: Cast, article: Article) -> None:
    saved(article, cast, ALTERED)
    with pytest.raises(Refused):
        editorial.confirm_typo(article, actor=cast.other_reporter, revision=2)


def test_mere_typo_needs_one_level_where_the_column_says_so(cast: Cast, article: Article) -> None:
    saved(article, cast, MENDED)
    editorial.submit(article, actor=cast.reporter, revision=2)
    article.refresh_from_db()
    assert (article.levels, article.typo_round) == (1, True)
    editorial.approve(article, actor=cast.editor, revision=2)
    editorial.publish(article, actor=cast.other_editor, revision=2)
    article.refresh_from_db()
    assert (article.stage, article.typo_round) == (Stage.CLEAN, False)


def test_it_needs_all_levels_where_the_column_does_not_say_so() -> None:
    cast = make_cast(levels=2)
    article = saved(make_live_article(cast, make_content(body=BODY)), cast, MENDED)
    editorial.submit(article, actor=cast.reporter, revision=2)
    article.refresh_from_db()
    assert (article.levels, article.typo_round) == (2, False)


@pytest.mark.parametrize(("body", "change_class"), [(ALTERED, "typo"), (MENDED, "update")])
def test_more_than_a_typo_needs_all_levels(
    cast: Cast, article: Article, body: list[str], change_class: str
) -> None:
    saved(article, cast, body, change_class)
    editorial.submit(article, actor=cast.reporter, revision=2)
    article.refresh_from_db()
    assert (article.levels, article.typo_round) == (2, False)


@pytest.mark.parametrize(("body", "change_class"), [(ALTERED, "typo"), (MENDED, "update")])
def test_words_that_become_more_start_the_review_anew(
    cast: Cast, article: Article, body: list[str], change_class: str
) -> None:
    saved(article, cast, MENDED)
    editorial.submit(article, actor=cast.reporter, revision=2)
    editorial.approve(article, actor=cast.editor, revision=2)
    content = make_content(body=[*body, "."], change_class=change_class)
    editorial.save(article, content, actor=cast.editor, base=2)
    article.refresh_from_db()
    assert (article.stage, article.level, article.levels) == (Stage.REVIEW, 1, 2)
    assert not article.typo_round
    assert not Approval.objects.exists()


def test_words_that_stay_a_typo_keep_the_short_round(cast: Cast, article: Article) -> None:
    saved(article, cast, MENDED)
    editorial.submit(article, actor=cast.reporter, revision=2)
    content = make_content(body=[MENDED[0], "Many people came!"], change_class="typo")
    editorial.save(article, content, actor=cast.editor, base=2)
    article.refresh_from_db()
    assert (article.level, article.levels, article.typo_round) == (1, 1, True)


def test_changed_title_is_no_typo_in_chinese_either() -> None:
    cast = make_cast()
    article = make_live_article(
        cast, make_content("中老铁路通车", ["列车于正午出发。"]), language="zh"
    )
    content = make_content("中老铁路全线通车", ["列车于正午出发。"], change_class="typo")
    editorial.save(article, content, actor=cast.reporter, base=1)
    approved(article, cast)
    with pytest.raises(Refused, match="the title"):
        editorial.publish(article, actor=cast.chief, revision=2)
