"""Setting up the second factor: by its owner alone, and shown once."""

from __future__ import annotations

import base64
import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from accounts import limits
from accounts.models import (
    Authenticator,
    AuthEvent,
    AuthKind,
    RecoveryCode,
    User,
    UserSession,
)
from accounts.second_factor import check_second_factor, satisfied
from accounts.sessions import remember
from accounts.totp import step_at, token_of
from tests.accounts.authenticators import Telephone
from tests.accounts.people import somebody, work
from tests.accounts.views.signed_in import browser_of, let_time_pass
from tests.factories import PASSWORD, make_staff, make_user

pytestmark = pytest.mark.django_db

STATE = "/accounts/second-factor/"
BEGIN = "/accounts/second-factor/begin/"
SET_UP = "/accounts/second-factor/set-up/"
QR = "/accounts/second-factor/qr.svg"
REMOVE = "/accounts/second-factor/remove/"
CODES = "/accounts/recovery-codes/"

SEED = re.compile(r'<code class="seed"[^>]*>([A-Z2-7 ]+)</code>')
SHEET = re.compile(r"<li><code>([0-9A-Z-]+)</code></li>")


@pytest.fixture
def user() -> User:
    return make_user("reader", email="li@example.org")


def seed_on(page: str) -> bytes:
    """Return the seed that a page shows."""
    found = SEED.search(page)
    assert found, page
    return base64.b32decode(found[1].replace(" ", ""))


def begun(client: Client) -> bytes:
    """Begin to set up, and return the seed."""
    assert client.post(BEGIN).status_code == 303
    return seed_on(client.get(SET_UP).content.decode())


def present_token(seed: bytes) -> str:
    """Return what an authenticator with this seed shows now."""
    return token_of(seed, step_at(timezone.now()))


def enrolled(client: Client) -> tuple[bytes, list[str]]:
    """Set up, and return the seed and the recovery codes."""
    seed = begun(client)
    page = client.post(SET_UP, {"token": present_token(seed)}).content.decode()
    codes = SHEET.findall(page)
    assert len(codes) == 10, page
    return seed, codes


def proved(user: User) -> Client:
    """Return a browser whose session gave the second factor."""
    client = browser_of(user)
    UserSession.objects.filter(user=user).update(second_factor_at=timezone.now())
    return client


def test_owner_sets_up_his_authenticator(user: User) -> None:
    client = browser_of(user)
    assert "Set up an authenticator" in client.get(STATE).content.decode()

    seed, codes = enrolled(client)

    later = somebody(later=timedelta(minutes=2))
    assert check_second_factor(user, token_of(seed, step_at(later.at)), later)
    assert check_second_factor(user, codes[9], later)
    assert UserSession.objects.get(user=user).second_factor_at is not None
    event = AuthEvent.objects.get(kind=AuthKind.SECOND_FACTOR, reason="set-up")
    assert (event.user, event.outcome) == (user, "done")
    work()
    assert "asks for a code of your authenticator" in str(mail.outbox[0].body)


def test_qr_code_and_address_hold_the_seed_that_is_typed(user: User) -> None:
    client = browser_of(user)
    seed = begun(client)
    page = client.get(SET_UP).content.decode()
    (link,) = re.findall(r'href="(otpauth://[^"]+)"', page)
    secret = parse_qs(urlsplit(link.replace("&amp;", "&")).query)["secret"][0]
    assert base64.b32decode(secret) == seed

    drawn = client.get(QR)

    assert drawn["Content-Type"] == "image/svg+xml"
    assert drawn["Cache-Control"] == "private, no-store"
    assert b"style" not in drawn.content
    assert b"script" not in drawn.content


def test_code_that_set_it_up_is_used_up(user: User) -> None:
    client = browser_of(user)
    seed = begun(client)
    token = present_token(seed)
    client.post(SET_UP, {"token": token})
    assert not check_second_factor(user, token, somebody())


def test_nothing_stands_in_the_tables_before_the_first_code(user: User) -> None:
    client = browser_of(user)
    seed = begun(client)
    wrong = f"{(int(present_token(seed)) + 1) % 10**6:06d}"

    answer = client.post(SET_UP, {"token": wrong})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Error:" in page
    assert 'aria-invalid="true"' in page
    assert wrong not in page
    assert seed_on(page) == seed  # the telephone need not be pointed at it again
    assert not Authenticator.objects.exists()
    assert not RecoveryCode.objects.exists()


def test_two_tabs_show_the_same_seed(user: User) -> None:
    client = browser_of(user)
    assert begun(client) == begun(client)


