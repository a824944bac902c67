"""Asking the served site for one address."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, urlsplit

from tools.pages.html_facts import HtmlFacts, html_facts
from tools.pages.site import Site
from tools.refusal import CannotGoOn

TIMEOUT: Final = 60  # seconds, for one answer
FAILURES: Final = (OSError, http.client.HTTPException)
UNRESERVED: Final = "/?&=%:+,;@!$'()*~-._"


@dataclass(slots=True)
class Answer:
    """What came back for a path, with its query."""

    path: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    _facts: HtmlFacts | None = field(default=None, repr=False)

    @property
    def media_type(self) -> str:
        """Its type, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip()

    @property
    def is_html(self) -> bool:
        """Whether it is a page for people."""
        return self.media_type == "text/html"

    @property
    def text(self) -> str:
        """The body as text; all of ours is UTF-8."""
        return self.body.decode()

    @property
    def html(self) -> HtmlFacts:
        """What the checks ask of the page."""
        if self._facts is None:
            self._facts = html_facts(self.text)
        return self._facts


class Fetcher:
    """Asks over one connection a thread, which stays open."""

    def __init__(self, site: Site) -> None:
        self._place = urlsplit(site.url)
        self._context = site.certificate.trusted()
        self._local = threading.local()

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Get a path; redirects are not followed. Raises CannotGoOn where no answer comes."""
        try:
            return self._get(path, headers or {})
        except FAILURES:
            # The server may close a connection that was idle: once more, over a new one.
            self._local.connection = None
        try:
            return self._get(path, headers or {})
        except FAILURES as error:
            raise CannotGoOn(f"{path} got no answer: {type(error).__name__}.") from error

    def _get(self, path: str, headers: Mapping[str, str]) -> Answer:
        connection = self._connection()
        connection.request("GET", quote(path, safe=UNRESERVED), headers=dict(headers))
        got = connection.getresponse()
        body = got.read()
        return Answer(
            path, got.status, {name.lower(): value for name, value in got.getheaders()}, body
        )

    def _connection(self) -> http.client.HTTPSConnection:
        connection: http.client.HTTPSConnection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = http.client.HTTPSConnection(
                self._place.hostname or "",
                self._place.port,
                timeout=TIMEOUT,
                context=self._context,
            )
            self._local.connection = connection
        return connection
