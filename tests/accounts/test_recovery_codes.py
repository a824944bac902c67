"""Recovery codes: 80 bits on paper, read back however they were typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import RecoveryCode
from accounts.recovery_codes import (
    ALPHABET,
    SECRET_LENGTH,
    SLOTS,
    codes_left,
    matching_code,
    new_codes,
    parse_recovery_code,
    replace_codes,
    shown,
    use_up,
)
from accounts.totp import parse_token
from tests.accounts.people import somebody
from tests.factories import make_user

slots = st.integers(1, SLOTS)
secrets = st.text(ALPHABET, min_size=SECRET_LENGTH, max_size=SECRET_LENGTH)


def test_code_has_eighty_bits() -> None:
    assert len(set(ALPHABET)) ** SECRET_LENGTH == 2**80


def test_sheet_has_ten_different_codes_that_say_which_they_are() -> None:
    codes = new_codes()
    assert [parse_recovery_code(code.shown) and code.slot for code in codes] == [*range(1, 11)]
    assert len({code.shown[1:] for code in codes}) == SLOTS
    assert all(code.shown.replace("-", "")[1:] not in code.hash for code in codes)


@given(slots, secrets)
def test_code_is_read_back_as_it_is_shown(slot: int, secret: str) -> None:
    assert parse_recovery_code(shown(slot, secret)) == (slot, secret)


@given(slots, secrets, st.sampled_from([" ", "", "\u3000", "–"]))
def test_sloppy_typing_makes_no_difference(slot: int, secret: str, between: str) -> None:
    typed = shown(slot, secret).replace("-", between).lower()
    wide = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in typed)
    misread = typed.replace("0", "o").replace("1", "l")
    for each in (typed, wide, misread, misread.replace("l", "I"), f" {typed}\n"):
        assert parse_recovery_code(each) == (slot, secret)


@given(st.text(max_size=120))
def test_any_text_is_a_code_or_none(typed: str) -> None:
    found = parse_recovery_code(typed)
    assert found is None or (1 <= found[0] <= SLOTS and len(found[1]) == SECRET_LENGTH)
    assert found is None or parse_token(typed) is None


@pytest.mark.parametrize(
    "hostile", ["", "0" * 17, "1" * 10_000, "B" + "1" * 16, "\x00" * 17, "\ud800" * 17]
)
def test_hostile_text_is_no_code(hostile: str) -> None:
    assert parse_recovery_code(hostile) is None


@pytest.mark.django_db
def test_code_is_used_up_once_and_its_neighbours_stay() -> None:
    user, who = make_user(), somebody()
    codes = new_codes()
    replace_codes(user, codes, who.at)
    slot, secret = parse_recovery_code(codes[2].shown) or (0, "")

    assert matching_code(make_user(), slot, secret) is None
    assert matching_code(user, slot + 1, secret) is None
    found = matching_code(user, slot, secret)

    assert found is not None
    assert use_up(found, who.at)
    assert not use_up(found, who.at)
    assert matching_code(user, slot, secret) is None
    assert codes_left(user) == SLOTS - 1


@pytest.mark.django_db
def test_new_sheet_ends_the_old_one_even_for_who_is_just_using_it() -> None:
    user, who = make_user(), somebody()
    old = new_codes()
    replace_codes(user, old, who.at)
    found = matching_code(user, *(parse_recovery_code(old[0].shown) or (0, "")))
    assert found is not None

    replace_codes(user, new_codes(), who.at)

    assert not use_up(found, who.at)
    assert RecoveryCode.objects.filter(user=user, used_at=None).count() == SLOTS
