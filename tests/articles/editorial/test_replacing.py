"""Replacing a picture: new words wait to be published, and nothing else changes."""

from __future__ import annotations

import pytest

from articles import editorial
from articles.content import Content, Figure
from articles.editorial import Refused, Stale, Verb
from articles.models import Article, Event, Image, Stage
from tests.articles.admin.desk import make_image
from tests.factories import (
    Cast,
    make_article,
    make_cast,
    make_content,
    make_live_article,
    submitted,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def exchange(
    old: Image, new: Image, cast: Cast, reason: str = "A better one."
) -> editorial.Replacing:
    base = editorial.newest_event(old)
    return editorial.replace_picture(old, new, actor=cast.editor, reason=reason, base=base)


def head_of(article: Article) -> Content:
    article.refresh_from_db()
    assert article.head is not None
    return article.head.content


def test_readers_keep_what_they_have_until_the_new_words_are_published(cast: Cast) -> None:
    old, new = make_image(), make_image()
    article = make_live_article(cast, make_content(cover=Figure(image=old.pk, caption="Dawn")))

    done = exchange(old, new, cast)

    assert done.saved == [article]
    assert head_of(article).cover == Figure(image=new.pk, caption="Dawn")
    assert (article.cover_id, article.stage) == (old.pk, Stage.DRAFT)
    assert article.head is not None
    assert "A better one." in article.head.note


def test_cover_figures_and_places_in_the_text_are_exchanged(cast: Cast) -> None:
    old, new, other = make_image(), make_image(), make_image()
    figures = (Figure(image=other.pk, alt="A train"), Figure(image=old.pk, alt="A bridge"))
    content = make_content(
        body=("Words.", f'<figure data-image="{old.pk}"></figure>'), figures=figures
    )
    article = make_article(cast, content)

    exchange(old, new, cast)

    # What was said of the old picture is not said of the new one.
    assert head_of(article).figures == (figures[0], Figure(image=new.pk))
    assert f'data-image="{new.pk}"' in head_of(article).body[1].html


def test_one_event_tells_where_it_was_done_and_where_not(cast: Cast) -> None:
    old, new = make_image(), make_image()
    cover = make_content(cover=Figure(image=old.pk))
    article, foreign = make_article(cast, cover), make_article(make_cast(), cover)

    done = exchange(old, new, cast)

    assert [each for each, _why in done.refused] == [foreign]
    assert head_of(foreign).cover == Figure(image=old.pk)
    event = Event.objects.get(image=old)
    assert (event.verb, event.reason) == (Verb.REPLACE_PICTURE, "A better one.")
    assert event.data == {"by": new.pk, "saved": [article.number], "refused": [foreign.number]}


def test_words_in_review_go_back_as_with_every_save(cast: Cast) -> None:
    old, new = make_image(), make_image()
    article = submitted(make_article(cast, make_content(cover=Figure(image=old.pk))), cast)

    exchange(old, new, cast)

    assert head_of(article).cover == Figure(image=new.pk)
    assert article.stage == Stage.REVIEW


def test_what_can_not_take_its_place_is_refused(cast: Cast) -> None:
    old, new = make_image(), make_image()
    editorial.remove_picture(new, actor=cast.chief, reason="The court says so.", base=0)
    new.refresh_from_db(fields=["removed_at"])

    for by in (old, new):
        with pytest.raises(Refused, match="can't take its place"):
            exchange(old, by, cast)
    with pytest.raises(Refused, match="Say why"):
        exchange(old, make_image(), cast, " ")
    with pytest.raises(Refused, match="an editor of any column"):
        editorial.replace_picture(old, make_image(), actor=cast.reporter, reason="Mine.", base=0)
    with pytest.raises(Stale):
        editorial.replace_picture(old, make_image(), actor=cast.editor, reason="Mine.", base=7)
