"""One mailbox is one account, however its address is written."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from accounts.address import canonical_address

SAME = {
    "Li.Lei@Example.ORG": "li.lei@example.org",
    " li@example.org ": "li@example.org",
    "li+news@example.org": "li+news@example.org",
    "li@例え.jp": "li@xn--r8jz45g.jp",
    "li@ＥＸＡＭＰＬＥ.org": "li@example.org",
    "li@bücher.example": "li@xn--bcher-kva.example",
    "li@straße.example": "li@xn--strae-oqa.example",
}

REFUSED = (
    "",
    "li",
    "@example.org",
    "li@",
    "li@localhost",
    "li@127.0.0.1",
    "li@[127.0.0.1]",
    "m\u0131ke@example.org",  # dotless i
    "user\u017f@example.org",  # long s
    "\u212aate@example.org",  # Kelvin sign
    "李@example.org",
    "a b@example.org",
    "a@b@example.org\x00",
    "li\n@example.org",
    ".li@example.org",
    "li.@example.org",
    "li@example..org",
    "li@example.org.",
    "li@-example.org",
    "l" * 65 + "@example.org",
    "li@" + "a" * 63 + "." + "b" * 63 + "." + "c" * 63 + "." + "d" * 63 + ".org",
    "li@\ud800.org",
)


@pytest.mark.parametrize("typed", SAME)
def test_addresses_of_one_mailbox_are_the_same(typed: str) -> None:
    assert canonical_address(typed) == SAME[typed]


@pytest.mark.parametrize("typed", REFUSED)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        canonical_address(typed)


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused_and_the_canonical_form_stays(typed: str) -> None:
    try:
        canonical = canonical_address(typed)
    except ValidationError:
        return
    assert canonical == canonical_address(canonical)
    assert canonical.isascii()


@given(st.from_regex(r"[a-z0-9]{1,8}@[a-z]{1,8}\.[a-z]{2,4}", fullmatch=True))
def test_case_makes_no_other_address(address: str) -> None:
    assert canonical_address(address.upper()) == canonical_address(address)
