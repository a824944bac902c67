"""The command import_page: what it prints, what it writes, and what it never writes."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles import editorial
from articles.content import Content, Paragraph
from articles.models import (
    Article,
    Column,
    Event,
    ImportedSource,
    Keyword,
    Person,
    PublicState,
    Revision,
    Role,
    Stage,
)
from articles.models.system import is_system_user
from tests.articles.exchange.printed import CAPTURED, as_html, as_text, captured
from tests.factories import give_role, make_column, make_staff

pytestmark = pytest.mark.django_db

NUMBER = 276749
KEYS = [
    "file",
    "status",
    "reason",
    "number",
    "language",
    "title",
    "published_at",
    "source",
    "leads",
    "reading_minutes_stated",
    "reading_minutes_computed",
    "body",
    "keywords",
    "copyright",
    "column_editor",
    "credit_line",
    "related",
    "findings",
]


@dataclass
class Run:
    """What a run printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


def run(*files: Path | str, **options: Any) -> Run:
    out, err = io.StringIO(), io.StringIO()
    status = 0
    try:
        call_command("import_page", *map(str, files), stdout=out, stderr=err, **options)
    except SystemExit as left:
        status = int(str(left.code))
    return Run(status, out.getvalue(), err.getvalue())


def rows_in_the_database() -> tuple[int, ...]:
    models = (Article, Revision, Event, ImportedSource, Keyword, Person)
    return tuple(model._default_manager.count() for model in models)


@pytest.fixture
def page_file(tmp_path: Path) -> Path:
    return Path(shutil.copy(CAPTURED, tmp_path / f"{NUMBER}.txt"))


def content_of(article: Article) -> Content:
    assert article.head is not None
    return article.head.content


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_captured_page_becomes_a_draft_of_the_system_user(page_file: Path) -> None:
    ran = run(page_file)

    article = Article.objects.get(number=NUMBER)
    content = content_of(article)
    assert ran.status == 0
    assert (article.stage, article.public_state) == (Stage.DRAFT, PublicState.UNPUBLISHED)
    assert (article.column.slug, article.language, article.owner) == ("imported", "en", None)
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2024-04-01T07:25:00+00:00"
    assert is_system_user(article.events.get().actor)
    assert content.plain("body") == "\n".join(captured().body)
    assert content.leads == captured().leads
    assert content.copyright == captured().copyright
    assert content.credit_line == captured().credit_line
    assert content.reading_minutes_override == 13
    names = {keyword.pk: keyword.name for keyword in Keyword.objects.all()}
    assert tuple(names[key] for key in content.keywords) == captured().keywords
    assert content.column_editor == Person.objects.get(name_en="Zhou Yingwen").pk
    assert [(link.title, link.origin) for link in content.related] == [
        (title, "imported") for title in captured().related
    ]


def test_json_has_the_keys_of_the_design_in_their_order(page_file: Path) -> None:
    row = run(page_file, json=True, dry_run=True).rows[0]

    assert list(row) == KEYS
    assert (row["file"], row["status"], row["reason"]) == (str(page_file), "new", "")
    assert (row["number"], row["language"], row["source"]) == (NUMBER, "en", "Seetao")
    assert row["published_at"] == "2024-04-01T15:25:00+08:00"
    assert (row["reading_minutes_stated"], row["reading_minutes_computed"]) == (13, 4)
    assert row["title"] == captured().title
    assert row["body"] == list(captured().body)
    assert row["keywords"] == list(captured().keywords)
    assert row["column_editor"] == "Zhou Yingwen"
    assert row["related"] == list(captured().related)


def test_findings_name_their_places(page_file: Path) -> None:
    row = run(page_file, json=True, dry_run=True).rows[0]

    found = [(each["code"], each["field"], each["text"], each["fix"]) for each in row["findings"]]
    body = "\n".join(row["body"])
    assert found == [
        ("doubled-word", "leads", "the the", "the"),
        ("doubled-word", "body", "the the", "the"),
        ("broken-address", "copyright", "www.seetao. com", "www.seetao.com"),
        ("reading-time", "reading_minutes_override", "13", "4"),
    ]
    doubled = row["findings"][1]
    assert body[doubled["start"] : doubled["end"]] == "the the"


def test_findings_are_printed_for_people_too(page_file: Path) -> None:
    ran = run(page_file)

    assert f"{page_file}: new {NUMBER}" in ran.out
    assert ran.out.count("doubled-word") == 2
    assert "broken-address" in ran.out
    assert "1 file: 1 new." in ran.out


