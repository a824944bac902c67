"""Tokens in addresses: gone from the request behind the door, and from every line of a log."""

from __future__ import annotations

import logging
import sys
from logging.config import DictConfigurator
from typing import Any

import pytest
from django.conf import settings
from django.test import RequestFactory

from articles.models.preview_link import token_hash
from seetao.log_lines import AccessFormatter, LineFormatter, without_tokens
from seetao.secret_addresses import hide_token

TOKEN = "s3cret-Token_of-43-characters-0123456789abc"


@pytest.mark.parametrize("path", [f"/preview/{TOKEN}/", f"/preview/{TOKEN}"])
def test_request_holds_the_hash_alone(rf: RequestFactory, path: str) -> None:
    request = rf.get(path, {"q": "1"}, REQUEST_URI=f"{path}?q=1", RAW_URI=path)

    hide_token(request)

    assert request.path == request.path_info == f"/preview/{token_hash(TOKEN)}/"
    assert request.get_full_path() == f"/preview/{token_hash(TOKEN)}/?q=1"
    assert TOKEN not in str(request.META)
    assert TOKEN not in repr(request)


def test_site_below_a_path_keeps_it(rf: RequestFactory) -> None:
    request = rf.get(f"/news/preview/{TOKEN}/")
    request.path_info = f"/preview/{TOKEN}/"

    hide_token(request)

    assert request.path == f"/news/preview/{token_hash(TOKEN)}/"


@pytest.mark.parametrize("path", ["/", "/preview/", "/previews/x/", "/en/preview/x/", "/preview//"])
def test_other_addresses_are_left_alone(rf: RequestFactory, path: str) -> None:
    request = rf.get(path)

    hide_token(request)

    assert request.path_info == path


@pytest.mark.parametrize(
    ("line", "written"),
    [
        (f'"GET /preview/{TOKEN}/ HTTP/1.1" 200', '"GET /preview/…/ HTTP/1.1" 200'),
        (f"Not Found: /preview/{TOKEN}", "Not Found: /preview/…"),
        (f"https://x.org/preview/{TOKEN}?a=1", "https://x.org/preview/…?a=1"),
        ("GET /details/1.html", "GET /details/1.html"),
        ("/admin/articles/article/1/preview/", "/admin/articles/article/1/preview/"),
    ],
)
def test_line_of_a_log_has_no_token(line: str, written: str) -> None:
    assert without_tokens(line) == written


def test_traceback_in_a_log_has_no_token() -> None:
    try:
        raise ValueError(f"/preview/{TOKEN}/ is broken")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "%s", ("!",), sys.exc_info())

    written = LineFormatter("%(message)s").format(record)

    assert "is broken" in written
    assert TOKEN not in written


def test_every_handler_of_ours_writes_without_tokens() -> None:
    logging_settings: dict[str, Any] = settings.LOGGING
    configured = DictConfigurator(logging_settings)
    assert logging_settings["loggers"]["django.server"]["handlers"] == ["access"]
    for handler in logging_settings["handlers"].values():
        formatter = configured.configure_formatter(
            dict(logging_settings["formatters"][handler["formatter"]])
        )
        assert isinstance(formatter, LineFormatter | AccessFormatter)


def test_development_server_writes_no_token() -> None:
    formatter = AccessFormatter("[{server_time}] {message}", style="{")
    record = logging.LogRecord(
        "django.server",
        logging.INFO,
        "",
        0,
        '"%s" %s %s',
        (f"GET /preview/{TOKEN}/ HTTP/1.1", "200", "9"),
        None,
    )
    record.server_time, record.status_code = "1/Apr/2024", 200

    written = formatter.format(record)

    assert "200" in written
    assert TOKEN not in written
