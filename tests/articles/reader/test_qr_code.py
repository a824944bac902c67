"""The code on paper."""

import re

import pytest
import segno

from articles.reader.qr_code import QUIET, qr_code


def drawn(path: str, size: int) -> list[bytes]:
    """Return the modules that a path covers, as a pen would draw it."""
    modules = [bytearray(size) for _ in range(size)]
    x = y = 0
    for command, first, second in re.findall(r"([Mmh])(-?\d+)(?: (-?[\d.]+))?", path):
        if command == "h":
            modules[y][x : x + int(first)] = b"\1" * int(first)
            x += int(first)
        elif command == "M":
            x, y = int(first), int(float(second) - 0.5)
        else:
            x += int(first)
    return [bytes(row) for row in modules]


@pytest.mark.parametrize(
    "address", ["https://www.example.org/details/276749.html", "http://testserver/", "x" * 300]
)
def test_path_draws_the_code_of_the_address(address: str) -> None:
    code = qr_code(address)

    wanted = segno.make(address, micro=False, error="l", mask=3)
    size = len(wanted.matrix)
    assert drawn(code.path, size) == [bytes(row) for row in wanted.matrix]
    assert code.view_box == f"{-QUIET} {-QUIET} {size + 2 * QUIET} {size + 2 * QUIET}"


def test_path_of_an_article_is_short() -> None:
    assert len(qr_code("https://www.seetao.com/details/1000000.html").path) < 1_600
