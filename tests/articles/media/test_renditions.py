"""Renditions: which files there are of a picture, and what is in them."""

from __future__ import annotations

import PIL.Image
import pytest
from PIL import ImageCms

from articles.media import renditions
from articles.media.intake import take_in
from articles.media.renditions import Files
from articles.models import Image
from tests.articles.media.pictures import decoded, encoded, pixels

pytestmark = pytest.mark.django_db

LARGE = (2000, 1500)


def halves(size: tuple[int, int], kind: str = "PNG") -> Image:
    """A picture, blue on the left, orange on the right."""
    image = PIL.Image.new("RGB", size, "blue")
    image.paste("orange", (size[0] // 2, 0, *size))
    return take_in(encoded(image, kind))


def opened(files: Files, ending: str) -> PIL.Image.Image:
    (content,) = [each for name, (each, _size) in files.items() if name.endswith(f"/{ending}")]
    return decoded(content)


def test_the_whole_picture_comes_in_three_formats_at_fixed_widths() -> None:
    held, files = renditions.whole(halves(LARGE))

    assert held["files"] == {
        "whole-480.avif": [480, 360],
        "whole-640.avif": [640, 480],
        "whole-960.avif": [960, 720],
        "whole-1600.avif": [1600, 1200],
        "whole-640.webp": [640, 480],
        "whole-1280.webp": [1280, 960],
        "whole-1280.jpg": [1280, 960],
    }
    formats = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}
    for name, (content, size) in files.items():
        assert decoded(content).size == size
        assert decoded(content).format == formats[name.rpartition(".")[2]]


def test_the_cuts_have_three_shapes() -> None:
    held, files = renditions.crops(halves(LARGE), (50, 50))

    for shape, ratio in (("16x9", 16 / 9), ("4x3", 4 / 3), ("1x1", 1)):
        widest = opened(files, f"{shape}-1200.jpg")
        assert widest.width / widest.height == pytest.approx(ratio, abs=0.01)
        # Search engines ask for 50,000 square pixels.
        assert widest.width * widest.height > 50_000
    assert {name.rpartition(".")[2] for name in held["files"]} == {"avif", "webp", "jpg"}


@pytest.mark.parametrize(("focus", "colour"), [((0, 50), (0, 0, 255)), ((100, 50), (255, 165, 0))])
def test_a_cut_shows_what_lies_around_the_focal_point(
    focus: tuple[int, int], colour: tuple[int, int, int]
) -> None:
    _held, files = renditions.crops(halves((1200, 400)), focus)

    square = opened(files, "1x1-400.jpg")

    for corner in ((20, 20), (380, 380)):
        assert square.getpixel(corner) == pytest.approx(colour, abs=6)


def test_a_small_picture_is_never_enlarged() -> None:
    held, _files = renditions.whole(take_in(encoded(pixels((500, 300)))))

    assert held["files"] == {
        "whole-480.avif": [480, 288],
        "whole-500.avif": [500, 300],
        "whole-500.webp": [500, 300],
        "whole-500.jpg": [500, 300],
    }


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (3000, 2)])
def test_the_oddest_sizes_have_renditions(size: tuple[int, int]) -> None:
    image = take_in(encoded(pixels(size), "PNG"))

    for _held, files in (renditions.whole(image), renditions.crops(image, (0, 100))):
        assert all(min(decoded(content).size) >= 1 for content, _size in files.values())


def test_names_are_made_of_the_bytes() -> None:
    first, other = halves((800, 600)), halves((802, 600))

    assert renditions.whole(first) == renditions.whole(first)
    assert renditions.whole(first)[0]["folder"] != renditions.whole(other)[0]["folder"]
    left, right = renditions.crops(first, (0, 0)), renditions.crops(first, (100, 0))
    assert left[0]["folder"] != right[0]["folder"]


def test_what_is_clear_stays_clear_where_the_format_can_and_is_white_else() -> None:
    clear = PIL.Image.new("RGBA", (300, 200), (255, 0, 0, 0))

    _held, files = renditions.whole(take_in(encoded(clear, "PNG")))

    for extension in ("avif", "webp"):
        alpha = opened(files, f"whole-300.{extension}").getchannel("A")
        assert alpha.getextrema() == (0, 0)
    assert opened(files, "whole-300.jpg").getpixel((9, 9)) == (255, 255, 255)


def test_colours_of_another_profile_become_those_of_screens() -> None:
    # In this profile (one of the kinds that Pillow can make) every colour lies elsewhere.
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    grey = PIL.Image.new("RGB", (300, 200), (120, 120, 120))
    broken = take_in(encoded(grey, icc_profile=profile))
    plain = take_in(encoded(grey))

    for image in (broken, plain):
        _held, files = renditions.whole(image)
        shown = opened(files, "whole-300.jpg")
        assert shown.getpixel((9, 9)) == pytest.approx((120, 120, 120), abs=3)
        assert "icc_profile" not in shown.info


def test_a_picture_of_sixteen_bits_keeps_its_greys() -> None:
    deep = PIL.Image.new("I;16", (300, 200), 128 * 256)

    _held, files = renditions.whole(take_in(encoded(deep, "PNG")))

    assert opened(files, "whole-300.jpg").getpixel((9, 9)) == pytest.approx((128,) * 3, abs=3)
