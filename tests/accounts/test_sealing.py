"""What is sealed is read by its owner's row alone, under a secret in force."""

from __future__ import annotations

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from accounts.sealing import is_sealed_anew, seal, unseal

PLAIN = b"twenty bytes of seed"


@given(st.binary(max_size=64), st.integers(1, 10**9))
def test_what_was_sealed_is_unsealed(plain: bytes, owner: int) -> None:
    assert unseal(seal(plain, "totp", owner), "totp", owner) == plain


def test_same_thing_is_sealed_differently_each_time() -> None:
    assert seal(PLAIN, "totp", 1) != seal(PLAIN, "totp", 1)


def test_sealed_text_moved_to_another_account_or_purpose_says_nothing() -> None:
    sealed = seal(PLAIN, "totp", 1)
    assert unseal(sealed, "totp", 2) is None
    assert unseal(sealed, "other", 1) is None


@given(st.integers(0, 10**6), st.sampled_from("AZaz09-_=."))
def test_changed_text_says_nothing(place: int, sign: str) -> None:
    sealed = seal(PLAIN, "totp", 1)
    place %= len(sealed)
    changed = f"{sealed[:place]}{sign}{sealed[place + 1 :]}"
    # The last sign of base64 has bits that mean nothing: it may still be the very same text.
    assert unseal(changed, "totp", 1) in (None, PLAIN)


@given(st.text(max_size=80))
def test_any_text_is_unsealed_or_none(text: str) -> None:
    assert unseal(text, "totp", 1) is None
    assert unseal(f"1.{text}", "totp", 1) is None


@pytest.mark.parametrize("secrets", [["former secret"], ["another one", "former secret"]])
def test_former_secret_still_opens_and_is_found_to_be_former(secrets: list[str]) -> None:
    with override_settings(ACCOUNTS_CODE_PEPPER="former secret"):
        sealed = seal(PLAIN, "totp", 1)
        assert is_sealed_anew(sealed, "totp", 1)
    with override_settings(
        ACCOUNTS_CODE_PEPPER="present secret", ACCOUNTS_CODE_PEPPER_FALLBACKS=secrets
    ):
        assert unseal(sealed, "totp", 1) == PLAIN
        assert not is_sealed_anew(sealed, "totp", 1)
    with override_settings(
        ACCOUNTS_CODE_PEPPER="present secret", ACCOUNTS_CODE_PEPPER_FALLBACKS=[]
    ):
        assert unseal(sealed, "totp", 1) is None
