"""The translation files."""

from pathlib import Path

import pytest

from tools import catalogues

PYTHON = 'from x import _, ngettext\n_("Hello")\nngettext("%(n)s page", "%(n)s pages", n)\n'
TEMPLATE = """{% load i18n %}
<p>
  {% translate "Read" %}
      {% blocktranslate %}By {{ name }}{% endblocktranslate %}
</p>
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.py").write_text(PYTHON)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "a.html").write_text(TEMPLATE)
    return tmp_path


def translate(root: Path, translations: dict[str, str]) -> None:
    """Fill Chinese translations in, as an editor would, and compile."""
    path = catalogues.po_path("zh_Hans", root)
    text = path.read_text()
    for msgid, msgstr in translations.items():
        for empty in (f'"{msgid}"\nmsgstr ""', f'"{msgid}"\nmsgstr[0] ""'):
            text = text.replace(empty, empty[:-1] + msgstr + '"')
    path.write_text(text)
    catalogues.update(root)


COMPLETE = {
    "Hello": "你好",
    "Read": "阅读",
    "By %(name)s": "作者：%(name)s",
    "%(n)s pages": "%(n)s 页",
}


def test_texts_of_python_and_templates_are_found(root: Path) -> None:
    found = {key[1] for key in catalogues.extracted(root)}

    assert found == {"Hello", "Read", "By %(name)s", ("%(n)s page", "%(n)s pages")}


def test_catalogues_hold_once_everything_is_translated(root: Path) -> None:
    catalogues.update(root)
    translate(root, COMPLETE)

    assert [*catalogues.problems(root)] == []


def test_update_twice_changes_no_byte(root: Path) -> None:
    catalogues.update(root)
    translate(root, COMPLETE)
    before = {path: path.read_bytes() for path in root.glob("locale/**/*.*o")}

    catalogues.update(root)

    assert len(before) == 4
    assert {path: path.read_bytes() for path in before} == before


def test_files_hold_neither_dates_nor_paths_of_a_machine(root: Path) -> None:
    catalogues.update(root)

    text = catalogues.po_path("zh_Hans", root).read_text()

    assert "Date" not in text
    assert str(root) not in text


def test_untranslated_text_is_told(root: Path) -> None:
    catalogues.update(root)
    translate(root, {**COMPLETE, "Read": ""})

    assert [
        problem for problem in catalogues.problems(root) if "'Read' is not translated" in problem
    ]


def test_new_text_and_one_that_is_gone_are_told(root: Path) -> None:
    catalogues.update(root)
    translate(root, COMPLETE)
    (root / "articles" / "a.py").write_text(PYTHON.replace("Hello", "Goodbye"))

    told = "\n".join(catalogues.problems(root))

    assert "lacks 'Goodbye' of articles/a.py" in told
    assert "holds 'Hello', which no source says any more" in told


def test_other_placeholders_are_told(root: Path) -> None:
    catalogues.update(root)
    translate(root, {**COMPLETE, "By %(name)s": "作者：%(who)s"})

    assert "differ in their placeholders" in "\n".join(catalogues.problems(root))


def test_text_left_in_english_is_told(root: Path) -> None:
    catalogues.update(root)
    translate(root, {**COMPLETE, "Read": "Read"})

    assert "'Read' reads the same" in "\n".join(catalogues.problems(root))


def test_stale_compiled_file_is_told(root: Path) -> None:
    catalogues.update(root)
    translate(root, COMPLETE)
    catalogues.po_path("en", root).with_suffix(".mo").write_bytes(b"")

    assert "is not what" in "\n".join(catalogues.problems(root))


def test_fuzzy_translation_is_told(root: Path) -> None:
    catalogues.update(root)
    translate(root, COMPLETE)
    path = catalogues.po_path("zh_Hans", root)
    path.write_text(path.read_text().replace('msgid "Read"', '#, fuzzy\nmsgid "Read"'))

    assert "'Read' is marked fuzzy" in "\n".join(catalogues.problems(root))
