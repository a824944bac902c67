"""Rules that the sources of the public pages keep."""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings

from seetao.stylesheet import RULES

TEMPLATES = Path(settings.BASE_DIR) / "templates"
STYLESHEET = Path(settings.BASE_DIR) / "static" / "reader.css"
SCRIPT = Path(settings.BASE_DIR) / "static" / "reader.js"
BIGGEST_STYLESHEET = 3_400  # bytes, compressed with brotli: what a page may carry of them
BIGGEST_SCRIPT = 3_072  # bytes, likewise


def test_no_template_marks_anything_as_safe() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text()

        assert not re.search(r"\|\s*safe\b|autoescape\s+off", text), path


def test_partials_say_in_their_first_line_what_they_need() -> None:
    for path in TEMPLATES.rglob("_*.html"):
        first, _, _rest = path.read_text().partition("\n")

        assert first.startswith("{# "), path


@pytest.mark.parametrize("name", ["reader-article", "reader-lists"])
def test_stylesheets_of_a_page_are_small_and_ask_nobody_else(name: str) -> None:
    text = RULES["reader"] + RULES[name]

    assert len(brotli.compress(text.encode())) <= BIGGEST_STYLESHEET
    assert "url(" not in text
    assert "@import" not in text


def test_script_is_small_and_asks_nobody_else() -> None:
    text = SCRIPT.read_text()

    assert len(brotli.compress(text.encode())) <= BIGGEST_SCRIPT
    assert "http" not in text
    assert "cookie" not in text.replace("without a cookie", "")


def test_dark_colours_are_the_same_whether_the_device_or_a_preview_asks() -> None:
    text = STYLESHEET.read_text()

    by_device, by_preview = (
        re.search(rf"{selector} {{([^}}]*)}}", text)
        for selector in (r':root:not\(\[data-scheme="light"\]\)', r':root\[data-scheme="dark"\]')
    )

    assert by_device is not None
    assert by_preview is not None
    colours = [
        set(re.findall(r"--[a-z]+: #[0-9a-f]+", each[1])) for each in (by_device, by_preview)
    ]
    assert colours[0] == colours[1]
    assert len(colours[0]) > 1
