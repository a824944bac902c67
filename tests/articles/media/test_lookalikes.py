"""Pictures that look alike are found, whatever their size, format and colours of a shade."""

from __future__ import annotations

import PIL.Image
import pytest
from PIL import ImageDraw, ImageEnhance

from articles.media.intake import take_in
from articles.media.likeness import differences, hash_of, likeness, parts_of
from articles.media.lookalikes import lookalikes
from articles.models import Image
from tests.articles.media.pictures import encoded

pytestmark = pytest.mark.django_db


def motif(turn: int = 0) -> PIL.Image.Image:
    """A picture of light and dark, unlike those of other turns."""
    image = PIL.Image.linear_gradient("L").resize((800, 600)).convert("RGB").rotate(turn)
    draw = ImageDraw.Draw(image)
    for place in range(8):
        left = (place * 97 + turn * 3) % 700
        draw.rectangle((left, place * 70, left + 90, place * 70 + 60), fill=(place * 30, 40, 120))
    return image


def test_another_size_format_and_light_of_a_motif_looks_like_it() -> None:
    first = take_in(encoded(motif()))
    smaller = take_in(encoded(motif().resize((320, 240)), "PNG"))
    brighter = take_in(encoded(ImageEnhance.Brightness(motif()).enhance(1.1), "WEBP"))

    assert lookalikes(first) == [smaller, brighter]
    assert lookalikes(brighter) == [first, smaller]


def test_other_motifs_do_not() -> None:
    pictures = [take_in(encoded(motif(turn))) for turn in (0, 60, 120, 200)]

    assert all(not lookalikes(each) for each in pictures)


def test_plain_pictures_and_those_from_before_look_like_none() -> None:
    plain = [take_in(encoded(PIL.Image.new("RGB", (90, 60), name))) for name in ("navy", "green")]
    before = take_in(encoded(motif()))
    Image.objects.filter(pk=before.pk).update(likeness_1=None)
    before.refresh_from_db()

    assert all(not lookalikes(each) for each in (*plain, before))


def test_a_hash_is_taken_apart_and_put_together_again() -> None:
    hashed = 0xFEDC_BA98_7654_3210

    assert parts_of(hashed) == [0xFEDC, 0xBA98, 0x7654, 0x3210]
    assert hash_of(parts_of(hashed)) == hashed
    assert differences(hashed, hashed ^ 0b1011) == 3


@pytest.mark.parametrize("mode", ["L", "P", "LA", "RGBA", "1"])
def test_every_kind_of_picture_has_a_hash(mode: str) -> None:
    assert 0 <= likeness(encoded(motif().convert(mode), "PNG")) < 1 << 64
