"""Express: a chief editor publishes without the review, and says why."""

from __future__ import annotations

import pytest

from articles import editorial
from articles.editorial import Refused, Stale
from articles.editorial.verification import flaws
from articles.models import Approval, Event, PublicState, Stage
from tests.factories import Cast, make_article, make_cast, make_content, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_chief_publishes_a_draft_at_once_and_says_why(cast: Cast) -> None:
    article = make_article(cast)
    editorial.express(article, actor=cast.chief, revision=1, reason="An earthquake.")
    article.refresh_from_db()
    assert (article.public_state, article.stage) == (PublicState.LIVE, Stage.CLEAN)
    event = Event.objects.filter(article=article, verb="express").get()
    assert (event.reason, event.revision, event.data["approved"]) == ("An earthquake.", 1, [])
    assert list(flaws()) == []


def test_express_says_how_far_the_review_had_come(cast: Cast) -> None:
    article = submitted(make_article(cast), cast)
    editorial.approve(article, actor=cast.editor, revision=1)
    editorial.express(article, actor=cast.chief, revision=1, reason="An earthquake.")
    event = Event.objects.filter(article=article, verb="express").get()
    assert event.data["approved"] == [[1, 1]]
    assert (event.data["stage"], event.data["levels"]) == (Stage.REVIEW, 2)
    assert not Approval.objects.exists()


@pytest.mark.parametrize("reason", ["", " \n"])
def test_express_in_silence_is_refused(cast: Cast, reason: str) -> None:
    article = make_article(cast)
    with pytest.raises(Refused, match="Say why"):
        editorial.express(article, actor=cast.chief, revision=1, reason=reason)
    article.refresh_from_db()
    assert article.public_state == PublicState.UNPUBLISHED


def test_editor_publishes_nothing_unreviewed(cast: Cast) -> None:
    article = make_article(cast)
    with pytest.raises(Refused, match="Only a chief editor"):
        editorial.express(article, actor=cast.editor, revision=1, reason="An earthquake.")


def test_words_that_the_chief_has_not_seen_are_not_published(cast: Cast) -> None:
    article = make_article(cast)
    editorial.save(article, make_content("Newer"), actor=cast.reporter, base=1)
    with pytest.raises(Stale):
        editorial.express(article, actor=cast.chief, revision=1, reason="An earthquake.")


def test_gates_hold_for_express_too() -> None:
    cast = make_cast(gates={"doubled-word": "block-publish"})
    article = make_article(cast, make_content(body=["It is the the end."]))
    with pytest.raises(Refused) as caught:
        editorial.express(article, actor=cast.chief, revision=1, reason="An earthquake.")
    assert caught.value.answer.rule == "publish-gates"
