"""Where requests come from: forwarding headers are believed as far as we were told."""

from __future__ import annotations

import pytest
from django.test import RequestFactory, override_settings

from accounts.client import UNKNOWN, bucket, client_address, client_label, coarse


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.0.0.1, 203.0.113.9", "203.0.113.9"),
        (2, "10.0.0.1, 203.0.113.9, 198.51.100.7", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "not an address", "192.0.2.1"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_forwarded_address_counts_from_our_side(
    proxies: int, forwarded: str, found: str, rf: RequestFactory
) -> None:
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)
    with override_settings(TRUSTED_PROXIES=proxies):
        assert client_address(request) == found


def test_request_without_an_address_is_unknown(rf: RequestFactory) -> None:
    assert client_address(rf.get("/", REMOTE_ADDR="")) == UNKNOWN


def test_one_ipv6_line_is_one_bucket() -> None:
    assert bucket("2001:db8:1:2::1") == bucket("2001:db8:1:2:ffff::9")
    assert bucket("2001:db8:1:2::1") != bucket("2001:db8:1:3::1")
    assert bucket("192.0.2.1") != bucket("192.0.2.2")


def test_events_keep_less_of_an_address() -> None:
    assert (coarse("192.0.2.77"), coarse("2001:db8:1:2::1")) == ("192.0.2.0/24", "2001:db8:1::/48")


def test_program_is_named_in_our_words_alone() -> None:
    agent = "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0 <script>"
    assert client_label(agent) == "Firefox, Windows"
    assert client_label("<script>") == ""
