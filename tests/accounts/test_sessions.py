"""Sessions: every way in makes a row, every way out takes it away, and they end in time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.core import mail
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from accounts import limits
from accounts.models import AuthEvent, AuthKind, User, UserSession
from accounts.session_limits import LimitsMiddleware
from accounts.sessions import clear_ended_sessions, end_session, is_fresh, session_of, sessions_of
from tests.accounts.people import somebody, work
from tests.factories import PASSWORD, make_staff, make_user

pytestmark = pytest.mark.django_db

SIGN_IN = "/accounts/sign-in/"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def reader() -> User:
    return make_user("reader", email="li@example.org")


@pytest.fixture
def editor() -> User:
    return make_staff("editor")


def enter(user: User, client: Client | None = None) -> Client:
    client = client or Client()
    response = client.post(SIGN_IN, {"email": user.email, "password": PASSWORD})
    assert response.status_code == 303
    return client


def is_in(client: Client) -> bool:
    """Whether the account pages take the browser for somebody's."""
    answer = client.post("/accounts/language/", {"language": "en"})
    return not answer.headers["Location"].startswith("/accounts/sign-in/")


def age(client: Client, **times: timedelta) -> None:
    """Move times of the client's session back."""
    row = UserSession.objects.get(session_key=client.session.session_key)
    for name, ago in times.items():
        setattr(row, name, timezone.now() - ago)
    row.save()


def kinds() -> list[str]:
    return list(AuthEvent.objects.order_by("pk").values_list("kind", flat=True))


def test_signing_in_makes_a_row_beside_the_session(reader: User) -> None:
    client = enter(reader)

    row = UserSession.objects.get()
    assert row.session_key == client.session.session_key
    assert row.user == reader
    assert row.second_factor_at is None
    assert row.device is not None
    assert row.device.user == reader


def test_any_other_way_in_makes_a_row_too(reader: User) -> None:
    client = Client()
    client.force_login(reader)

    assert UserSession.objects.get().session_key == client.session.session_key


def test_the_key_changes_at_sign_in(reader: User) -> None:
    client = Client()
    client.get("/accounts/sign-in/second/")  # leaves a message, so a session
    before = client.session.session_key

    enter(reader, client)

    assert before
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_signing_out_takes_both_rows_away(reader: User) -> None:
    client = enter(reader)

    response = client.post("/accounts/sign-out/")

    assert response.status_code == 303
    assert response.headers["Location"] == SIGN_IN
    assert not UserSession.objects.exists()
    assert not Session.objects.exclude(session_key=client.session.session_key).exists()
    assert not is_in(client)
    assert kinds()[-1] == AuthKind.SIGN_OUT


def test_reading_signs_nobody_out(reader: User) -> None:
    client = enter(reader)

    assert client.get("/accounts/sign-out/").status_code == 405
    assert is_in(client)


def test_signing_in_as_somebody_else_ends_the_former_session(reader: User, editor: User) -> None:
    client = enter(reader)

    enter(editor, client)

    assert UserSession.objects.get().user == editor
    assert kinds() == [AuthKind.SIGN_IN, AuthKind.SIGN_OUT, AuthKind.SIGN_IN]


def test_a_session_ended_elsewhere_is_over_at_the_next_request(reader: User) -> None:
    there, here = enter(reader), enter(reader)
    row = UserSession.objects.get(session_key=there.session.session_key)

    assert end_session(reader, row.pk, somebody())

    assert not is_in(there)
    assert is_in(here)
    assert kinds()[-1] == AuthKind.SESSION_ENDED
    assert not Session.objects.filter(session_key=row.session_key).exists()


def test_without_its_row_a_session_is_worth_nothing(reader: User) -> None:
    client = enter(reader)

    UserSession.objects.all().delete()

    assert not is_in(client)
    assert not Session.objects.exists()


def test_nobody_ends_the_session_of_another(reader: User, editor: User) -> None:
    client = enter(reader)
    row = UserSession.objects.get()

    assert not end_session(editor, row.pk, somebody())

    assert is_in(client)


