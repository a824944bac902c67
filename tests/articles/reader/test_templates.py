"""Rules that the sources of the public pages keep."""

import re
from pathlib import Path

from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
STYLESHEET = Path(settings.BASE_DIR) / "static" / "reader.css"
BIGGEST_STYLESHEET = 9_500  # bytes before compression


def test_no_template_marks_anything_as_safe() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text()

        assert not re.search(r"\|\s*safe\b|autoescape\s+off", text), path


def test_partials_say_in_their_first_line_what_they_need() -> None:
    for path in TEMPLATES.rglob("_*.html"):
        first, _, _rest = path.read_text().partition("\n")

        assert first.startswith("{# "), path


def test_stylesheet_is_small_and_asks_nobody_else() -> None:
    text = STYLESHEET.read_text()

    assert len(text.encode()) <= BIGGEST_STYLESHEET
    assert "url(" not in text
    assert "@import" not in text
