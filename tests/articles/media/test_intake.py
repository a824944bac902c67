"""Intake: what becomes a picture, what is left of the upload, what is refused."""

import hashlib
import os
import subprocess
import sys
import threading
from contextlib import suppress
from io import BytesIO

import PIL.Image
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from articles.media import intake
from articles.media.intake import PictureRefused, take_in
from articles.models import Image
from tests.articles.media.pictures import (
    GPS,
    decoded,
    encoded,
    jpeg_of_many_scans,
    pixels,
    png_that_claims,
    srgb,
    telling_exif,
    webp_that_claims,
)

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def stored_bytes(image: Image) -> bytes:
    with default_storage.open(str(image.file.name)) as file:
        content: bytes = file.read()
    return content


@pytest.mark.parametrize(("kind", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_a_picture_is_stored_under_the_hash_of_its_bytes(kind: str, extension: str) -> None:
    data = encoded(kind=kind)

    image = take_in(data, alt_zh="桥", alt_en="A bridge", caption_en="The bridge", credit="Li")

    stored = stored_bytes(image)
    assert image.sha256 == hashlib.sha256(stored).hexdigest()
    assert image.uploaded_sha256 == hashlib.sha256(data).hexdigest()
    assert image.file.name == f"images/{image.sha256}.{extension}"
    assert (image.width, image.height) == decoded(stored).size == (40, 30)
    assert (image.alt("zh"), image.alt("en"), image.credit) == ("桥", "A bridge", "Li")


def test_the_same_upload_gives_the_same_picture() -> None:
    data = encoded()

    first = take_in(data, alt_en="First")
    again = take_in(data, alt_en="Again")

    assert again == first
    assert again.alt_en == "First"
    assert Image.objects.count() == 1


def test_the_same_pixels_with_other_metadata_give_the_same_picture() -> None:
    plain, telling = encoded(), encoded(exif=telling_exif())

    assert plain != telling
    assert take_in(telling) == take_in(plain)


def test_a_half_written_file_of_that_name_is_replaced() -> None:
    stored, extension = intake.reencode(encoded())
    name = f"images/{hashlib.sha256(stored).hexdigest()}.{extension}"
    default_storage.delete(name)
    default_storage.save(name, ContentFile(stored[:50]))

    image = take_in(encoded())

    assert image.file.name == name
    assert stored_bytes(image) == stored


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_and_camera_are_gone(kind: str) -> None:
    data = encoded(kind=kind, exif=telling_exif())
    assert decoded(data).getexif().get_ifd(GPS)
    assert b"Secret Camera" in data

    stored = stored_bytes(take_in(data))

    assert not decoded(stored).getexif()
    assert b"Secret Camera" not in stored


def test_comments_and_what_was_appended_are_gone() -> None:
    data = encoded(comment=b"call 555") + b"<script>alert(1)</script>"

    stored = stored_bytes(take_in(data))

    assert b"555" not in stored
    assert b"script" not in stored


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_colour_profile_is_kept(kind: str) -> None:
    stored = stored_bytes(take_in(encoded(kind=kind, icc_profile=srgb())))

    assert decoded(stored).info["icc_profile"] == srgb()


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("WEBP", "RGB"), ("JPEG", "CMYK")])
def test_a_colour_profile_that_is_none_is_left_out(kind: str, mode: str) -> None:
    picture = PIL.Image.new(mode, (40, 30))
    out = BytesIO()
    picture.save(out, kind, icc_profile=b"<script>alert(1)</script>" * 20)

    stored = stored_bytes(take_in(out.getvalue()))

    assert b"script" not in stored
    assert decoded(stored).mode == "RGB"


@pytest.mark.parametrize(
    ("orientation", "turn"),
    [
        (1, None),
        (3, PIL.Image.Transpose.ROTATE_180),
        (6, PIL.Image.Transpose.ROTATE_270),
        (8, PIL.Image.Transpose.ROTATE_90),
    ],
)
def test_a_picture_stands_upright(orientation: int, turn: PIL.Image.Transpose | None) -> None:
    data = encoded(kind="PNG", exif=telling_exif(orientation))

    image = take_in(data)

    upright = pixels() if turn is None else pixels().transpose(turn)
    stored = decoded(stored_bytes(image))
    assert stored.tobytes() == upright.tobytes()
    assert (image.width, image.height) == upright.size


def test_transparency_is_kept() -> None:
    clear = PIL.Image.new("P", (4, 4), 0)
    clear.putpalette([255, 0, 0, 0, 255, 0])

    stored = decoded(stored_bytes(take_in(encoded(clear, "PNG", transparency=0))))

    assert stored.convert("RGBA").getpixel((0, 0)) == (255, 0, 0, 0)


def test_inks_become_screen_colours() -> None:
    stored = decoded(stored_bytes(take_in(encoded(pixels(mode="CMYK")))))

    assert stored.mode == "RGB"


