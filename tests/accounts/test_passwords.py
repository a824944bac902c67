"""Passwords: long enough, not the first that others would guess, any characters welcome."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts import limits
from accounts.models import User
from accounts.passwords import password_problems

GOOD = (
    "seven wet umbrellas",
    "正确的马电池订书钉一二三四",
    "kT9-vv_Q2m#xx",
    "zhuque feiguo yangzi jiang",
    "  leading and trailing  ",
)
GUESSED = (
    "zhangwei12345",
    "wangxiaoming88",
    "ZhangWei-1990-01",
    "ceshi123456789",
    "admin888888888",
    "seetao seetao",
    "yidaiyilu2026!",
    "19900101199001",
    "aaaaaaaaaaaaaaa",
    "abcdefghijklmnop",
    "password12345678",
)


@pytest.mark.parametrize("password", GOOD)
def test_good_password_has_no_problem(password: str) -> None:
    assert password_problems(password) == []


@pytest.mark.parametrize("password", GUESSED)
def test_guessable_password_is_refused(password: str) -> None:
    assert password_problems(password)


@pytest.mark.parametrize(
    ("staff", "length", "good"),
    [
        (False, limits.PASSWORD_READERS - 1, False),
        (False, limits.PASSWORD_READERS, True),
        (True, limits.PASSWORD_STAFF - 1, False),
        (True, limits.PASSWORD_STAFF, True),
        (True, limits.PASSWORD_MOST, True),
        (True, limits.PASSWORD_MOST + 1, False),
    ],
)
def test_length_is_judged_at_its_bounds(staff: bool, length: int, good: bool) -> None:
    password = ("kT9 vv Q2m xx wW4 " * 20)[:length]
    user = User(email="li@example.org", is_staff=staff)
    assert (password_problems(password, user) == []) is good


def test_likeness_to_the_account_is_refused_where_the_account_is_known() -> None:
    user = User(email="bartholomew@example.org")
    assert password_problems("bartholomew@example.org", user)


@given(st.text(max_size=300))
def test_any_text_gets_an_answer(password: str) -> None:
    assert isinstance(password_problems(password), list)
