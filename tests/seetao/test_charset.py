"""No charset of the sender's choice decides how a request is read."""

from __future__ import annotations

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from seetao.charset import utf8_only


def site(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [b"Welcome."]


def status(content_type: str) -> str:
    """Return how the door answers a request with this Content-Type."""
    said: list[str] = []

    def start_response(status: str, headers: object, failure: object = None) -> object:
        said.append(status)
        return None

    list(utf8_only(site)({"CONTENT_TYPE": content_type}, start_response))  # type: ignore[arg-type]
    return said[0]


@pytest.mark.parametrize(
    "charset",
    [
        *("base64", "rot13", "zlib"),  # codecs of Python's that are none for text
        *("utf-7", "unicode_escape"),  # make lone surrogates
        *("undefined", "utf-16", "latin-1", "no-such-codec", '"utf-8\0"', ""),
    ],
)
def test_other_charsets_are_refused(charset: str) -> None:
    assert status(f"multipart/form-data; boundary=x; charset={charset}").startswith("400")


def test_a_parameter_that_cannot_be_read_is_refused() -> None:
    assert status("text/plain; charset*=no-such-codec''utf-8").startswith("400")
    assert status("text/plain; name*=no-such-codec''x").startswith("400")


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded;charset=UTF-8",
        'multipart/form-data; boundary=x; charset="utf8"',
        ";;;=",
    ],
)
def test_utf_8_and_no_charset_at_all_pass(content_type: str) -> None:
    assert status(content_type).startswith("200")