@pytest.mark.parametrize(
    ("who", "times", "goes_on"),
    [
        ("reader", {"created_at": limits.READER_SESSION - MINUTE}, True),
        ("reader", {"created_at": limits.READER_SESSION}, False),
        ("reader", {"last_seen_at": timedelta(days=13)}, True),
        ("editor", {"last_seen_at": limits.STAFF_IDLE - MINUTE}, True),
        ("editor", {"last_seen_at": limits.STAFF_IDLE}, False),
        ("editor", {"created_at": limits.STAFF_SESSION - MINUTE}, True),
        ("editor", {"created_at": limits.STAFF_SESSION}, False),
    ],
)
def test_a_session_ends_at_its_limit(
    who: str, times: dict[str, timedelta], goes_on: bool, request: pytest.FixtureRequest
) -> None:
    client = enter(request.getfixturevalue(who))
    age(client, **times)

    assert is_in(client) is goes_on

    assert UserSession.objects.exists() is goes_on
    assert Session.objects.exists() is goes_on
    ended = AuthEvent.objects.filter(kind=AuthKind.SESSION_ENDED, reason="time")
    assert ended.exists() is not goes_on


def test_a_reader_who_joins_the_staff_has_the_limits_of_staff(reader: User) -> None:
    client = enter(reader)
    age(client, last_seen_at=timedelta(days=1))
    User.objects.update(is_staff=True)

    assert not is_in(client)


def test_the_last_use_is_written_once_a_minute(
    editor: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = enter(editor)
    seen = UserSession.objects.get().last_seen_at
    is_in(client)
    assert UserSession.objects.get().last_seen_at == seen
    age(client, last_seen_at=2 * MINUTE)

    is_in(client)

    assert UserSession.objects.get().last_seen_at > seen - MINUTE


def test_asking_who_is_in_costs_three_queries(
    editor: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = enter(editor)

    with django_assert_num_queries(3):  # session, user, limits
        client.get("/accounts/language/", headers={"accept-language": "en"})


def test_a_public_page_asks_for_no_session(
    reader: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = enter(reader)

    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert "Cookie" not in response.headers.get("Vary", "")


def test_the_row_follows_its_session_under_a_new_key(reader: User) -> None:
    client = enter(reader)
    before = UserSession.objects.get()

    def changing(request: HttpRequest) -> HttpResponse:
        assert isinstance(request.user, User)
        request.user.set_password("another good password")
        request.user.save()
        update_session_auth_hash(request, request.user)
        return HttpResponse()

    request = request_of(client)
    LimitsMiddleware(changing)(request)

    after = UserSession.objects.get()
    assert after.pk == before.pk
    assert after.session_key == request.session.session_key != before.session_key


def test_sessions_survive_a_change_of_the_secret_key(reader: User, settings: Settings) -> None:
    client = enter(reader)
    before = UserSession.objects.get().session_key
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key for tests: abcdefghijklmnopqrstuvwxyz 0123456789"

    assert is_in(client)
    assert is_in(client)

    assert UserSession.objects.get().session_key != before


def test_open_sessions_are_listed_with_the_last_used_first(reader: User, editor: User) -> None:
    first, second, over = enter(reader), enter(reader), enter(reader)
    enter(editor)
    age(over, created_at=limits.READER_SESSION)
    age(first, last_seen_at=5 * MINUTE)

    listed = [row.session_key for row in sessions_of(reader, timezone.now())]

    assert listed == [second.session.session_key, first.session.session_key]


def test_what_is_over_is_cleared_away(reader: User) -> None:
    over, on = enter(reader), enter(reader)
    age(over, created_at=limits.READER_SESSION)

    assert clear_ended_sessions(timezone.now()) == 1

    assert UserSession.objects.get().session_key == on.session.session_key
    assert Session.objects.get().session_key == on.session.session_key


def test_a_password_is_fresh_for_ten_minutes(reader: User) -> None:
    client = enter(reader)
    age(client, authenticated_at=limits.FRESH - MINUTE)
    assert is_fresh(limited(client))
    age(client, authenticated_at=limits.FRESH)

    assert not is_fresh(limited(client))


def test_nobody_is_fresh_without_a_session() -> None:
    assert not is_fresh(limited(Client()))
    assert session_of(limited(Client())) is None


def test_the_owner_hears_of_a_browser_that_is_not_known(reader: User) -> None:
    known = enter(reader)
    work()
    assert mail.outbox == []  # the first sign-in ever surprises nobody
    known.post("/accounts/sign-out/")
    enter(reader, known)
    work()
    assert mail.outbox == []

    enter(reader)
    work()

    (letter,) = mail.outbox
    assert letter.to == [reader.email]
    assert "New sign-in" in letter.subject


def request_of(client: Client) -> Any:
    """Return a request with the browser's session and user, as the middlewares make it."""
    from django.contrib.auth.middleware import AuthenticationMiddleware

    request = HttpRequest()
    request.session = client.session
    AuthenticationMiddleware(lambda _: HttpResponse()).process_request(request)
    return request


def limited(client: Client) -> Any:
    request = request_of(client)
    LimitsMiddleware(lambda _: HttpResponse())(request)
    return request