def test_second_click_makes_no_second_sheet(user: User) -> None:
    client = browser_of(user)
    seed = begun(client)
    token = present_token(seed)
    page = client.post(SET_UP, {"token": token}).content.decode()
    again = client.post(SET_UP, {"token": token})
    assert again.status_code == 303
    assert again["Location"] == STATE
    assert check_second_factor(user, SHEET.findall(page)[0], somebody())


def test_seed_that_waits_too_long_is_forgotten(user: User) -> None:
    client = browser_of(user)
    seed = begun(client)
    session = client.session
    kept = session["authenticator"]
    kept["at"] = (timezone.now() - limits.SETTING_UP).isoformat()
    session["authenticator"] = kept
    session.save()
    assert client.post(SET_UP, {"token": present_token(seed)}).status_code == 303
    assert client.get(QR).status_code == 404
    assert begun(client) != seed


def test_other_sessions_end_and_this_one_goes_on(user: User) -> None:
    here, elsewhere = browser_of(user), browser_of(user)
    enrolled(here)
    assert here.get(STATE).status_code == 200
    assert elsewhere.get(STATE).status_code == 303
    assert UserSession.objects.filter(user=user).count() == 1


def test_codes_are_on_no_other_page(user: User) -> None:
    client = browser_of(user)
    _seed, codes = enrolled(client)
    for path in (STATE, CODES, "/accounts/profile/"):
        page = client.get(path).content.decode()
        assert not any(code in page for code in codes)


def test_new_telephone_takes_the_place_of_the_old_one(user: User) -> None:
    old = Telephone(user)
    client = proved(user)
    begun(client)
    first = somebody()
    assert check_second_factor(user, old.token(first.at), first)  # still good

    new, codes = enrolled(client)

    later = somebody(later=timedelta(minutes=2))
    assert not check_second_factor(user, old.token(later.at), later)
    assert not check_second_factor(user, old.sheet[0], later)
    assert check_second_factor(user, token_of(new, step_at(later.at)), later)
    assert check_second_factor(user, codes[0], later)


def test_new_codes_end_the_old_ones(user: User) -> None:
    telephone = Telephone(user)
    client = proved(user)
    assert "10 codes left" in client.get(CODES).content.decode()

    codes = SHEET.findall(client.post(CODES).content.decode())

    assert len(set(codes)) == 10
    assert not check_second_factor(user, telephone.sheet[0], somebody())
    assert check_second_factor(user, codes[0], somebody())
    work()
    assert "new recovery codes" in str(mail.outbox[0].body)


def test_reader_removes_it(user: User) -> None:
    telephone = Telephone(user)
    client = proved(user)
    assert client.get(REMOVE).status_code == 200

    assert client.post(REMOVE)["Location"] == STATE

    assert not Authenticator.objects.exists()
    assert not RecoveryCode.objects.exists()
    assert not check_second_factor(user, telephone.sheet[0], somebody())
    work()
    assert "taken away" in str(mail.outbox[0].body)


def test_staff_can_replace_it_but_not_do_without(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = True
    editor = make_staff("editor")
    Telephone(editor)
    client = proved(editor)
    page = client.get(STATE).content.decode()
    assert REMOVE not in page
    assert "Set up another authenticator" in page
    assert client.post(REMOVE).status_code == 303
    assert Authenticator.objects.filter(user=editor).exists()


@pytest.mark.parametrize("path", [STATE, SET_UP, QR, REMOVE, CODES])
def test_password_is_asked_again_after_ten_minutes(user: User, path: str) -> None:
    client = browser_of(user)
    let_time_pass(user)
    answer = client.get(path)
    assert answer.status_code == 303
    assert answer["Location"].startswith("/accounts/confirm/?next=")


def test_whoever_gives_his_password_for_the_button_comes_back_to_it(user: User) -> None:
    client = browser_of(user)
    let_time_pass(user)

    confirm = client.post(BEGIN)["Location"]
    back = client.post(confirm, {"password": PASSWORD})["Location"]

    assert client.get(back)["Location"] == STATE


@pytest.mark.parametrize("path", [BEGIN, SET_UP, REMOVE, CODES])
def test_session_without_the_second_factor_changes_nothing(user: User, path: str) -> None:
    telephone = Telephone(user)
    client = browser_of(user)
    answer = client.post(path, {"token": telephone.token(timezone.now())})
    assert answer.status_code == 303
    assert answer["Location"].startswith("/accounts/confirm/?next=")
    assert check_second_factor(user, telephone.sheet[0], somebody())


@pytest.mark.parametrize("path", [STATE, BEGIN, SET_UP, QR, REMOVE, CODES])
def test_strangers_are_sent_to_sign_in(client: Client, path: str) -> None:
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code in (303, 405)
        assert answer.status_code == 405 or answer["Location"].startswith("/accounts/sign-in/")


def test_reading_changes_nothing(user: User) -> None:
    client = browser_of(user)
    for path in (STATE, SET_UP, QR, REMOVE, CODES):
        client.get(path)
    assert client.get(BEGIN)["Location"] == STATE
    assert client.post(STATE).status_code == 405
    assert "authenticator" not in client.session
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    "hostile",
    [
        {},
        {"token": ["1", "2"]},
        {"token[]": "1"},
        {"token": "\x00"},
        {"token": "1" * 10_000},
        {"token": "\ufffd" * 6},
        {"token": "<script>"},
    ],
)
def test_hostile_codes_are_refused_in_words(user: User, hostile: dict[str, Any]) -> None:
    client = browser_of(user)
    begun(client)
    answer = client.post(SET_UP, hostile)
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_lone_surrogates_are_refused_in_words(user: User) -> None:
    client = browser_of(user)
    begun(client)
    form = "application/x-www-form-urlencoded"
    assert client.post(SET_UP, "token=%ED%A0%80%ED%A0%80", content_type=form).status_code == 200


