"""Templates lose their indentation; nothing that is put into them does."""

from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Engine

LOADERS = ["seetao.lean_templates.Loader"]


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    (tmp_path / "page.html").write_text("<p>\n    {{ words }}\n\n    <b>end</b>\n</p>\n")
    (tmp_path / "tags.html").write_text(
        "{# Needs: on. #}\n{% if on %}\n  one\n{% else %}\n  two\n{% endif %}\n"
        "{% if on %}3{% endif %}\n{% firstof on 'no' %}\n"
        "<a\n  href='x'\n  {% if on %}\n    id='y'\n"
        "  {% endif %}\n>four</a>"
    )
    (tmp_path / "code.html").write_text("<pre>\n    indented\n</pre>\n")
    (tmp_path / "letter.txt").write_text("Dear\n    reader\n")
    return Engine(dirs=[str(tmp_path)], loaders=LOADERS)


def rendered(engine: Engine, name: str, **context: Any) -> str:
    text: str = engine.get_template(name).render(Context(context))
    return text


def test_lines_begin_at_their_first_letter(engine: Engine) -> None:
    assert rendered(engine, "page.html", words="x") == "<p>\nx\n<b>end</b>\n</p>\n"


def test_tags_leave_no_empty_lines_and_part_what_stood_apart(engine: Engine) -> None:
    text = rendered(engine, "tags.html", on=True)

    assert text == "one\n3\nTrue\n<a\nhref='x'\nid='y'\n>four</a>"
    assert rendered(engine, "tags.html", on=False) == "two\n\nno\n<a\nhref='x'\n>four</a>"


def test_words_put_in_keep_their_spaces(engine: Engine) -> None:
    words = "one\n    two\n\n  three"

    assert words in rendered(engine, "page.html", words=words)


@pytest.mark.parametrize("name", ["code.html", "letter.txt"])
def test_spaces_that_count_are_kept(engine: Engine, name: str) -> None:
    assert "\n    " in rendered(engine, name)
