"""Saving on a revision that is no longer the head: merged, or both sides for a person to choose."""

from __future__ import annotations

from dataclasses import replace

import pytest

from articles import editorial
from articles.content import Content, Figure, Related
from articles.editorial import Refused, SaveConflict, Stale
from articles.models import Article, Stage
from tests.articles.admin.desk import make_image
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

START = make_content("Title", body=("One.", "Two.", "Three."), source="Seetao")


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def newest(article: Article) -> Content:
    head_number(article)
    assert article.head is not None
    return article.head.content


def body(*paragraphs: str) -> Content:
    return replace(START, body=make_content(body=paragraphs).body)


def test_changes_in_different_places_are_both_in_the_new_head(cast: Cast) -> None:
    article = make_article(cast, START)
    editorial.save(article, body("One, better.", "Two.", "Three."), actor=cast.editor, base=1)

    mine = replace(body("One.", "Two.", "Three, better."), title="New title")
    revision = editorial.save(article, mine, actor=cast.reporter, base=1)

    assert revision is not None
    assert (revision.number, revision.author, head_number(article)) == (3, cast.reporter, 3)
    assert newest(article).plain("body") == "One, better.\nTwo.\nThree, better."
    assert newest(article).title == "New title"


def test_a_merged_revision_follows_the_head_and_its_event_names_the_base(cast: Cast) -> None:
    article = make_article(cast, START)
    editorial.save(article, replace(START, source="Elsewhere"), actor=cast.editor, base=1)

    revision = editorial.save(article, replace(START, title="New"), actor=cast.reporter, base=1)

    assert revision is not None
    assert revision.base == article.revisions.get(number=2)
    event = article.events.get(revision=3)
    assert (event.data["merged"], event.data["fields"]) == (1, ["title"])


def test_a_clash_raises_with_both_sides_and_writes_nothing(cast: Cast) -> None:
    article = make_article(cast, START)
    theirs = body("One, theirs.", "Two.", "Three.")
    editorial.save(article, theirs, actor=cast.editor, base=1)
    mine = body("One, mine.", "Two.", "Three.")

    with pytest.raises(SaveConflict) as caught:
        editorial.save(article, mine, actor=cast.reporter, base=1)

    conflict = caught.value
    assert (conflict.names, conflict.head) == (("body",), 2)
    assert (conflict.base, conflict.mine, conflict.theirs) == (START, mine, theirs)
    assert (head_number(article), newest(article)) == (2, theirs)


def test_the_same_change_by_both_makes_no_second_revision(cast: Cast) -> None:
    article = make_article(cast, START)
    changed = replace(START, title="The same")
    editorial.save(article, changed, actor=cast.editor, base=1)

    assert editorial.save(article, changed, actor=cast.reporter, base=1) is None
    assert head_number(article) == 2


def test_a_base_of_another_article_is_no_base(cast: Cast) -> None:
    other = make_article(cast)
    editorial.save(other, make_content("Two"), actor=cast.reporter, base=1)
    article = make_article(cast)

    with pytest.raises(Stale):
        editorial.save(article, make_content("x"), actor=cast.reporter, base=2)
    assert head_number(article) == 1


def test_the_policy_is_asked_before_anything_is_merged(cast: Cast) -> None:
    article = make_article(cast, START)
    editorial.save(article, replace(START, source="Elsewhere"), actor=cast.editor, base=1)
    submitted(article, cast)

    with pytest.raises(Refused, match="under review"):
        editorial.save(article, replace(START, title="Late"), actor=cast.reporter, base=1)


def test_merging_in_review_sends_it_back_like_every_save(cast: Cast) -> None:
    article = make_article(cast, START)
    editorial.save(article, replace(START, source="Elsewhere"), actor=cast.reporter, base=1)
    submitted(article, cast)
    editorial.approve(article, actor=cast.editor, revision=2)

    editorial.save(article, replace(START, title="Late"), actor=cast.other_editor, base=1)

    article.refresh_from_db()
    assert (article.stage, article.level) == (Stage.REVIEW, 1)
    assert not article.approvals.exists()


def test_what_was_said_about_a_published_change_is_not_said_again(cast: Cast) -> None:
    article = make_live_article(cast, START)
    told = replace(START, title="Second", change_class="update", notice_text="")
    editorial.save(article, told, actor=cast.reporter, base=1)
    live(article, cast)
    # Opened while revision 2 was a draft, sent after readers had it and another had gone on.
    mine = replace(told, source="Mine")
    editorial.save(article, replace(told, copyright="Theirs"), actor=cast.editor, base=2)

    editorial.save(article, mine, actor=cast.reporter, base=2)

    content = newest(article)
    assert (content.source, content.copyright, content.change_class) == ("Mine", "Theirs", "")


def test_a_kind_of_change_chosen_by_one_survives_the_other(cast: Cast) -> None:
    article = make_live_article(cast, START)
    editorial.save(
        article, replace(START, source="Theirs", change_class="update"), actor=cast.editor, base=1
    )

    editorial.save(article, replace(START, title="Mine"), actor=cast.reporter, base=1)

    content = newest(article)
    assert (content.title, content.source, content.change_class) == ("Mine", "Theirs", "update")


def test_work_on_a_discarded_draft_joins_what_readers_have(cast: Cast) -> None:
    article = make_live_article(cast, START)
    editorial.save(
        article,
        replace(START, source="Discarded", change_class="update"),
        actor=cast.reporter,
        base=1,
    )
    editorial.discard(article, actor=cast.chief, revision=2, confirmed=True)

    mine = replace(START, source="Discarded", title="Mine", change_class="update")
    editorial.save(article, mine, actor=cast.reporter, base=2)

    assert (newest(article).title, newest(article).source) == ("Mine", "Seetao")


def test_parts_of_the_same_cover_are_merged_one_by_one(cast: Cast) -> None:
    image = make_image().pk
    start = replace(START, cover=Figure(image=image, alt="A train"))
    article = make_article(cast, start)
    theirs = replace(start, cover=Figure(image=image, alt="A train", credit="Ann"))
    editorial.save(article, theirs, actor=cast.editor, base=1)

    mine = replace(start, cover=Figure(image=image, alt="A fast train"))
    editorial.save(article, mine, actor=cast.reporter, base=1)

    assert newest(article).cover == Figure(image=image, alt="A fast train", credit="Ann")


def test_two_that_together_can_not_be_stored_clash(cast: Cast) -> None:
    target = make_article(cast, make_content("Target")).pk
    start = replace(START, related=(Related(title="Between"),))
    article = make_article(cast, start)
    between = start.related[0]
    theirs = replace(start, related=(Related(target=target), between))
    editorial.save(article, theirs, actor=cast.editor, base=1)

    mine = replace(start, related=(between, Related(target=target, origin="suggested")))
    with pytest.raises(SaveConflict) as caught:
        editorial.save(article, mine, actor=cast.reporter, base=1)

    assert caught.value.names == ("related",)
