"""What no browser sends, at every address below /accounts/: no fault, no oracle, no extra guess."""

from __future__ import annotations

import logging
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts import limits
from accounts.models import AddressUndo, AuthEvent, AuthKind, AuthOutcome, Challenge, User
from tests.accounts.flow.test_traces import everything_stored, plain_hashes
from tests.accounts.pages import (
    RETRIEVE,
    SIGN_IN,
    SIGN_UP,
    ask,
    fields_of,
    forget_limits,
    post_raw,
    posted,
    routes,
    seen,
)
from tests.accounts.people import GOOD_PASSWORD, newest_code, work, wrong
from tests.accounts.views.signed_in import browser_of
from tests.articles.reader.pages import publish
from tests.factories import make_cast, make_staff, make_user

pytestmark = pytest.mark.django_db

ROUTES = dict(routes())

# Urlencoded, as they travel.
VALUES = {
    "NUL": "%00",
    "NUL inside": "12%0034",
    "half a surrogate": "%ED%A0%80",
    "no UTF-8": "%FF%FE%C0%80",
    "broken escapes": "%zz%",
    "10 kB of digits": "1" * 10_000,
    "10 kB of letters": "a" * 10_000,
    "10 kB that NFKC makes 180 kB": "%EF%B7%BA" * 3_400,
    "marks upon marks": "e" + "%CC%81" * 3_000,
    "lines of a header": "li%40example.org%0D%0ABcc%3A+x%40example.org",
    "spaces": "+%09%E3%80%80",
    "nothing": "",
    "a number too large": "9" * 40,
    "a negative number": "-1",
    "signs that format": "%25s%7B0%7D%7B%7B+x+%7D%7D%24%7Bx%7D",
    "a quote": "%27%22%3E%3Cscript%3E",
    "another UUID": "3b0d9f3e-7a7f-4a0e-9c51-0d5e0f6f7a11",
}
HEADERS = {
    "long": "x" * 8_000,
    "no ASCII": "\xff\xfe\xed\xa0\x80",
    "commas": ",,,;;q=,=,",
    "odd weights": "en;q=nan,zh;q=1e999,*;q=-1",
    "control": "\x01\x7f\x0b",
}


def world(person: str) -> tuple[Client, Callable[[], Client]]:
    """Return a browser of one kind of person, and what signs it in again where that is needed."""
    if person == "stranger":
        client = Client()
        return client, lambda: client
    user = make_staff("editor") if person == "staff" else make_user("reader")
    client = browser_of(user)

    def present() -> Client:
        if "_auth_user_id" not in client.session:
            User.objects.filter(pk=user.pk).update(is_active=True)
            client.force_login(user)
        return client

    return client, present


def address_of(route: str, client: Client) -> str:
    """Return a route's address, with a challenge of this very browser where it takes one."""
    takes = ROUTES[route]
    values: dict[str, object] = {}
    if "challenge" in takes:
        first = route.partition(":")[2].removesuffix("-code").removesuffix("-again")
        if first != "change-email" or "_auth_user_id" in client.session:
            values["challenge"] = UUID(ask(client, first, "new@example.org").split("/")[3])
            work()
        else:
            values["challenge"] = uuid4()
    if "undo" in takes:
        values |= {"undo": uuid4(), "token": "t" * 43}
    if "number" in takes:
        values["number"] = publish(make_cast()).number
    assert set(values) == set(takes), f"{route} takes {takes}: say here what to put in."
    return reverse(route, kwargs=values)


