"""The worker makes what pages show; until it has, and while it can't, nothing is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.timezone import now
from django_tasks_db.models import DBTaskResult

from articles import editorial
from articles.content import Figure
from articles.media import making, renditions
from articles.media.intake import take_in
from articles.models import Edition, Image
from articles.models.rendition import Shape
from seetao.work.rescue import give_back_orphans, worker_name
from seetao.work.worker import Worker
from tests.articles.media.pictures import encoded, pixels
from tests.articles.reader.pages import publish
from tests.factories import approved, head_number, make_article, make_cast, make_content

pytestmark = pytest.mark.django_db

DEAD_PROCESS = 2**22 + 1  # above Linux's highest process number


def new_picture(size: tuple[int, int] = (400, 300)) -> Image:
    return take_in(encoded(pixels(size)))


def files_of(image: Image) -> set[str]:
    image.refresh_from_db()
    return {each.name for shape in Shape for each in image.renditions_of(shape)}


def test_the_worker_makes_the_renditions_of_what_came_in() -> None:
    image = new_picture()
    assert not files_of(image)

    Worker([]).drain()

    names = files_of(image)
    assert {name.rpartition("/")[2].partition("-")[0] for name in names} == set(Shape.values)
    assert all(default_storage.exists(name) for name in names)


def test_a_picture_that_is_taken_back_asks_for_nothing() -> None:
    with transaction.atomic():
        new_picture()
        transaction.set_rollback(True)

    assert not DBTaskResult.objects.exists()


def test_caches_are_told_of_new_renditions() -> None:
    image = new_picture()

    Worker([]).drain()

    assert Edition.objects.filter(keys=[f"i-{image.pk}"]).exists()


def test_making_them_again_changes_nothing() -> None:
    image = new_picture()
    Worker([]).drain()
    image.refresh_from_db()
    before, editions = image.renditions, Edition.objects.count()

    making.ask_for_renditions(image)
    Worker([]).drain()

    image.refresh_from_db()
    assert (image.renditions, Edition.objects.count()) == (before, editions)


def test_a_picture_that_is_gone_is_no_failure() -> None:
    image = new_picture()
    image.delete()

    Worker([]).drain()

    assert DBTaskResult.objects.successful().count() == 1


def test_what_a_dead_worker_left_half_done_is_made_by_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    image = new_picture()
    written: list[str] = []

    def die_later(storage: Any, name: str, content: bytes) -> str:
        written.append(storage.save(name, ContentFile(content[:50])))
        if len(written) == 3:
            raise SystemExit
        return name

    with monkeypatch.context() as patch:
        patch.setattr(making, "store", die_later)
        Worker([]).drain()
    assert not files_of(image)
    DBTaskResult.objects.update(
        status="RUNNING",
        worker_ids=[f"{worker_name().rpartition('/')[0]}/{DEAD_PROCESS}"],
        started_at=now(),
    )

    assert give_back_orphans(now()) == 1
    Worker([]).drain()

    _held, files = renditions.whole(image)
    assert files_of(image) >= files.keys()
    for name, (content, _size) in files.items():
        with default_storage.open(name) as file:
            assert file.read() == content


def test_files_that_can_not_be_written_are_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    image = new_picture()

    def refuse(storage: Any, name: str, content: bytes) -> str:
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(making, "store", refuse)
        Worker([]).drain()
    DBTaskResult.objects.update(run_after=now())
    Worker([]).drain()

    assert files_of(image)


def test_pictures_from_before_are_asked_for_and_failed_ones_again_the_next_day() -> None:
    new_picture()
    old = new_picture((300, 200))
    Image.objects.filter(pk=old.pk).update(renditions_asked_at=None)
    DBTaskResult.objects.all().delete()

    assert making.ask_for_missing(now()) == 1
    assert making.ask_for_missing(now()) == 0
    assert making.ask_for_missing(now() + timedelta(days=1, minutes=1)) == 2

    Worker([]).drain()
    assert files_of(old)
    assert making.ask_for_missing(now() + timedelta(days=9)) == 0


def test_a_cover_is_cut_around_the_point_that_its_article_names() -> None:
    cast, image = make_cast(), new_picture((400, 100))
    Worker([]).drain()
    content = make_content(cover=Figure(image=image.pk, focal_x=0, focal_y=50))
    article = approved(make_article(cast, content), cast)

    editorial.publish(article, actor=cast.chief, revision=head_number(article))
    Worker([]).drain()

    image.refresh_from_db()
    around = image.renditions_of(Shape.SQUARE, (0, 50))
    assert around != image.renditions_of(Shape.SQUARE)
    assert image.renditions_of(Shape.SQUARE, (99, 9)) == image.renditions_of(Shape.SQUARE)


def test_so_is_that_of_an_imported_archive() -> None:
    image = new_picture((400, 100))
    cover = Figure(image=image.pk, focal_x=0, focal_y=50)

    publish(make_cast(), make_content(cover=cover))
    Worker([]).drain()

    image.refresh_from_db()
    assert image.has_crops((0, 50))
