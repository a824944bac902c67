"""Pictures of the library: taken in, and what is told of them changed, at once and everywhere."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import User
from articles.editorial.admission import UNSTORABLE
from articles.editorial.editions import announce
from articles.editorial.events import changed, record
from articles.editorial.refusal import Refused
from articles.editorial.site_wide import begin_on_site
from articles.editorial.verb import Verb
from articles.media.intake import TakenIn, admitted, prepared
from articles.media.making import ask_for_renditions, delete_files
from articles.models import Event, Image


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What is told of a picture, and the point in it that matters, in per cent."""

    alt_zh: str = ""
    alt_en: str = ""
    decorative: bool = False
    caption_zh: str = ""
    caption_en: str = ""
    credit: str = ""
    licence: str = ""
    rights_until: datetime | None = None
    focal_x: int = 50
    focal_y: int = 50


def picture_facts(image: Image) -> PictureFacts:
    """Return what is told of a picture as it is stored."""
    return PictureFacts(**{each.name: getattr(image, each.name) for each in fields(PictureFacts)})


def add_picture(data: bytes, facts: PictureFacts, *, actor: User) -> TakenIn:
    """Take an uploaded file into the library. Raises Refused, PictureRefused for the file.

    A picture that is there already keeps what is told of it.
    """
    begin_on_site(actor, Verb.ADD_PICTURE, Image(), reason="")
    _refuse_unstorable(facts)
    ready = prepared(data)
    with transaction.atomic():
        taken = admitted(ready, **asdict(facts))
        if taken.is_new:
            changes = changed(asdict(PictureFacts()), asdict(facts))
            record(taken.image, Verb.ADD_PICTURE, actor=actor, data=changes)
    return taken


@transaction.atomic
def edit_picture(
    image: Image, facts: PictureFacts, *, actor: User, reason: str, base: int
) -> Event | None:
    """Change what is told of a picture; readers have it at once where articles leave it open.

    Where the focal point changes, the worker cuts the picture anew. `base` is the number of the
    newest event that its user saw of the picture, 0 of none. Returns None where nothing had
    changed. Raises Stale when the picture changed meanwhile, Refused for every other rule.
    """
    image = Image.objects.select_for_update().get(pk=image.pk)
    begin_on_site(actor, Verb.EDIT_PICTURE, image, reason=reason, base=base)
    changes = changed(asdict(picture_facts(image)), asdict(facts))
    if not changes:
        return None
    _refuse_unstorable(facts)
    for name, value in asdict(facts).items():
        setattr(image, name, value)
    try:
        image.clean_fields(exclude=["file", "width", "height"])
    except ValidationError as error:
        raise Refused(" ".join(error.messages), rule="facts") from error
    image.save()
    if image.removed_at is None and not image.has_crops(image.focus):
        ask_for_renditions(image)
    event = record(image, Verb.EDIT_PICTURE, actor=actor, reason=reason.strip(), data=changes)
    announce([f"i-{image.pk}"])
    return event


@transaction.atomic
def remove_picture(image: Image, *, actor: User, reason: str, base: int) -> Event:
    """Take a picture from readers at once and for good: its files go, and it can't come back.

    Articles that show it keep its place, where readers find a drawing instead. Raises Stale and
    Refused as `edit_picture`.
    """
    image = Image.objects.select_for_update().get(pk=image.pk)
    begin_on_site(actor, Verb.REMOVE_PICTURE, image, reason=reason, base=base)
    if image.removed_at is not None:
        raise Refused(_("It has been removed already."), rule="removed")
    image.removed_at = now()
    image.save(update_fields=["removed_at"])
    delete_files.enqueue(image.pk)
    event = record(
        image,
        Verb.REMOVE_PICTURE,
        actor=actor,
        reason=reason.strip(),
        data={"file": image.file.name, "uploaded": image.uploaded_sha256},
    )
    announce([f"i-{image.pk}"])
    return event


def _refuse_unstorable(facts: PictureFacts) -> None:
    if any(UNSTORABLE.search(text) for text in asdict(facts).values() if isinstance(text, str)):
        raise Refused(_("A text holds a character that can't be stored."), rule="characters")