def test_of_a_camera_file_the_first_picture_is_taken() -> None:
    thumbnail = pixels((8, 6))
    data = encoded(kind="MPO", save_all=True, append_images=[thumbnail])

    image = take_in(data)

    assert (image.width, image.height) == (40, 30)
    assert decoded(stored_bytes(image)).format == "JPEG"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"<html>no picture</html>", "no picture"),
        (SVG, "no picture"),
        (encoded(kind="GIF"), "no picture"),
        (encoded(kind="TIFF"), "no picture"),
        (encoded(kind="BMP"), "no picture"),
        (encoded(kind="ICO"), "no picture"),
        (encoded(kind="JPEG")[:-200], "damaged"),
        (encoded(kind="PNG")[:60], "damaged"),
        (encoded(kind="WEBP")[:-20], "damaged"),
        (encoded(kind="JPEG")[:40], "damaged"),
        (encoded(kind="JPEG")[:2], "no picture"),
        (png_that_claims(8000, 5001), "more than 40 million pixels"),
        (png_that_claims(13_000, 13_000), "more than 40 million pixels"),
        (png_that_claims(60_000, 60_000), "more than 40 million pixels"),
        (png_that_claims(8000, 5000), "damaged"),
        (png_that_claims(2, 16_001), "16001 pixels long"),
        (png_that_claims(2, 16_000), "damaged"),
        (webp_that_claims(16_383, 16_383), "more than 40 million pixels"),
        (webp_that_claims(16_383, 2_000), "pixels long"),
        (encoded(kind="EPS"), "no picture"),
        (encoded(kind="PDF"), "no picture"),
        (encoded(kind="AVIF"), "no picture"),
        (encoded(kind="PCX"), "no picture"),
        (encoded(kind="JPEG2000"), "no picture"),
        (b"MZ" + bytes(200), "no picture"),
        (b"GIF89a" + encoded(), "no picture"),
        (jpeg_of_many_scans(200), "too long"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)}-bytes",
)
def test_other_files_are_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(PictureRefused, match=reason):
        take_in(data)

    assert not Image.objects.exists()


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_moving_picture_is_refused(kind: str) -> None:
    frames = [pixels().rotate(turn) for turn in (30, 60)]

    with pytest.raises(PictureRefused, match="moves"):
        take_in(encoded(kind=kind, save_all=True, append_images=frames))


@pytest.mark.parametrize(("spare", "fits"), [(0, True), (-1, False)])
def test_a_file_of_the_most_bytes_fits_and_one_more_does_not(
    spare: int, fits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = encoded()
    monkeypatch.setattr(intake, "MAX_BYTES", len(data) + spare)

    if fits:
        assert take_in(data).pk
    else:
        with pytest.raises(PictureRefused, match="MB"):
            take_in(data)


@pytest.mark.parametrize(("most", "fits"), [(40 * 30, True), (40 * 30 - 1, False)])
def test_a_picture_of_the_most_pixels_fits_and_one_more_does_not(
    most: int, fits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MAX_PIXELS", most)

    if fits:
        assert take_in(encoded()).pk
    else:
        with pytest.raises(PictureRefused, match="pixels"):
            take_in(encoded())


def test_a_text_that_does_not_fit_is_refused() -> None:
    with pytest.raises(PictureRefused, match="300"):
        take_in(encoded(), alt_en="a" * 301)


def test_a_progressive_picture_is_taken() -> None:
    assert take_in(jpeg_of_many_scans(1)).width == 64
    assert take_in(encoded(pixels((300, 200)), progressive=True)).width == 300


def test_a_picture_with_a_note_that_makes_no_sense_is_taken() -> None:
    stored = stored_bytes(take_in(encoded(exif=b"Exif\0\0nonsense")))

    assert decoded(stored).size == (40, 30)
    assert b"Exif" not in stored


def test_a_file_that_is_two_things_becomes_one() -> None:
    page = b"<!DOCTYPE html><script>alert(1)</script>"
    archive = b"PK\x03\x04 an archive PK\x05\x06"

    stored = stored_bytes(take_in(encoded(kind="PNG", comment=page) + page + archive))

    assert b"script" not in stored
    assert b"PK\x05\x06" not in stored


def test_the_largest_picture_takes_its_pixels_in_memory_and_little_more() -> None:
    script = f"""
import resource, sys
sys.path.insert(0, {str(settings.BASE_DIR)!r})
import django, PIL.Image
django.setup()
from articles.media.intake import reencode
from tests.articles.media.pictures import encoded
data = encoded(PIL.Image.new("RGB", (8000, 5000), "navy"))
reencode(data)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}

    done = subprocess.run(
        [sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True
    )

    # Pillow keeps four bytes a pixel: 160 MB.
    assert int(done.stdout) < 320_000  # KB


def test_every_cut_of_a_file_is_a_picture_or_refused() -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        data = encoded(kind=kind, exif=telling_exif(6), icc_profile=srgb())
        for end in range(0, len(data), 37):
            with suppress(PictureRefused):
                intake.reencode(data[:end])


@pytest.mark.django_db(transaction=True)
def test_two_uploads_of_the_same_bytes_at_once_make_one_picture() -> None:
    data = encoded(pixels((41, 31)))
    start = threading.Barrier(2)
    found: list[int] = []

    def upload() -> None:
        start.wait()
        found.append(take_in(data).pk)
        connection.close()

    threads = [threading.Thread(target=upload) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 2
    assert len(set(found)) == 1
    assert Image.objects.count() == 1
