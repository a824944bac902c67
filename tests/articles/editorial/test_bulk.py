"""The bulk writer keeps the rules of the single verbs."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from articles.editorial import Refused, Verb, bulk
from articles.editorial.verification import flaws
from articles.models import Article, Edition, Event, PublicState, Revision, Stage
from tests.factories import (
    Cast,
    make_article,
    make_cast,
    make_content,
    make_keyword,
    make_live_article,
)

pytestmark = pytest.mark.django_db

THEN = datetime(2020, 5, 4, 3, 2, tzinfo=UTC)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def piece(cast: Cast, **facts: Any) -> bulk.Piece:
    crew = {
        1: (cast.editor,),
        2: (cast.editor, cast.chief),
        3: (cast.editor, cast.other_editor, cast.chief),
    }[cast.column.levels]
    whole = bulk.Piece(
        content=make_content(),
        column=cast.column,
        language="en",
        published_at=THEN,
        author=cast.reporter,
        approvers=crew,
        publisher=crew[-1],
    )
    return replace(whole, **facts)


def write(*pieces: bulk.Piece) -> list[Article]:
    return bulk.write(pieces, at=now())


@pytest.mark.parametrize("levels", [1, 2, 3])
def test_a_piece_becomes_what_the_verbs_would_have_made(levels: int) -> None:
    cast = make_cast(levels=levels)
    keyword = make_keyword("railway")
    content = make_content(keywords=(keyword.pk,), related=["Something else"])
    by_verbs = make_live_article(cast, content)

    (article,) = write(piece(cast, content=content))

    article.refresh_from_db()
    same = ("title", "title_key", "body", "stage", "public_state", "owner", "reading_minutes")
    assert [getattr(article, name) for name in same] == [getattr(by_verbs, name) for name in same]
    assert article.published_at == THEN
    assert article.head == article.live
    assert article.head is not None
    assert article.head.content == content
    assert [each.tag_id for each in article.keyword_uses.all()] == [keyword.pk]
    assert [each.title for each in article.related_links.all()] == ["Something else"]
    verbs = [
        list(Event.objects.filter(article=each).order_by("number").values_list("verb", "revision"))
        for each in (article, by_verbs)
    ]
    assert verbs[0] == verbs[1]
    assert list(flaws()) == []


def test_one_edition_tells_of_a_whole_batch(cast: Cast) -> None:
    before = Edition.objects.count()

    articles = write(piece(cast), piece(cast))

    assert Edition.objects.count() == before + 1
    newest = Edition.objects.order_by("number").last()
    assert newest is not None
    assert {f"a-{article.pk}" for article in articles} <= set(newest.keys)


def test_given_numbers_and_stories_are_kept_and_others_count_up(cast: Cast) -> None:
    story = uuid.uuid4()

    first, second, third = write(
        piece(cast, number=77, story=story), piece(cast), piece(cast, story=story, language="zh")
    )

    assert (first.number, first.story, third.story) == (77, story, story)
    assert third.number == second.number + 1


def refused(*pieces: bulk.Piece) -> str:
    """Return the rule, having seen that nothing was written."""
    counts = (Article.objects.count(), Revision.objects.count(), Event.objects.count())
    with pytest.raises(Refused) as refusal:
        write(*pieces)
    assert (Article.objects.count(), Revision.objects.count(), Event.objects.count()) == counts
    return str(refusal.value.answer.rule)


def test_one_wrong_piece_refuses_the_batch(cast: Cast) -> None:
    assert refused(piece(cast), piece(cast, content=make_content(keywords=(0,))))


def test_too_few_people_are_refused(cast: Cast) -> None:
    assert refused(piece(cast, approvers=(cast.chief,))) == "levels"


def test_nobody_gives_two_levels(cast: Cast) -> None:
    assert refused(piece(cast, approvers=(cast.chief, cast.chief))) == "levels"


def test_a_stranger_is_refused_in_every_part(cast: Cast) -> None:
    assert refused(piece(cast, author=cast.stranger)) == "role"
    assert refused(piece(cast, approvers=(cast.stranger, cast.chief))) == "role"
    assert refused(piece(cast, approvers=(cast.editor, cast.stranger))) == "role"
    assert refused(piece(cast, publisher=cast.stranger)) == "role"


def test_an_editor_does_not_publish_after_two_levels(cast: Cast) -> None:
    assert refused(piece(cast, publisher=cast.editor)) == "role"


def test_two_chiefs_do_not_both_stand_in() -> None:
    cast = make_cast(levels=3)
    cast.column.roles.filter(user=cast.other_editor).delete()
    crew = (cast.chief, cast.other_chief, cast.chief)

    assert refused(piece(cast, approvers=crew)) == "levels"
    assert refused(piece(cast, approvers=(cast.chief, cast.other_chief, cast.editor))) == "role"


def test_the_author_approves_no_level_below_the_last(cast: Cast) -> None:
    assert refused(piece(cast, author=cast.editor)) == "four-eyes"


def test_the_author_may_approve_the_last_level_after_another_person(cast: Cast) -> None:
    (article,) = write(piece(cast, author=cast.chief))

    assert article.pk


def test_the_author_does_not_approve_the_only_level() -> None:
    cast = make_cast(levels=1)

    assert refused(piece(cast, author=cast.editor)) == "four-eyes-last"


def test_an_article_without_a_title_is_refused(cast: Cast) -> None:
    assert refused(piece(cast, content=make_content(title=" "))) == "publish-gates"


def test_what_blocks_publishing_in_the_column_is_refused() -> None:
    cast = make_cast(gates={"doubled-word": "block-publish"})

    assert refused(piece(cast, content=make_content(title="The the bridge"))) == "publish-gates"


def test_an_embargo_of_the_story_holds_until_its_moment(cast: Cast) -> None:
    other = make_article(cast, language="zh")
    until = now() + timedelta(days=2)
    Article.objects.filter(pk=other.pk).update(embargo_until=until)

    assert refused(piece(cast, story=other.story)) == "embargo"
    (article,) = write(piece(cast, story=other.story, published_at=until))

    assert article.story == other.story


def test_a_taken_number_or_language_is_refused(cast: Cast) -> None:
    (there,) = write(piece(cast))

    assert refused(piece(cast, number=there.number)) == "taken"
    assert refused(piece(cast, story=there.story)) == "taken"


def test_titles_that_waited_for_a_piece_are_resolved(cast: Cast) -> None:
    waiting = make_live_article(cast, make_content("First", related=["Awaited"]))

    (article,) = write(piece(cast, content=make_content("Awaited")))

    (link,) = waiting.related_links.all()
    assert link.found == article


def test_a_piece_is_live_and_clean(cast: Cast) -> None:
    (article,) = write(piece(cast))

    article.refresh_from_db()
    assert (article.public_state, article.stage) == (PublicState.LIVE, Stage.CLEAN)
    assert Article.objects.visible(now()).filter(pk=article.pk).exists()
    publication = Event.objects.get(article=article, verb=Verb.PUBLISH)
    assert publication.actor == cast.chief