def test_a_dry_run_writes_nothing(page_file: Path) -> None:
    before = rows_in_the_database()

    assert run(page_file, json=True, dry_run=True).rows[0]["status"] == "new"

    assert rows_in_the_database() == before


def test_the_same_page_again_changes_nothing(page_file: Path, tmp_path: Path) -> None:
    run(page_file)
    before = rows_in_the_database()
    same = write(tmp_path / "saved.html", as_html(replace(captured(), number=NUMBER)))

    ran = run(page_file, same, json=True)
    dry = run(page_file, same, json=True, dry_run=True)

    assert [row["status"] for row in ran.rows + dry.rows] == ["unchanged"] * 4
    assert [row["number"] for row in ran.rows + dry.rows] == [NUMBER] * 4
    assert rows_in_the_database() == before
    assert ran.status == dry.status == 0


def test_a_page_that_changed_is_merged_with_the_work_of_the_desk(page_file: Path) -> None:
    run(page_file)
    article = Article.objects.get(number=NUMBER)
    editor = make_staff("editor")
    give_role(editor, article.column, Role.EDITOR)
    content = content_of(article)
    ids = [paragraph.id for paragraph in content.body]
    edited = replace(
        content, body=(Paragraph(ids[0], "<p>Written by the desk.</p>"), *content.body[1:])
    )
    editorial.save(article, edited, actor=editor, base=1)
    page = captured()
    changed = replace(page, body=(*page.body[:7], page.body[7].replace("speeches", "talks")))
    write(page_file, as_text(changed))

    before = rows_in_the_database()
    dry = run(page_file, json=True, dry_run=True)
    assert rows_in_the_database() == before
    ran = run(page_file, json=True)

    assert [row["status"] for row in dry.rows + ran.rows] == ["changed", "changed"]
    merged = content_of(Article.objects.get(number=NUMBER))
    assert merged.plain("body").startswith("Written by the desk.\n")
    assert "After talks from all parties" in merged.plain("body")
    assert [paragraph.id for paragraph in merged.body] == ids


def test_a_conflict_is_refused_and_the_incoming_text_kept(page_file: Path) -> None:
    run(page_file)
    article = Article.objects.get(number=NUMBER)
    editor = make_staff("editor")
    give_role(editor, article.column, Role.EDITOR)
    editorial.save(
        article, replace(content_of(article), title="The desk's title"), actor=editor, base=1
    )
    text = CAPTURED.read_text(encoding="utf-8")
    write(page_file, text.replace("Launching Ceremony of", "Opening Ceremony of", 1))

    ran = run(page_file, json=True)

    assert (ran.status, ran.rows[0]["status"]) == (1, "refused")
    assert ran.rows[0]["reason"]
    assert content_of(Article.objects.get(number=NUMBER)).title == "The desk's title"
    kept = ImportedSource.objects.get(number=NUMBER).refused
    assert kept is not None
    assert kept["title"].startswith("Opening Ceremony")


def test_bad_files_are_refused_one_line_each_and_the_others_go_in(
    tmp_path: Path, page_file: Path
) -> None:
    text = CAPTURED.read_text(encoding="utf-8")
    date = "Seetao 2024-04-01 15:25"
    bad = {
        "empty.txt": b"",
        "binary.bin": bytes(range(256)),
        "nul.txt": text.encode().replace(b"the", b"\x00", 1),
        "encoding.txt": text.encode() + b"\xff",
        "no-title.txt": text.split("\n", 1)[1].encode(),
        "no-date.txt": text.replace(date + "\n", "").encode(),
        "impossible.txt": text.replace("2024-04-01", "2024-02-30").encode(),
        "two-dates.txt": text.replace(date, f"{date}\n{date}").encode(),
        "soup.html": b"<<p><b></i>&#x;<table><tr></p" * 50,
        "nested.html": b"<div>" * 12_000 + as_html(captured()).encode(),
        "large.txt": text.encode() + b" " * 6_000_000,
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    files = [*(tmp_path / name for name in bad), tmp_path, tmp_path / "missing.txt"]

    ran = run(*files[:5], page_file, *files[5:])
    rows = run(*files, json=True, dry_run=True).rows

    lines = ran.err.splitlines()
    assert ran.status == 1
    assert len(lines) == len(files)
    for path, line, row in zip(files, lines, rows, strict=True):
        assert line.startswith(f"{path}: refused: ")
        assert len(line) > len(f"{path}: refused: ")
        assert (row["file"], row["status"], list(row)) == (str(path), "refused", KEYS)
        assert row["reason"]
    assert Article.objects.get().number == NUMBER
    assert f"{len(files) + 1} files: 1 new, {len(files)} refused." in ran.out


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"column": "nowhere"}, "nowhere"),
        ({"actor": "nobody@example.org"}, "nobody@example.org"),
        ({"actor": "no address"}, "no address"),
    ],
)
def test_an_unknown_column_or_account_refuses_every_file(
    options: dict[str, str], says: str, page_file: Path
) -> None:
    before = rows_in_the_database()

    ran = run(page_file, **options)

    assert ran.status == 1
    assert ran.err.startswith(f"{page_file}: refused: ")
    assert says in ran.err
    assert rows_in_the_database() == before


