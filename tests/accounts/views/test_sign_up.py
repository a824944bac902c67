"""The two pages that make a reader's account, as a browser without JavaScript sees them."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.accounts.people import GOOD_PASSWORD, newest_code, work
from tests.factories import make_user

START = "/accounts/sign-up/"
SIGN_IN = "/accounts/sign-in/"
ONWARD = "?next=/accounts/saved/"

pytestmark = pytest.mark.django_db


def browser(language: str = "en") -> Client:
    return Client(headers={"accept-language": language})


def ask(client: Client, address: str = "new@example.org") -> str:
    response = client.post(START, {"email": address})
    assert response.status_code == 303, response.content.decode()
    work()
    return str(response.headers["Location"])


def fields(**others: str) -> dict[str, str]:
    return {"new_password1": GOOD_PASSWORD, "new_password2": GOOD_PASSWORD, **others}


@pytest.mark.parametrize(
    ("language", "name", "chinese", "english"),
    [("en", "Li Hua", "", "Li Hua"), ("zh", "李华", "李华", ""), ("en", "", "", "")],
)
def test_reader_makes_an_account_in_his_language(
    language: str, name: str, chinese: str, english: str
) -> None:
    client = browser(language)
    page = ask(client)

    response = client.post(page, fields(code=newest_code(), name=name))

    assert response.status_code == 303
    assert response.headers["Location"] == "/accounts/sign-in/"
    made = User.objects.get(email="new@example.org")
    assert (made.email, made.language) == ("new@example.org", language)
    assert (made.name_zh, made.name_en) == (chinese, english)
    assert made.check_password(GOOD_PASSWORD)
    assert not made.is_staff
    after = client.get("/accounts/sign-in/")
    assert not after.wsgi_request.user.is_authenticated


@pytest.mark.parametrize("name", ["Li\u202eHua", "Li\u200bHua", "Li\x00Hua"])
def test_name_with_signs_that_cannot_be_seen_is_refused(name: str) -> None:
    client = browser()
    page = ask(client)

    answer = client.post(page, fields(code=newest_code(), name=name))

    assert answer.status_code == 200
    assert 'href="#code-name"' in answer.text
    assert not User.objects.filter(email="new@example.org").exists()


def test_reader_is_led_on_to_where_he_wanted_to_go() -> None:
    client = browser()
    assert f'href="{START}?next=%2Faccounts%2Fsaved%2F"' in client.get(SIGN_IN + ONWARD).text
    first = client.get(START + ONWARD).text
    assert 'name="next" value="/accounts/saved/"' in first
    assert f'href="{SIGN_IN}?next=%2Faccounts%2Fsaved%2F"' in first

    page = client.post(START, {"email": "new@example.org", "next": "/accounts/saved/"})["Location"]
    work()
    assert 'name="next" value="/accounts/saved/"' in client.get(page).text
    done = client.post(page, fields(code=newest_code(), next="/accounts/saved/"))

    assert done["Location"] == SIGN_IN + "?next=%2Faccounts%2Fsaved%2F"


def test_there_is_no_account_before_the_code() -> None:
    client = browser()
    page = ask(client)

    client.post(page, fields(code="00000000", name="Li"))

    assert not User.objects.filter(email="new@example.org").exists()


def test_address_that_has_an_account_gets_the_same_page_and_another_mail() -> None:
    make_user("reader", email="new@example.org")
    client = browser()

    page = ask(client)

    assert "A mail is on its way to" in client.get(page).content.decode()
    assert "already" in mail.outbox[-1].body
    assert "The code is incorrect or has expired." in (
        client.post(page, fields(code="12345678")).content.decode()
    )


def test_weak_password_keeps_the_name_that_was_typed() -> None:
    client = browser()
    page = ask(client)

    html = client.post(
        page,
        {"code": newest_code(), "name": "Li Hua", "new_password1": "x", "new_password2": "x"},
    ).content.decode()

    assert 'value="Li Hua"' in html
    assert "The code was right." in html
    assert client.post(page, fields(name="Li Hua")).status_code == 303


def test_code_for_a_password_makes_no_account() -> None:
    make_user("reader", email="new@example.org")
    client = browser()
    asked = client.post("/accounts/retrieve-password/", {"email": "new@example.org"})
    work()
    challenge = asked.headers["Location"].split("/")[-2]

    html = client.post(f"{START}{challenge}/", fields(code=newest_code())).content.decode()

    assert "The code is incorrect or has expired." in html
    assert User.objects.filter(email="new@example.org").count() == 1


def test_name_that_can_not_be_stored_is_refused() -> None:
    client = browser()
    page = ask(client)

    for name in ("x" * 101, "a\x00b"):
        response = client.post(page, fields(code=newest_code(), name=name))
        assert response.status_code == 200
        assert 'href="#code-name"' in response.content.decode()
    assert not User.objects.filter(email="new@example.org").exists()
