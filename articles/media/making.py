"""Making renditions outside the request: when a picture comes in, and when it is cut elsewhere."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import now
from django_tasks import TaskContext, task

from articles.media import renditions
from articles.media.renditions import Files
from articles.media.storing import store
from articles.models import Image, announce
from articles.models.rendition import Focus, Folder, Shape, focus_key
from seetao.work.retrying import retrying

TRIES: Final = 5
PAUSE: Final = timedelta(minutes=1)  # 1, 2, 4, 8: outlasts the restart of a file server
ASK_AGAIN_AFTER: Final = timedelta(days=1)
MOST_ASKED: Final = 200  # pictures at one look, so that other tasks are not kept waiting for hours


def ask_for_renditions(image: Image, focus: Focus | None = None) -> None:
    """Let the worker make what pages show of the picture, also cut around another focal point.

    To be called in the transaction that makes them needed.
    """
    Image.objects.filter(pk=image.pk).update(renditions_asked_at=now())
    make_renditions.enqueue(image.pk, *(focus or image.focus))


@task(takes_context=True)
@retrying(OSError, tries=TRIES, base=PAUSE)
def make_renditions(context: TaskContext, image: int, focal_x: int, focal_y: int) -> None:
    """Make what is missing of the picture's renditions. Doing it again changes nothing."""
    found = Image.objects.filter(pk=image, removed_at=None).first()
    if found is None:
        return
    focus = focal_x, focal_y
    if Shape.WHOLE.value not in found.renditions:
        _keep(found, Shape.WHOLE.value, *renditions.whole(found))
    if not found.has_crops(focus):
        _keep(found, focus_key(focus), *renditions.crops(found, focus))


@task(takes_context=True)
@retrying(OSError, tries=TRIES, base=PAUSE)
def delete_files(context: TaskContext, image: int) -> None:
    """Delete all files of a picture that has been removed. Doing it again changes nothing."""
    with transaction.atomic():
        row = Image.objects.select_for_update().get(pk=image)
        if row.removed_at is None:
            return
        shapes = (folder for folder in row.renditions.values())
        names = [f"{each['folder']}/{name}" for each in shapes for name in each["files"]]
        for name in (*names, str(row.file.name)):
            row.file.storage.delete(name)
        row.renditions = {}
        row.save(update_fields=["renditions"])


def ask_for_missing(at: datetime) -> int:
    """Ask for renditions of pictures that have none, once a day each; return of how many.

    They came in before there were renditions, or making them failed.
    """
    missing = Image.objects.filter(
        Q(renditions_asked_at=None) | Q(renditions_asked_at__lt=at - ASK_AGAIN_AFTER), renditions={}
    ).filter(removed_at=None)
    asked = 0
    for image in missing.order_by(F("renditions_asked_at").asc(nulls_first=True))[:MOST_ASKED]:
        with transaction.atomic():
            ask_for_renditions(image)
        asked += 1
    return asked


def _keep(image: Image, key: str, held: Folder, files: Files) -> None:
    """Store the files, then tell the row and the caches of them."""
    storage = image.file.storage
    for name, (content, _size) in files.items():
        store(storage, name, content)
    with transaction.atomic():
        row = Image.objects.select_for_update().get(pk=image.pk)
        row.renditions[key] = held
        row.save(update_fields=["renditions"])
        if row.removed_at is not None:  # while they were made
            delete_files.enqueue(image.pk)
        announce([f"i-{image.pk}"])
