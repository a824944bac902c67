"""A visitor without a browser: keeps cookies, reads forms, and can send many requests at once.

Fields are named by what they are for, their `autocomplete`, as password managers find them: so a
form may call them what it likes.
"""

from __future__ import annotations

import http.client
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from threading import Barrier
from typing import Self
from urllib.parse import urlencode, urljoin, urlsplit

TIMEOUT = 120  # seconds, for one answer

_SECRETS = (
    (re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]*'), r"\1TOKEN"),
    (re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "UUID"),
    (re.compile(r"expires=[^;]*"), "expires=TIME"),
    (re.compile(r"^((?:__Host-)?[a-z]+)=[^;]*", re.MULTILINE), r"\1=VALUE"),
    # Until another code can be had: the same for everybody, later on a machine at work.
    (re.compile(r'(data-wait=")\d+'), r"\1SECONDS"),
    (re.compile(r"\d+(?=\s*(?:seconds?\b|秒))"), "SECONDS"),
)


@dataclass(frozen=True)
class Form:
    """A form of a page: where it goes, what it sends by itself, what each field is for."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    purposes: dict[str, list[str]] = field(default_factory=dict)

    def filled(self, **values: str) -> dict[str, str]:
        """Return what to send; `new_password=…` fills all fields that are for a `new-password`.

        Raises KeyError where no field is for it.
        """
        sent = dict(self.fields)
        for purpose, value in values.items():
            for name in self.purposes[purpose.replace("_", "-")]:
                sent[name] = value
        return sent


@dataclass(frozen=True)
class Answer:
    """What came back; `path` is where it was asked."""

    path: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: str

    @property
    def location(self) -> str:
        """Where the answer leads, as a path; empty where it is a page."""
        named = dict(self.headers).get("location", "")
        parts = urlsplit(urljoin(self.path, named))
        return (parts.path + (f"?{parts.query}" if parts.query else "")) if named else ""

    def form(self, *purposes: str) -> Form:
        """Return the page's first form with fields for all `purposes`.

        Raises LookupError where there is none.
        """
        reader = _FormReader(self.path)
        reader.feed(self.body)
        for each in reader.forms:
            if all(purpose in each.purposes for purpose in purposes):
                return each
        raise LookupError(f"{self.path} ({self.status}) has no form for {', '.join(purposes)}.")

    def masked(self, *own: str) -> str:
        """Return all of it as text, without tokens, moments, and the visitor's `own` words."""
        lines = [
            f"{name}: {value}" if name != "set-cookie" else value
            for name, value in sorted(self.headers)
            if name not in ("date", "content-length")
        ]
        text = "\n".join([str(self.status), *lines, "", self.body])
        for pattern, mask in _SECRETS:
            text = pattern.sub(mask, text)
        for word in own:
            text = text.replace(word, "OWN")
        return text


@dataclass(frozen=True)
class Prepared:
    """A request that is ready to be sent, by whomever and as often as wanted."""

    port: int
    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None = None

    def sent_from(self, network: str) -> Self:
        """Return the same request from another network address."""
        return replace(self, headers={**self.headers, "X-Forwarded-For": network})

    def send(self) -> Answer:
        """Send it over a connection of its own, and read the whole answer."""
        with closing(self.connect()) as connection:
            return self.send_over(connection)

    def send_over(self, connection: http.client.HTTPConnection) -> Answer:
        """Send it over an open connection, and read the whole answer."""
        connection.request(self.method, self.path, body=self.body, headers=self.headers)
        answer = connection.getresponse()
        body = answer.read().decode(errors="replace")
        headers = tuple((name.lower(), value) for name, value in answer.getheaders())
        return Answer(self.path, answer.status, headers, body)

    def connect(self) -> http.client.HTTPConnection:
        """Open a connection for it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        connection.connect()
        return connection


class Visitor:
    """One browser at one network address; the site must trust one proxy to see the address."""

    def __init__(self, port: int, network: str, *, language: str = "en") -> None:
        self.cookies: dict[str, str] = {}
        self._port = port
        self._headers = {
            "X-Forwarded-For": network,
            "Accept-Language": language,
            "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0",
        }

    def get(self, path: str) -> Answer:
        """Get a page; redirects are not followed."""
        return self.send(self._prepared("GET", path, None))

    def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        """Send fields; redirects are not followed."""
        return self.send(self.prepared(path, fields))

    def prepared(self, path: str, fields: Mapping[str, str]) -> Prepared:
        """Return the request that `post` would send now."""
        return self._prepared("POST", path, urlencode(fields).encode())

    def send(self, request: Prepared) -> Answer:
        """Send a request and keep the cookies that come back."""
        answer = request.send()
        for name, value in answer.headers:
            if name == "set-cookie":
                for morsel in SimpleCookie(value).values():
                    if morsel["max-age"] == "0":
                        self.cookies.pop(morsel.key, None)
                    else:
                        self.cookies[morsel.key] = morsel.value
        return answer

    def _prepared(self, method: str, path: str, body: bytes | None) -> Prepared:
        headers = dict(self._headers)
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        return Prepared(self._port, method, path, headers, body)


def all_at_once(requests: Sequence[Prepared]) -> list[Answer]:
    """Send all of them in the same moment, each over a connection of its own."""
    start = Barrier(len(requests))

    def one(request: Prepared) -> Answer:
        with closing(request.connect()) as connection:
            start.wait(TIMEOUT)
            return request.send_over(connection)

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(one, requests))


class _FormReader(HTMLParser):
    """Collects the forms of a page that are sent by POST."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._path = path
        self._open: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "form" and facts.get("method", "").lower() == "post":
            self._open = Form(urljoin(self._path, facts.get("action", "")))
            self.forms.append(self._open)
        elif tag == "input" and self._open and facts.get("name"):
            name = facts["name"]
            self._open.fields[name] = facts.get("value", "")
            for purpose in facts.get("autocomplete", "").split():
                self._open.purposes.setdefault(purpose, []).append(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
