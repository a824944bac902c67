"""One-time codes: as the standards' examples say, and read however they were typed."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.totp import (
    DIGITS,
    STEP_SECONDS,
    address_of,
    fitting_step,
    new_seed,
    parse_token,
    step_at,
    token_of,
    typed_seed,
)

STANDARD = b"12345678901234567890"  # the seed of both standards' examples
STEP = timedelta(seconds=STEP_SECONDS)

seeds = st.binary(min_size=20, max_size=20)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("second", "last_six"),
    [
        # RFC 6238, appendix B: the last six of its eight digits.
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_rfc_6238(second: int, last_six: str) -> None:
    assert token_of(STANDARD, step_at(datetime.fromtimestamp(second, UTC))) == last_six


@given(seeds, moments, st.integers(-1, 1))
def test_code_of_the_step_before_or_after_fits(seed: bytes, at: datetime, drift: int) -> None:
    step = step_at(at) + drift
    found = fitting_step(seed, token_of(seed, step), at)
    assert found is not None
    # Two steps may share a code: then the newer one is used up.
    assert step <= found <= step_at(at) + 1


def test_code_two_steps_away_does_not_fit() -> None:
    at = datetime(2026, 11, 24, tzinfo=UTC)
    token = token_of(STANDARD, step_at(at))
    for away in (-2, 2):
        assert fitting_step(STANDARD, token, at + away * STEP) is None


@given(seeds, moments, st.text(max_size=12))
def test_other_text_never_fits(seed: bytes, at: datetime, typed: str) -> None:
    token = parse_token(typed)
    right = {token_of(seed, step_at(at) + drift) for drift in (-1, 0, 1)}
    assert (token is not None and fitting_step(seed, token, at) is not None) == (token in right)


@given(st.integers(0, 10**DIGITS - 1), st.sampled_from(" -\u3000\u2011"), st.booleans())
def test_code_is_read_with_decoration_and_full_width_digits(
    number: int, between: str, wide: bool
) -> None:
    token = f"{number:0{DIGITS}d}"
    typed = f"{token[:3]}{between}{token[3:]} "
    if wide:
        typed = typed.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    assert parse_token(typed) == token


@given(st.text(max_size=200))
def test_any_text_is_a_token_or_none(typed: str) -> None:
    token = parse_token(typed)
    assert token is None or (len(token) == DIGITS and token.isascii() and token.isdecimal())


@pytest.mark.parametrize(
    "hostile", ["", "1" * 10_000, "\x00", "\ud800", "٣٣٣٣٣٣", "12345", "1234567"]
)
def test_hostile_text_is_no_token(hostile: str) -> None:
    assert parse_token(hostile) is None


@given(seeds)
def test_seed_is_typed_as_base32_in_groups(seed: bytes) -> None:
    typed = typed_seed(seed)
    assert all(len(group) == 4 for group in typed.split())
    assert base64.b32decode(typed.replace(" ", "")) == seed


@given(seeds, st.text(min_size=1, max_size=20), st.emails())
def test_address_carries_seed_issuer_and_account(seed: bytes, issuer: str, account: str) -> None:
    address = urlsplit(address_of(seed, issuer, account))
    facts = parse_qs(address.query)
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert unquote(address.path) == f"/{issuer}:{account}"
    assert address.path.isascii()
    assert base64.b32decode(facts["secret"][0]) == seed
    assert facts["issuer"] == [issuer]


def test_every_seed_is_another() -> None:
    assert len({new_seed() for _ in range(100)}) == 100
