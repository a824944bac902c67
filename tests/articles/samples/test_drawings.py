"""Drawings are pictures that the library takes, the same each time."""

from io import BytesIO

import PIL.Image
import pytest

from articles.media.intake import reencode
from articles.samples.data_files import read_data
from articles.samples.drawings import DRAWINGS, drawn


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_a_large_picture_with_many_colours(name: str) -> None:
    image = PIL.Image.open(BytesIO(drawn(name)))

    assert image.size == (1600, 900)
    assert len(image.getcolors(image.width * image.height) or ()) > 200


def test_a_drawing_is_the_same_each_time() -> None:
    first = drawn("bridge")
    drawn.cache_clear()

    assert drawn("bridge") == first


def test_no_two_drawings_are_the_same() -> None:
    assert len({drawn(name) for name in DRAWINGS}) == len(DRAWINGS)


@pytest.mark.parametrize("name", DRAWINGS)
def test_the_library_takes_a_drawing(name: str) -> None:
    stored, extension = reencode(drawn(name))

    assert stored
    assert extension == "png"


def test_every_drawing_has_words_in_both_languages() -> None:
    words = read_data("pictures")

    assert words.keys() == DRAWINGS.keys()
    for facts in words.values():
        for kind in ("alt", "caption"):
            assert set(facts[kind]) == {"zh", "en"}
            assert all(facts[kind].values())