def test_session_that_was_tampered_with_holds_nothing(user: User) -> None:
    client = browser_of(user)
    other = make_user("other")
    begun(client)
    taken = client.session["authenticator"]
    thief = browser_of(other)
    session = thief.session
    session["authenticator"] = taken
    session.save()
    assert thief.get(QR).status_code == 404


def test_way_leads_back_to_where_it_was_needed(user: User) -> None:
    client = browser_of(user)
    wanted = "/admin/articles/article/?q=a"
    assert wanted in client.get(STATE, {"next": wanted}).content.decode()
    begin = client.post(BEGIN, {"next": wanted})
    assert parse_qs(urlsplit(begin["Location"]).query)["next"] == [wanted]
    seed = seed_on(client.get(begin["Location"]).content.decode())
    page = client.post(SET_UP, {"token": present_token(seed), "next": wanted}).content.decode()
    assert f'href="{wanted}"' in page
    foreign = client.get(STATE, {"next": "https://example.com/"}).content.decode()
    assert 'href="https://example.com' not in foreign
    assert 'value="https://example.com' not in foreign


def test_state_needs_a_fixed_number_of_queries(
    user: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Telephone(user)
    client = proved(user)
    # session, user, session's row, has it one, the authenticator, codes left
    with django_assert_num_queries(6):
        client.get(STATE)


def test_every_page_speaks_chinese_to_who_reads_chinese() -> None:
    client = browser_of(make_user("reader", language="zh"))
    client.post(BEGIN)
    for path in (STATE, SET_UP):
        assert '<html lang="zh-Hans">' in client.get(path).content.decode()


class TestSatisfied:
    """Who may work at the desk."""

    def request_of(self, rf: RequestFactory, user: User, **session: Any) -> Any:
        now = timezone.now()
        request = rf.get("/admin/")
        request.user = user
        row = UserSession.objects.create(
            session_key="k", user=user, created_at=now, last_seen_at=now, authenticated_at=now,
            **session,
        )  # fmt: skip
        remember(request, row)
        return request

    def test_readers_need_none(self, rf: RequestFactory, settings: Settings) -> None:
        settings.STAFF_SECOND_FACTOR = True
        assert satisfied(self.request_of(rf, make_user()))

    def test_staff_need_it_in_this_very_session(
        self,
        rf: RequestFactory,
        settings: Settings,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        editor = make_staff("editor")
        Telephone(editor)
        request = self.request_of(rf, editor)
        assert satisfied(request)
        settings.STAFF_SECOND_FACTOR = True
        with django_assert_num_queries(0):
            assert not satisfied(request)

    def test_who_gave_it_is_let_in(self, rf: RequestFactory, settings: Settings) -> None:
        settings.STAFF_SECOND_FACTOR = True
        request = self.request_of(rf, make_staff("editor"), second_factor_at=timezone.now())
        assert satisfied(request)

    def test_session_without_a_row_is_not(self, rf: RequestFactory, settings: Settings) -> None:
        settings.STAFF_SECOND_FACTOR = True
        request = rf.get("/admin/")
        request.user = make_staff("editor")
        assert not satisfied(request)
