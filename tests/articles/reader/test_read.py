"""The beacon counts people who read, and tells nobody whether it did."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from articles.models import ReadCount
from articles.reader import read_counter
from articles.reader.read_counter import ReadCounter
from tests.articles.reader.pages import publish
from tests.factories import make_article, make_cast

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
READER = {"user-agent": FIREFOX, "sec-fetch-site": "same-origin"}


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> ReadCounter:
    """A counter of this test's own."""
    made = ReadCounter()
    monkeypatch.setattr("articles.reader.views.read.counter", made)
    return made


def send(
    body: str | bytes, headers: dict[str, str] | None = None, client: Client | None = None
) -> Any:
    """Send a beacon as a reader's browser does; `headers` take the place of its own."""
    sent = {name: value for name, value in {**READER, **(headers or {})}.items() if value}
    client = client or Client(enforce_csrf_checks=True)
    return client.post("/read", body, content_type="text/plain", headers=sent)


def reads(counter: ReadCounter) -> int:
    """Return how many reads are counted, once they are written."""
    counter.write()
    return sum(ReadCount.objects.values_list("count", flat=True))


def test_read_is_counted_without_a_cookie_a_session_or_a_token(counter: ReadCounter) -> None:
    article = publish(make_cast(), number=7)

    response = send("7")

    assert response.status_code == 204
    assert not response.content
    assert not response.cookies
    assert response.headers["Cache-Control"] == "private, no-store"
    assert reads(counter) == 1
    assert ReadCount.objects.get().article_id == article.pk


def test_answer_waits_for_no_database(counter: ReadCounter, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        send("7")


def test_older_browsers_tell_by_their_origin_alone(counter: ReadCounter) -> None:
    publish(make_cast(), number=7)

    send("7", {"sec-fetch-site": "", "origin": "http://testserver"})

    assert reads(counter) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
        {"sec-fetch-site": "", "origin": "https://elsewhere.example"},
        {"sec-fetch-site": "", "origin": "null"},
        {"sec-fetch-site": ""},
        {"sec-purpose": "prefetch"},
        {"sec-purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
        {"user-agent": ""},
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"user-agent": "Mozilla/5.0 (compatible; Baiduspider/2.0)"},
        {"user-agent": "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0.0.0 Safari/537.36"},
        {"user-agent": "curl/8.5.0"},
        {"user-agent": "python-requests/2.32"},
    ],
)
def test_what_no_reader_sent_is_answered_alike_and_not_counted(
    counter: ReadCounter, headers: dict[str, str]
) -> None:
    publish(make_cast(), number=7)

    response = send("7", headers)

    assert response.status_code == 204
    assert reads(counter) == 0


@pytest.mark.parametrize(
    "body", ["", "0", "07", "-7", "7.0", "7 ", "x", "٧", "8", "1" * 19, "7" * 10_000, b"\xff\0"]
)
def test_what_names_no_article_is_answered_alike_and_not_counted(
    counter: ReadCounter, body: str | bytes
) -> None:
    publish(make_cast(), number=7)

    response = send(body)

    assert response.status_code == 204
    assert reads(counter) == 0


def test_article_that_readers_do_not_have_is_not_counted(counter: ReadCounter) -> None:
    draft = make_article(make_cast())

    response = send(str(draft.number))

    assert response.status_code == 204
    assert reads(counter) == 0


def test_long_body_is_not_even_read(counter: ReadCounter) -> None:
    response = Client().generic("POST", "/read", "7", headers=READER, CONTENT_LENGTH="9" * 400_000)

    assert response.status_code == 204


@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_beacon_is_only_posted(method: str) -> None:
    assert getattr(Client(), method)("/read").status_code == 405


def test_one_address_counts_a_few_times_an_hour(counter: ReadCounter) -> None:
    publish(make_cast(), number=7)

    for _ in range(read_counter.PER_ADDRESS + 2):
        send("7")

    assert reads(counter) == read_counter.PER_ADDRESS


def test_browsers_of_one_ipv6_line_are_one_address(counter: ReadCounter) -> None:
    publish(make_cast(), number=7)

    for number in range(read_counter.PER_ADDRESS + 2):
        send("7", client=Client(REMOTE_ADDR=f"2001:db8::{number}"))

    assert reads(counter) == read_counter.PER_ADDRESS


def test_signed_in_readers_session_is_not_looked_at(
    counter: ReadCounter, django_assert_num_queries: Any
) -> None:
    client = Client()
    client.force_login(make_cast().chief)

    with django_assert_num_queries(0):
        response = send("7", client=client)

    assert not response.cookies
