"""Pictures of the library: who adds them and who changes them, and what is left of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from articles import editorial
from articles.editorial import PictureFacts, Refused, Stale, Verb
from articles.media.intake import PictureRefused
from articles.models import Edition, Event, Image
from articles.models.rendition import Shape
from seetao.work.worker import Worker
from tests.articles.media.pictures import encoded, pixels
from tests.factories import Cast, make_cast, make_user

pytestmark = pytest.mark.django_db

FACTS = PictureFacts(alt_zh="桥", alt_en="A bridge", credit="Li", licence="bought")


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def add(actor: User, facts: PictureFacts = FACTS) -> Image:
    return editorial.add_picture(encoded(pixels((400, 100))), facts, actor=actor).image


def edit(image: Image, actor: User, reason: str = "It was wrong.", **changes: object) -> object:
    facts = replace(editorial.picture_facts(image), **changes)  # type: ignore[arg-type]
    base = editorial.newest_event(image)
    return editorial.edit_picture(image, facts, actor=actor, reason=reason, base=base)


def test_a_reporter_adds_a_picture_with_what_is_told_of_it(cast: Cast) -> None:
    image = add(cast.reporter)

    image.refresh_from_db()
    assert editorial.picture_facts(image) == FACTS
    (event,) = Event.objects.filter(image=image)
    assert (event.verb, event.actor) == (Verb.ADD_PICTURE, cast.reporter)
    assert event.data["credit"] == ["", "Li"]


def test_what_is_there_keeps_its_words_and_its_history(cast: Cast) -> None:
    image = add(cast.reporter)

    again = editorial.add_picture(
        encoded(pixels((400, 100))), replace(FACTS, credit="Wang"), actor=cast.editor
    )

    assert again == (image, False)
    image.refresh_from_db()
    assert image.credit == "Li"
    assert Event.objects.filter(image=image).count() == 1


def test_who_works_for_no_column_adds_nothing(cast: Cast) -> None:
    with pytest.raises(Refused, match="works for a column"):
        add(make_user("reader"))

    assert not Image.objects.exists()


def test_a_refused_file_leaves_nothing_behind(cast: Cast) -> None:
    with pytest.raises(PictureRefused):
        editorial.add_picture(b"<html>", FACTS, actor=cast.editor)

    assert not Event.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_an_editor_changes_what_is_told_and_says_why(cast: Cast) -> None:
    image = add(cast.reporter)

    edit(image, cast.editor, alt_en="A long bridge", decorative=True)

    image.refresh_from_db()
    assert (image.alt_en, image.alt("en")) == ("A long bridge", "")
    event = Event.objects.filter(image=image).latest("number")
    assert event.data == {"alt_en": ["A bridge", "A long bridge"], "decorative": [False, True]}
    assert event.reason == "It was wrong."
    assert Edition.objects.latest("number").keys == [f"i-{image.pk}"]


def test_a_reporter_changes_nothing_and_learns_who_can(cast: Cast) -> None:
    image = add(cast.reporter)

    with pytest.raises(Refused, match="an editor of any column"):
        edit(image, cast.reporter, credit="Me")

    answer = editorial.can(cast.reporter, Verb.EDIT_PICTURE, image)
    assert cast.editor.name() in answer.who


@pytest.mark.parametrize(
    ("changes", "reason", "why"),
    [
        ({"credit": "Wang"}, " ", "Say why"),
        ({"credit": "W" * 201}, "Why not.", "200"),
        ({"credit": "W\0"}, "Why not.", "can't be stored"),
        ({"focal_x": 101}, "Why not.", "100"),
    ],
)
def test_what_can_not_be_stored_is_refused(
    cast: Cast, changes: dict[str, object], reason: str, why: str
) -> None:
    image = add(cast.reporter)

    with pytest.raises(Refused, match=why):
        edit(image, cast.editor, reason, **changes)

    image.refresh_from_db()
    assert editorial.picture_facts(image) == FACTS


def test_who_did_not_see_the_newest_words_is_told(cast: Cast) -> None:
    image = add(cast.reporter)
    base = editorial.newest_event(image)
    edit(image, cast.editor, credit="Wang")

    with pytest.raises(Stale):
        editorial.edit_picture(image, FACTS, actor=cast.other_editor, reason="Mine.", base=base)


def test_what_stays_as_it_is_leaves_no_event(cast: Cast) -> None:
    image = add(cast.reporter)

    assert edit(image, cast.editor) is None
    assert Event.objects.filter(image=image).count() == 1


def test_another_focal_point_is_cut_around(cast: Cast) -> None:
    image = add(cast.reporter)
    Worker([]).drain()
    image.refresh_from_db()
    middle = image.renditions_of(Shape.SQUARE)

    edit(image, cast.editor, focal_x=0)
    image.refresh_from_db()
    # Until it has been cut there, the whole picture stands in.
    assert image.renditions_of(Shape.SQUARE) == []
    Worker([]).drain()

    image.refresh_from_db()
    assert image.renditions_of(Shape.SQUARE)
    assert image.renditions_of(Shape.SQUARE) != middle
