"""Pictures of the library: who adds them and who changes them, and what is left of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils.timezone import now
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from articles import editorial
from articles.editorial import PictureFacts, Refused, Stale, Verb
from articles.media import renditions
from articles.media.intake import PictureRefused
from articles.media.making import ask_for_missing
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


def remove(image: Image, actor: User, reason: str = "The court says so.") -> Event:
    base = editorial.newest_event(image)
    return editorial.remove_picture(image, actor=actor, reason=reason, base=base)


def files_of(image: Image) -> list[str]:
    made = [each.name for shape in Shape for each in image.renditions_of(shape)]
    return [str(image.file.name), *made]


def test_a_chief_editor_removes_a_picture_and_its_files_go(cast: Cast) -> None:
    image = add(cast.reporter)
    Worker([]).drain()
    image.refresh_from_db()
    files = files_of(image)
    assert all(default_storage.exists(name) for name in files)

    event = remove(image, cast.chief)
    Worker([]).drain()

    image = Image.objects.get()  # refreshing it would look into its file
    assert not image.is_shown(now())
    assert not any(default_storage.exists(name) for name in files)
    assert (event.verb, event.reason) == (Verb.REMOVE_PICTURE, "The court says so.")
    assert Edition.objects.latest("number").keys == [f"i-{image.pk}"]


def test_what_was_removed_does_not_come_back(cast: Cast) -> None:
    image = add(cast.reporter)
    remove(image, cast.chief)
    Worker([]).drain()

    with pytest.raises(PictureRefused, match="removed for good"):
        add(cast.editor)
    with pytest.raises(Refused, match="removed already"):
        remove(image, cast.chief)
    assert ask_for_missing(now() + timedelta(days=9)) == 0
    Worker([]).drain()
    assert Image.objects.get().renditions == {}


def test_renditions_that_were_under_way_go_as_well(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = add(cast.reporter)
    crops = renditions.crops

    def remove_meanwhile(*facts: Any) -> Any:
        remove(image, cast.chief)
        return crops(*facts)

    monkeypatch.setattr(renditions, "crops", remove_meanwhile)
    Worker([]).drain()

    assert Image.objects.get().renditions == {}


@pytest.mark.parametrize("who", ["editor", "reporter", "stranger"])
def test_nobody_else_removes_one(cast: Cast, who: str) -> None:
    image = add(cast.reporter)
    person = make_user(who) if who == "stranger" else getattr(cast, who)

    with pytest.raises(Refused, match="a chief editor of any column"):
        remove(image, person)
    with pytest.raises(Refused, match="Say why"):
        remove(image, cast.chief, " ")


def test_how_long_readers_may_see_it_is_a_fact_of_the_picture(cast: Cast) -> None:
    image = add(cast.reporter)
    end = now() + timedelta(days=3)

    edit(image, cast.editor, rights_until=end)

    image.refresh_from_db()
    assert image.is_shown(end - timedelta(seconds=1))
    assert not image.is_shown(end)
