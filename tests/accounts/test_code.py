"""Codes: as random as their digits, and read however they were pasted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts import limits
from accounts.code import new_code, parse_code, spaced

codes = st.integers(0, 10**limits.CODE_DIGITS - 1).map(lambda n: f"{n:0{limits.CODE_DIGITS}d}")


def test_code_has_eight_digits_zeros_in_front_included(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secrets.randbelow", lambda bound: 7 if bound == 10**8 else 0)
    assert new_code() == "00000007"


@given(codes)
def test_code_is_read_back_as_it_is_shown(code: str) -> None:
    assert parse_code(spaced(code)) == code


@given(codes, st.sampled_from(" -\u00a0\u3000\u2010\u2011\u2013\uff0d\t"), st.booleans())
def test_decoration_and_full_width_digits_make_no_difference(
    code: str, between: str, wide: bool
) -> None:
    typed = between.join(code)
    if wide:
        typed = typed.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    assert parse_code(f" {typed}\n") == code


@given(st.text(max_size=200))
def test_any_text_is_a_code_or_none(typed: str) -> None:
    parsed = parse_code(typed)
    assert parsed is None or (len(parsed) == limits.CODE_DIGITS and parsed.isdecimal())


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1234567",
        "123456789",
        "1234567a",
        "12345678\x00",
        "1234\ud8005678",
        "١٢٣٤٥٦٧٨",
        "१२३४५६७८",
        "+12345678",
        "1" * 10_000,
        " " * 10_000 + "12345678",
        "1234.5678",
    ],
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert parse_code(typed) is None
