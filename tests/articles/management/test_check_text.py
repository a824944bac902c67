"""The command check_text: what it prints, and that it asks no database."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.articles.exchange.printed import CAPTURED


def run(*arguments: str | Path) -> tuple[str, str, int]:
    """Return what the command printed on both streams, and its exit status."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("check_text", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as end:
        status = int(str(end.code))
    return out.getvalue(), err.getvalue(), status


def objects(*arguments: str | Path) -> list[dict[str, Any]]:
    """Return the objects that it printed with --json."""
    out, _err, _status = run(*arguments, "--json")
    return [json.loads(line) for line in out.splitlines()]


def write(folder: Path, text: str, name: str = "text.txt") -> Path:
    file = folder / name
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    return file


def test_the_captured_page_has_its_four_faults_and_no_other() -> None:
    (page,) = objects(CAPTURED)

    assert list(page) == ["file", "language", "findings"]
    assert page["language"] == "en"
    assert [
        (each["code"], each["field"], each["text"], each["fix"]) for each in page["findings"]
    ] == [
        ("doubled-word", "leads", "the the", "the"),
        ("doubled-word", "body", "the the", "the"),
        ("broken-address", "copyright", "www.seetao. com", "www.seetao.com"),
        ("reading-time", "reading_minutes_override", "13", "4"),
    ]


def test_a_text_without_a_date_line_is_body_alone(tmp_path: Path) -> None:
    file = write(tmp_path, "大桥合龙,两岸的的车程缩短。\r\n会议後，双方签约。\n")

    (text,) = objects(file)

    assert text["language"] == "zh"
    assert [
        (each["code"], each["start"], each["end"], each["fix"]) for each in text["findings"]
    ] == [
        ("mixed-width", 4, 5, "，"),
        ("doubled-word", 7, 9, "的"),
        ("traditional-character", 17, 18, "后"),
    ]
    assert {each["field"] for each in text["findings"]} == {"body"}


def test_the_language_can_be_given(tmp_path: Path) -> None:
    file = write(tmp_path, "China 中国， and Africa， too.")

    assert objects(file, "--language", "en")[0]["language"] == "en"
    assert objects(file, "--language", "zh")[0]["language"] == "zh"


def test_people_read_places_and_sentences(tmp_path: Path) -> None:
    out, _err, status = run(write(tmp_path, "The the bridge."), write(tmp_path, "Fine.", "b.txt"))

    assert status == 0
    assert "text.txt (en): 1 finding\n    warning doubled-word, body 0–7: “The” is written" in out
    assert "b.txt (en): nothing found" in out


def test_an_unreadable_file_keeps_no_other_out(tmp_path: Path) -> None:
    out, err, status = run(tmp_path / "none.txt", write(tmp_path, "The the bridge."))

    assert status == 1
    assert "none.txt: there is no such file" in err
    assert "1 finding" in out


@pytest.mark.parametrize(
    "text",
    [
        "\u200b" * 1000,
        "\u202eabc",
        "<p>The the</p>" * 3,
        "2024-13-45 nothing",
        "(" * 9999,
    ],
)
def test_odd_texts_are_read(tmp_path: Path, text: str) -> None:
    assert len(objects(write(tmp_path, text))) == 1


def test_a_page_of_the_future_is_told(tmp_path: Path) -> None:
    page = CAPTURED.read_text(encoding="utf-8").replace("2024-04-01 15:25", "2094-04-01 15:25")

    codes = [each["code"] for each in objects(write(tmp_path, page))[0]["findings"]]

    assert "future-date" in codes
