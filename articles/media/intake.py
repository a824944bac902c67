"""Intake: an uploaded file becomes a picture of the library, or is refused with the reason.

Nothing of the upload reaches readers but its pixels and their colour profile: the picture is
decoded, turned upright and encoded anew, so EXIF, GPS, comments and whatever was appended to
the file are gone.
"""

from __future__ import annotations

import hashlib
import struct
from contextlib import suppress
from io import BytesIO
from typing import Any, Final, NamedTuple

import PIL.Image
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from PIL import ImageCms, ImageOps

from articles.media.likeness import likeness, parts_of
from articles.media.making import ask_for_renditions
from articles.media.storing import store
from articles.models import Image
from articles.models.image import LIKENESS

MAX_BYTES = 25_000_000  # what a camera of 40 megapixels writes as JPEG, and some more
MAX_PIXELS = 40_000_000
MAX_SIDE = 16_000  # pixels; WebP holds 16,383
MAX_SCANS = 100  # of a progressive JPEG: usual are ten, each is read over the whole picture

# MPO is what cameras and telephones write around a JPEG and its thumbnails: the first is taken.
FORMATS: Final = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "WEBP": "WEBP"}
EXTENSIONS: Final = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
QUALITY = 92  # renditions are made from this, so the second compression must not be seen


class PictureRefused(ValueError):
    """The file can't become a picture; the message tells an editor why."""


class TakenIn(NamedTuple):
    """A picture of the library; `is_new` unless its bytes or its pixels were there already."""

    image: Image
    is_new: bool


def take_in(data: bytes, **told: Any) -> Image:
    """Store a picture and return it; what was uploaded before gives the same picture again.

    Accepts JPEG, PNG and WebP up to MAX_BYTES and MAX_PIXELS, one frame. `told` are fields of
    Image, for a new picture; one that is there already keeps its own. Raises PictureRefused.
    """
    return admitted(prepared(data), **told).image


class Prepared(NamedTuple):
    """A file that is fit for the library: the bytes to store, hashes, what it looks like."""

    uploaded_sha256: str
    stored: bytes
    extension: str
    sha256: str
    likeness: int


def prepared(data: bytes) -> Prepared | Image:
    """Decode an upload and encode it anew, or return the picture that it became before.

    It takes up to some seconds: not while a transaction keeps others waiting. Raises
    PictureRefused.
    """
    uploaded = hashlib.sha256(data).hexdigest()
    known = Image.objects.filter(uploaded_sha256=uploaded).first()
    if known is not None:
        return known
    stored, extension = reencode(data)
    sha256 = hashlib.sha256(stored).hexdigest()
    return Prepared(uploaded, stored, extension, sha256, likeness(stored))


def admitted(ready: Prepared | Image, **told: Any) -> TakenIn:
    """Store what `prepared` returned. Raises PictureRefused."""
    if isinstance(ready, Image):
        return _still_there(ready)
    # The same pixels came before in a file with other metadata.
    known = Image.objects.filter(sha256=ready.sha256).first()
    if known is not None:
        return _still_there(known)
    parts = dict(zip(LIKENESS, parts_of(ready.likeness), strict=True))
    image = Image(sha256=ready.sha256, uploaded_sha256=ready.uploaded_sha256, **told, **parts)
    _refuse_long_texts(image)
    field = Image._meta.get_field("file")
    name = f"{field.upload_to}{ready.sha256}.{ready.extension}"
    image.file = store(field.storage, name, ready.stored)
    try:
        with transaction.atomic():
            image.save()
            ask_for_renditions(image)
    except IntegrityError:
        # Somebody uploaded the same bytes in this very moment.
        same = Image.objects.get(uploaded_sha256=ready.uploaded_sha256)
        return TakenIn(same, is_new=False)
    return TakenIn(image, is_new=True)


def _still_there(known: Image) -> TakenIn:
    if known.removed_at is not None:
        raise PictureRefused(
            _("This is picture %(number)s, which was removed for good.") % {"number": known.pk}
        )
    return TakenIn(known, is_new=False)


