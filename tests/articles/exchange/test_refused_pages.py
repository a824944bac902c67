"""Bad input: each is refused with one clear line, and none takes long."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from articles.exchange.decoding import MAX_BYTES, decode
from articles.exchange.html_blocks import MAX_DEPTH
from articles.exchange.page_file import number_in_name, read_bytes
from articles.exchange.page_reader import read_page
from articles.exchange.refusal import PageRefused
from tests.articles.exchange.printed import as_html, as_text, captured

TEXT = as_text(captured())
HEAD = "Title\nSeetao 2024-04-01 15:25\n"


def refusal_of(call: Callable[[], object]) -> str:
    with pytest.raises(PageRefused) as refused:
        call()
    line = str(refused.value)
    assert line
    assert line.isprintable()  # so it is one line
    return line


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        (TEXT.encode()[:500] + b"\x00" + TEXT.encode()[500:], "binary: it holds"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe", "binary"),
        (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)), "binary"),
        (b"%PDF-1.7\n\x1b\x01\x02", "binary"),
        (TEXT.encode("utf-16-le"), "binary"),
        (TEXT.encode() + b"\xff\xff\xff", "no encoding"),
        ("Xi’an and “Łódź” 2024".encode("cp1250"), "no encoding"),
        ("Seetao 2024-04-01 15:25 Xi’an".encode("cp1252"), "no encoding"),
        ("Пекин и Москва строят дорогу".encode("koi8-r"), "no encoding"),
        ("本文".encode() * 99 + "本".encode()[:2], "no encoding"),
        (b"\xff\xfe" + b"a", "no encoding"),
        (b"x" * (MAX_BYTES + 1), "larger than 5 MB"),
    ],
    ids=count(1),
)
def test_bytes_that_are_no_text_are_refused(data: bytes, says: str) -> None:
    assert says in refusal_of(lambda: decode(data))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Seetao 2024-04-01 15:25\nText.", "no title"),
        ("Home\nSeetao 2024-04-01 15:25\nText.", "no title"),
        ("• A lead\nSeetao 2024-04-01 15:25\nText.", "no title"),
        ("<ul><li><a>Home</a></li></ul><p>Seetao 2024-04-01 15:25</p><p>Text.", "no title"),
        ("Title\nText without any date.", "no date line"),
        ("Title\nOn 2024-04-01 15:25 it began.", "no date line"),
        ("<h1>Title</h1><p>Text.</p>", "no date line"),
        ("<script>Seetao 2024-04-01 15:25</script>", "no date line"),
        ("<<<p<b><i></q>&#xFFFFFF;&bogus;<p <a href=><table><tr><p></div>", "no date line"),
        (HEAD + "Line.\n" * 20_000, "more than 10000"),
        ("<h1>T</h1><p>Seetao 2024-04-01 15:25" + "<p>x" * 20_000, "more than 10000"),
    ],
    ids=count(1),
)
def test_pages_without_their_parts_are_refused(text: str, says: str) -> None:
    assert says in refusal_of(lambda: read_page(text))


def test_nesting_is_read_up_to_the_limit_and_refused_above_it() -> None:
    page = captured()
    html = as_html(page)
    own = 12  # levels that the page itself has at most

    def nested(levels: int) -> str:
        return html.replace("<body>", "<body>" + "<div>" * levels).replace(
            "</body>", "</div>" * levels + "</body>"
        )

    assert read_page(nested(MAX_DEPTH - own)).body == page.body
    for html_too_deep in (nested(MAX_DEPTH), nested(12_000)):
        assert "nested deeper" in refusal_of(partial(read_page, html_too_deep))
    assert "nested deeper" in refusal_of(lambda: read_page("<b>" * 12_000 + "x"))


MOST = 400_000  # characters; quadratic readers take minutes for it


@pytest.mark.parametrize(
    "piece",
    [
        "<", "<a ", '<a ="', "<!--", "</p>", "<script>", "&", "<br>x", " ", "1", "2024-",
        "<a>x</a> ", "Keywords: a. ", ". editor ", "x. Jiandao editor/Li Yin (a) ",
        "（本文来自转载", "((本文转载", "This article is from reprint. ",
    ],
)  # fmt: skip
def test_no_page_takes_long(piece: str) -> None:
    for begin in (HEAD, "<h1>Title</h1><p>Seetao 2024-04-01 15:25</p><p>"):
        # Read or refused, either is right; one that never ends is what this would show.
        with contextlib.suppress(PageRefused):
            read_page(begin + piece * (MOST // len(piece)))


def test_a_folder_a_missing_file_a_pipe_and_a_large_file_are_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    assert "a folder" in refusal_of(lambda: read_bytes(tmp_path))
    assert "no such file" in refusal_of(lambda: read_bytes(tmp_path / "missing.txt"))
    assert "not a regular file" in refusal_of(lambda: read_bytes(pipe))
    assert "larger than 5 MB" in refusal_of(lambda: read_bytes(large))
    assert "cannot be read" in refusal_of(lambda: read_bytes(large / "below"))
    assert "cannot be read" in refusal_of(lambda: read_bytes(Path("a\0b")))


def test_a_file_without_permission_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The tests may run as root, whom no mode keeps out.
    def forbidden(*args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "page.txt"
    path.write_text(TEXT)
    monkeypatch.setattr(Path, "open", forbidden)

    assert "no permission" in refusal_of(lambda: read_bytes(path))


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("276749.html", 276749),
        ("276749.HTM", 276749),
        ("276749.txt", 276749),
        ("page-276749.html", None),
        ("0276749.html", None),
        ("276749.html.bak", None),
        ("276749", None),
        ("12345678901234567890.html", None),
    ],
)
def test_a_file_name_may_give_the_number(name: str, number: int | None) -> None:
    assert number_in_name(Path("some") / name) == number
