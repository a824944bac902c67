"""Templates lose their indentation; nothing that is put into them does."""

from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Engine

LOADERS = ["seetao.lean_templates.Loader"]


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    (tmp_path / "page.html").write_text("<p>\n    {{ words }}\n\n    <b>end</b>\n</p>\n")
    (tmp_path / "code.html").write_text("<pre>\n    indented\n</pre>\n")
    (tmp_path / "letter.txt").write_text("Dear\n    reader\n")
    return Engine(dirs=[str(tmp_path)], loaders=LOADERS)


def rendered(engine: Engine, name: str, **context: Any) -> str:
    text: str = engine.get_template(name).render(Context(context))
    return text


def test_lines_begin_at_their_first_letter(engine: Engine) -> None:
    assert rendered(engine, "page.html", words="x") == "<p>\nx\n<b>end</b>\n</p>\n"


def test_words_put_in_keep_their_spaces(engine: Engine) -> None:
    words = "one\n    two\n\n  three"

    assert words in rendered(engine, "page.html", words=words)


@pytest.mark.parametrize("name", ["code.html", "letter.txt"])
def test_spaces_that_count_are_kept(engine: Engine, name: str) -> None:
    assert "\n    " in rendered(engine, name)