def refuse_size(size: int) -> None:
    """Raise PictureRefused for a file of too many bytes, which need not be read for that."""
    if size > MAX_BYTES:
        raise PictureRefused(
            _("The file has %(size).1f MB; %(most)d MB fit.")
            % {"size": size / 1e6, "most": MAX_BYTES // 1_000_000}
        )


def reencode(data: bytes) -> tuple[bytes, str]:
    """Return the picture encoded anew, with the extension of its format. Raises PictureRefused."""
    if not data:
        raise PictureRefused(_("The file is empty."))
    refuse_size(len(data))
    try:
        with _opened(data) as image:
            _refuse_shape(image)
            _refuse_many_scans(image, data)
            return _encoded(image)
    except PictureRefused:
        raise
    except Exception as error:
        # On a broken file the decoders raise whatever their parsers stumble over.
        raise PictureRefused(_("The picture is damaged: it can't be read to its end.")) from error


def _opened(data: bytes) -> PIL.Image.Image:
    try:
        return PIL.Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
    except (PIL.Image.DecompressionBombError, PIL.Image.DecompressionBombWarning) as error:
        raise PictureRefused(_too_many_pixels()) from error
    except PIL.UnidentifiedImageError as error:
        raise PictureRefused(_("This is no picture in JPEG, PNG or WebP.")) from error


def _refuse_shape(image: PIL.Image.Image) -> None:
    """Judge by the header: nothing has been decoded yet."""
    if image.width * image.height > MAX_PIXELS:
        raise PictureRefused(_too_many_pixels())
    if max(image.size) > MAX_SIDE:
        raise PictureRefused(
            _("The picture is %(side)s pixels long; %(most)s fit.")
            % {"side": max(image.size), "most": MAX_SIDE}
        )
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        raise PictureRefused(_("The picture moves: upload a single still of it."))


def _refuse_many_scans(image: PIL.Image.Image, data: bytes) -> None:
    """A small JPEG can tell its decoder to go over all pixels thousands of times."""
    # Within a scan, FF is always followed by something else; previews have scans of their own.
    if FORMATS[str(image.format)] == "JPEG" and data.count(b"\xff\xda") > MAX_SCANS:
        raise PictureRefused(_("The picture would take too long to read: save it anew."))


def _too_many_pixels() -> str:
    return _("The picture has more than %(most)d million pixels.") % {
        "most": MAX_PIXELS // 1_000_000
    }


def _encoded(image: PIL.Image.Image) -> tuple[bytes, str]:
    kind = FORMATS[str(image.format)]
    profile = _readable(image.info.get("icc_profile"))
    image.load()
    upright = _set_upright(image)
    if upright.mode == "CMYK":
        upright, profile = _screen_colours(upright, profile), None
    # A palette's transparent colour is part of its pixels; encoders write any other info too.
    upright.info = {name: value for name, value in upright.info.items() if name == "transparency"}
    out = BytesIO()
    if kind == "PNG":
        upright.save(out, kind, icc_profile=profile)
    else:
        upright.save(out, kind, icc_profile=profile, quality=QUALITY)
    return out.getvalue(), EXTENSIONS[kind]


def _set_upright(image: PIL.Image.Image) -> PIL.Image.Image:
    """Turn it as its camera was held, in place: a copy would take as much memory again."""
    # A note that makes no sense says nothing, and the picture itself is whole.
    with suppress(SyntaxError, ValueError, KeyError, TypeError, OSError, struct.error):
        ImageOps.exif_transpose(image, in_place=True)
    return image


def _readable(profile: bytes | None) -> bytes | None:
    """Return a colour profile that is one: what nothing can read may be anything."""
    if not profile:
        return None
    try:
        ImageCms.ImageCmsProfile(BytesIO(profile))
    except (ImageCms.PyCMSError, OSError):
        return None
    return profile


def _screen_colours(image: PIL.Image.Image, profile: bytes | None) -> PIL.Image.Image:
    """Turn printing inks into sRGB: browsers do not agree on them."""
    if profile:
        try:
            converted = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except ImageCms.PyCMSError:
            converted = None
        if converted is not None:
            return converted
    return image.convert("RGB")


def _refuse_long_texts(image: Image) -> None:
    try:
        image.clean_fields(exclude=["file", "width", "height"])
    except ValidationError as error:
        raise PictureRefused(" ".join(error.messages)) from error