@pytest.mark.parametrize("person", ["stranger", "reader", "staff"])
@pytest.mark.parametrize("route", ROUTES)
def test_no_value_of_a_field_is_a_fault(route: str, person: str) -> None:
    client, present = world(person)
    path = address_of(route, client)
    names = fields_of(client.get(path)) | {"next", "code", "password", "email", "language"}

    bodies = {label: posted(dict.fromkeys(names, value)) for label, value in VALUES.items()}
    for label in ("NUL", "10 kB of letters", "a number too large"):
        value = VALUES[label]
        bodies[f"{label}, many times"] = "&".join(
            f"{name}={value}&{name}=x&{name}[]={value}&{name}[a]=x" for name in names
        )
    for label, body in bodies.items():
        forget_limits()
        assert post_raw(present(), path, body).status_code < 500, label
    forget_limits()
    assert present().post(path, data="{}", content_type="application/json").status_code < 500


@pytest.mark.parametrize("person", ["stranger", "reader", "staff"])
@pytest.mark.parametrize("route", ROUTES)
def test_no_query_is_a_fault_or_leads_off_the_site(route: str, person: str) -> None:
    client, present = world(person)
    path = address_of(route, client)
    off_site = ("//evil.example/", "https:evil.example", "%2F%5Cevil.example", "javascript:x")

    for value in (*VALUES.values(), *off_site):
        names = ("next", "language", "before", "page")
        query = "next=/&" + "&".join(f"{name}={value}" for name in names)
        for method in ("GET", "POST"):
            forget_limits()
            answer = present().generic(method, f"{path}?{query}")
            assert answer.status_code < 500
            assert answer.get("Location", "/").startswith(("/", "?"))
            assert not answer.get("Location", "/").startswith(("//", "/\\"))


