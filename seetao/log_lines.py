"""Lines of our logs, without the tokens of shared previews: an address is one of their secrets.

seetao.secret_addresses takes them out of requests; this is the second wall, and the only one
before the development server, which writes addresses down as they came.
"""

from __future__ import annotations

import logging
import re

from django.utils.log import ServerFormatter

PREVIEW = "/preview/"

_TOKEN = re.compile(rf"({PREVIEW})[^/\s?#\"'<>]+")


def without_tokens(text: str) -> str:
    """Return a line of a log without the tokens in its paths."""
    return _TOKEN.sub(r"\1…", text)


class LineFormatter(logging.Formatter):
    """Formats a record, its traceback included, without tokens."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's lines."""
        return without_tokens(super().format(record))


class AccessFormatter(ServerFormatter):
    """Likewise for the development server, which writes down the address as it came."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's line."""
        return without_tokens(super().format(record))