def test_a_person_imports_where_he_works_and_owns_the_draft(page_file: Path) -> None:
    column, elsewhere = make_column(), make_column()
    reporter = make_staff("reporter")
    give_role(reporter, column, Role.REPORTER)

    refused = run(page_file, column=elsewhere.slug, actor=reporter.email)
    ran = run(page_file, column=column.slug, actor=reporter.email.upper())

    assert (refused.status, ran.status) == (1, 0)
    article = Article.objects.get()
    assert (article.column, article.owner) == (column, reporter)


def test_the_number_is_the_options_the_pages_or_the_files(tmp_path: Path) -> None:
    page = captured()
    html = write(tmp_path / "5.html", as_html(replace(page, number=7)))
    text = write(tmp_path / "6.txt", as_text(page))
    other = write(tmp_path / "page.txt", as_text(page))

    def number_of(path: Path, **options: Any) -> int | None:
        number: int | None = run(path, json=True, dry_run=True, **options).rows[0]["number"]
        return number

    assert (number_of(html), number_of(text), number_of(other)) == (7, 6, None)
    assert (number_of(html, number=8), number_of(other, number=9)) == (8, 9)


def test_a_page_without_number_gets_the_next_one(tmp_path: Path) -> None:
    page = write(tmp_path / "page.txt", as_text(captured()))

    row = run(page, json=True).rows[0]

    assert row["number"] == Article.objects.get().number
    assert run(page, json=True).rows[0]["status"] == "unchanged"


def test_a_number_of_another_article_is_refused(page_file: Path, tmp_path: Path) -> None:
    run(page_file)
    other = as_text(replace(captured(), title="Quite another page", body=("Other words.", "End.")))
    column = Column.objects.get(slug="imported")
    reporter = make_staff("reporter")
    give_role(reporter, column, Role.REPORTER)
    written = editorial.create(
        content_of(Article.objects.get()), column=column, language="en", actor=reporter
    )
    path = write(tmp_path / "other.txt", other)

    dry = run(path, json=True, dry_run=True, number=written.number)
    ran = run(path, json=True, number=written.number)

    assert [row["status"] for row in dry.rows + ran.rows] == ["refused", "refused"]
    assert dry.rows[0]["reason"] == ran.rows[0]["reason"]


@pytest.mark.parametrize("number", [0, -1, 10**20])
def test_a_number_that_is_none_is_a_wrong_command(number: int, page_file: Path) -> None:
    with pytest.raises(CommandError, match="--number"):
        run(page_file, number=number)


def test_one_number_for_two_files_is_a_wrong_command(page_file: Path) -> None:
    with pytest.raises(CommandError, match="--number"):
        run(page_file, page_file, number=5)


def test_the_language_may_be_given(page_file: Path) -> None:
    assert run(page_file, json=True, dry_run=True, language="zh").rows[0]["language"] == "zh"


def test_a_label_that_says_no_minutes_is_no_reason_to_refuse(page_file: Path) -> None:
    text = CAPTURED.read_text(encoding="utf-8")
    write(page_file, text.replace("13 Minute", "0 Minute"))

    row = run(page_file, json=True).rows[0]

    assert (row["status"], row["reading_minutes_stated"]) == ("new", 0)
    assert content_of(Article.objects.get()).reading_minutes_override is None


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_the_bar_is_for_terminals_and_several_files_only(page_file: Path) -> None:
    one, two = Terminal(), Terminal()

    call_command("import_page", page_file, dry_run=True, stdout=io.StringIO(), stderr=one)
    call_command(
        "import_page", page_file, page_file, dry_run=True, stdout=io.StringIO(), stderr=two
    )
    quiet = run(page_file, page_file, dry_run=True)

    assert "1/1" not in one.getvalue()
    assert "1/2" in two.getvalue()
    assert "2/2" in two.getvalue()
    assert "1/2" not in quiet.err