@pytest.mark.parametrize("route", ROUTES)
def test_no_header_and_no_cookie_is_a_fault(route: str, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1
    path = address_of(route, Client())
    named = ("User-Agent", "Accept-Language", "X-Forwarded-For", "X-Request-ID", "Referer")

    for value in HEADERS.values():
        headers = dict.fromkeys(named, value)
        for cookie in (value, "x" * 43, "a:b:c"):
            for method in ("GET", "POST"):
                client = Client()
                for name in ("session", "csrf", "browser", "device"):
                    client.cookies[name] = cookie
                forget_limits()
                assert client.generic(method, path, headers=headers).status_code < 500


@pytest.mark.parametrize("route", ROUTES)
def test_other_methods_are_refused(route: str) -> None:
    path = address_of(route, Client())
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"):
        assert Client().generic(method, path).status_code == 405


@pytest.mark.parametrize("route", ROUTES)
def test_looking_changes_nothing(route: str) -> None:
    client, _present = world("reader")
    path = address_of(route, client)
    before = list(Challenge.objects.values()), list(User.objects.values())
    events = AuthEvent.objects.count()

    for method in ("GET", "HEAD"):
        assert client.generic(method, path).status_code < 500

    assert (list(Challenge.objects.values()), list(User.objects.values())) == before
    assert AuthEvent.objects.count() == events


@pytest.mark.parametrize("route", ROUTES)
def test_forms_need_the_token_of_their_page(route: str) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(address_of(route, Client()), {"code": "1"}).status_code == 403


@pytest.mark.parametrize("route", ROUTES)
def test_a_forged_host_is_refused(route: str) -> None:
    path = address_of(route, Client())
    for host in ("evil.example", "testserver.evil.example", "testserver@evil.example", "a b"):
        for method in ("GET", "POST"):
            assert Client().generic(method, path, headers={"host": host}).status_code == 400


@pytest.mark.parametrize(
    "rest",
    [
        *(f"retrieve-password/{bad}/" for bad in ("%00", "%ED%A0%80", "1" * 10_000, "x-y", "..")),
        *(
            f"undo-address/3b0d9f3e-7a7f-4a0e-9c51-0d5e0f6f7a11/{bad}/"
            for bad in ("%00", "%ED%A0%80", "t" * 10_000, "%0A", "%F0%9F%92%A9")
        ),
        *("saved/add/0/", "saved/add/%00/", f"saved/add/{'9' * 18}/", f"saved/add/{'9' * 40}/"),
        *("%00", "%ED%A0%80/", "//", "sign-in", "sign-in/.css", "no-such-page/"),
    ],
)
def test_no_address_is_a_fault(rest: str) -> None:
    for method in ("GET", "POST"):
        answer = browser_of(make_user("reader")).generic(method, f"/accounts/{rest}")
        assert answer.status_code in (301, 404)


def test_forwarding_headers_find_no_believer_and_do_not_get_around_a_limit() -> None:
    most = limits.SEND_PER_IP.most
    forget_limits()
    statuses = []
    for number in range(most + 2):
        forged = f"203.0.113.{number}"
        answer = Client().post(
            reverse("accounts:retrieve-password"),
            {"email": f"li-{number}@example.org"},
            headers={"X-Forwarded-For": forged, "Forwarded": f"for={forged}", "X-Real-IP": forged},
        )
        statuses.append(answer.status_code)
    assert statuses == [303] * most + [429] * 2
    assert int(answer["Retry-After"]) > 0


def test_the_mail_holds_nothing_of_the_request() -> None:
    make_user("reader", email="li@example.org")
    evil = {"X-Forwarded-Host": "evil.example", "User-Agent": "<b>evil.example", "Referer": "evil"}
    Client(headers=evil).post(reverse("accounts:retrieve-password"), {"email": "li@example.org"})
    work()
    (letter,) = mail.outbox
    assert letter.to == ["li@example.org"]
    assert "evil" not in letter.message().as_string()


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_hostile_codes_and_passwords_tell_nothing_of_an_address(value: str) -> None:
    make_user("reader", email="known@example.org")
    answers = []
    for address in ("known@example.org", "unknown@example.org"):
        client = Client()
        path = ask(client, RETRIEVE, address)
        work()
        fields = {"code": value, "new_password1": value, "new_password2": value}
        good = {"code": value, "new_password1": "seven+wet+umbrellas"}
        good["new_password2"] = good["new_password1"]
        tries = [post_raw(client, path, posted(each)) for each in (fields, good, fields)]
        tries.append(client.get(path))
        door = reverse("accounts:sign-in")
        name = address.replace("@", "%40")
        tries.append(post_raw(client, door, posted({"email": name, "password": value})))
        answers.append([seen(each, address) for each in tries])

    assert answers[0] == answers[1]


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_one_request_is_at_most_one_guess(value: str) -> None:
    make_user("reader", email="li@example.org")
    client = Client()
    path = ask(client, RETRIEVE, "li@example.org")
    work()
    good = "new_password1=seven+wet+umbrellas&new_password2=seven+wet+umbrellas"

    post_raw(client, path, f"{good}&code=11111111&code={value}&code[]=1&code[0]=2&code=%31{value}")

    assert Challenge.objects.get().attempts <= 1
    guesses = AuthEvent.objects.filter(kind=AuthKind.CODE_GUESSED)
    assert guesses.count() == Challenge.objects.get().attempts


def test_many_codes_in_one_request_are_one_guess_at_the_last() -> None:
    make_user("reader", email="li@example.org")
    client = Client()
    path = ask(client, RETRIEVE, "li@example.org")
    work()
    right = newest_code()
    codes = [right, *(f"{number:08d}" for number in range(50)), wrong(right)]
    fields = {"new_password1": GOOD_PASSWORD, "new_password2": GOOD_PASSWORD}

    client.post(path, {**fields, "code": codes})

    challenge = Challenge.objects.get()
    assert (challenge.attempts, challenge.verified_at) == (1, None)


def test_a_code_that_was_used_opens_nothing_again() -> None:
    user = make_user("reader", email="li@example.org")
    client = Client()
    path = ask(client, RETRIEVE, "li@example.org")
    work()
    code = newest_code()
    fields = {"code": code, "new_password1": GOOD_PASSWORD, "new_password2": GOOD_PASSWORD}
    assert client.post(path, fields).status_code == 303

    for _ in range(3):
        other = {**fields, "new_password1": "eight dry rivers", "new_password2": "eight dry rivers"}
        assert client.post(path, other).status_code == 200

    user.refresh_from_db()
    assert user.check_password(GOOD_PASSWORD)
    done = AuthEvent.objects.filter(kind=AuthKind.PASSWORD_RESET, outcome=AuthOutcome.DONE)
    assert done.count() == 1


def test_a_code_is_worth_nothing_for_another_purpose_browser_or_challenge() -> None:
    user = make_user("reader", email="li@example.org")
    old = user.password
    client = Client()
    reset = ask(client, RETRIEVE, "li@example.org")
    work()
    reset_code = newest_code()
    sign_up = ask(client, SIGN_UP, "new@example.org")
    work()
    sign_up_code = newest_code()
    fields = {"name": "Li", "new_password1": GOOD_PASSWORD, "new_password2": GOOD_PASSWORD}
    asked, joined = reset.split("/")[3], sign_up.split("/")[3]

    for browser, path, code in (
        (client, reset, sign_up_code),
        (client, sign_up, reset_code),
        (client, f"/accounts/retrieve-password/{joined}/", sign_up_code),
        (client, f"/accounts/sign-up/{asked}/", reset_code),
        (client, f"/accounts/change-email/{asked}/", reset_code),
        (browser_of(user), f"/accounts/change-email/{asked}/", reset_code),
        (Client(), reset, reset_code),
        (Client(), sign_up, sign_up_code),
    ):
        browser.post(path, {**fields, "code": code})

    user.refresh_from_db()
    assert user.password == old
    assert not User.objects.filter(email_canonical="new@example.org").exists()
    assert not Challenge.objects.filter(used_at__isnull=False).exists()
    assert not AddressUndo.objects.exists()
    assert client.post(reset, {**fields, "code": reset_code}).status_code == 303


def test_a_stranger_with_the_address_of_a_challenge_sees_nothing_of_it() -> None:
    path = ask(Client(), RETRIEVE, "li@example.org")
    nowhere = f"/accounts/retrieve-password/{uuid4()}/"
    fields = {"code": "1", "new_password1": GOOD_PASSWORD, "new_password2": GOOD_PASSWORD}

    for asked in (
        [Client().get(path), Client().get(nowhere)],
        [Client().post(path, fields), Client().post(nowhere, fields)],
        [Client().post(f"{path}again/"), Client().post(f"{nowhere}again/")],
    ):
        assert seen(asked[0]) == seen(asked[1])
        assert "li@example.org" not in asked[0].content.decode()


def test_neither_a_code_nor_an_unkeyed_hash_of_it_is_left_by_the_pages(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    make_user("reader", email="li@example.org")
    client = Client()
    path = ask(client, RETRIEVE, "li@example.org")
    work()
    code = newest_code()
    fields = {"new_password1": GOOD_PASSWORD, "new_password2": GOOD_PASSWORD}
    pages = [client.post(path, {**fields, "code": wrong(code)})]
    weak = {"code": code, "new_password1": "short", "new_password2": "short"}
    pages += [client.post(path, weak), client.get(path)]
    join = ask(client, SIGN_UP, "new@example.org")
    work()
    other = newest_code()
    pages.append(client.post(join, {**weak, "code": other, "name": "Li"}))

    def left() -> str:
        sessions = [str(each.get_decoded()) for each in Session.objects.all()]
        shown = [page.content.decode() for page in pages]
        return "\n".join([everything_stored(), caplog.text, *sessions, *shown])

    before = left()
    pages.append(client.post(path, fields))
    assert pages[-1].status_code == 303
    pages.append(client.post(reverse(f"accounts:{SIGN_IN}"), {"email": "li@example.org"}))
    work()
    after = left()

    browser = client.cookies["browser"].value
    for secret in (code, other):
        for trace in {secret, f"{secret[:4]} {secret[4:]}", *plain_hashes(secret)}:
            assert trace not in before
            assert trace not in after
    for secret in (browser, GOOD_PASSWORD):
        assert secret not in before
        assert secret not in after
