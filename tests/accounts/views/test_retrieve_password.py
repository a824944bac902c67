"""The two pages that get a lost password back, as a browser without JavaScript sees them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts import limits
from accounts.models import Authenticator, Challenge, Counter, User
from tests.accounts.pages import forget_limits
from tests.accounts.people import GOOD_PASSWORD, newest_code, work, wrong
from tests.factories import PASSWORD, make_staff, make_user

START = "/accounts/retrieve-password/"
SIGN_IN = "/accounts/sign-in/"
INCORRECT = "The code is incorrect or has expired."
TOKEN = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]+"|[0-9a-f-]{36}'
    r'|data-wait="\d+"|\d+\s+seconds'  # the countdown, on a machine that takes its time
)

# Tests that count are transactions of their own: counters refuse an open one.
pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user("reader", email="Li@Example.org")


@pytest.fixture
def client() -> Client:
    return english()


def english() -> Client:
    return Client(headers={"accept-language": "en-GB"})


def ask(client: Client, address: str = "li@example.org") -> str:
    """Ask for a code, let its mail arrive, and return the address of the code's page."""
    response = client.post(START, {"email": address})
    assert response.status_code == 303, response.content.decode()
    work()
    return str(response.headers["Location"])


def fill_up_network() -> None:
    for number in range(limits.SEND_PER_IP.most):
        english().post(START, {"email": f"li{number}@example.org"})


def give(client: Client, page: str, code: str, **fields: str) -> tuple[int, str]:
    response = client.post(
        page,
        {"code": code, "new_password1": GOOD_PASSWORD, "new_password2": GOOD_PASSWORD, **fields},
    )
    return response.status_code, response.content.decode()


@pytest.mark.parametrize(
    ("asked", "lang", "said", "button"),
    [
        ("en-GB", "en", "Retrieve password", "Get verification code"),
        ("zh-CN", "zh-Hans", "找回密码", "获取验证码"),
        ("fr", "zh-Hans", "找回密码", "获取验证码"),
    ],
)
def test_first_page_speaks_the_browsers_language(
    asked: str, lang: str, said: str, button: str
) -> None:
    html = Client(headers={"accept-language": asked}).get(START).content.decode()

    assert f'<html lang="{lang}">' in html
    assert f"<h1>{said}</h1>" in html
    assert f"<button>{button}</button>" in html
    assert 'autocomplete="email"' in html
    assert '<meta name="robots" content="noindex">' in html


def test_visitor_chooses_the_language_of_account_pages_alone(client: Client) -> None:
    client.get(f"{START}?language=zh")

    assert '<html lang="zh-Hans">' in client.get(START).content.decode()
    assert client.cookies["language"]["path"] == "/accounts/"


def test_pages_are_kept_out_of_caches(client: Client, user: User) -> None:
    for page in (START, ask(client)):
        assert "no-store" in client.get(page).headers["Cache-Control"]


def test_owner_gets_a_new_password_and_is_led_to_the_sign_in(client: Client, user: User) -> None:
    page = ask(client)
    form = client.get(page).content.decode()
    assert 'autocomplete="one-time-code"' in form
    assert form.count('autocomplete="new-password"') == 2
    assert re.search(r'value="li@example.org"\s+autocomplete="username"', form)

    code = newest_code()
    response = client.post(
        page,
        {
            "code": f"{code[:4]}-{code[4:]}",
            "new_password1": GOOD_PASSWORD,
            "new_password2": GOOD_PASSWORD,
        },
    )

    assert (response.status_code, response.headers["Location"]) == (303, SIGN_IN)
    user.refresh_from_db()
    assert user.check_password(GOOD_PASSWORD)
    signing_in = client.get(SIGN_IN)
    assert "Your password is changed. Sign in with the new one." in signing_in.content.decode()
    assert not signing_in.wsgi_request.user.is_authenticated


def test_whoever_was_signed_in_at_the_browser_is_no_more(client: Client, user: User) -> None:
    client.force_login(make_user("other", email="other@example.org"))
    page = ask(client)

    give(client, page, newest_code())

    assert not client.get(START).wsgi_request.user.is_authenticated


@pytest.mark.parametrize("typed", ["", "no address", "a@localhost", "mıke@example.org", "a" * 9000])
def test_what_is_no_address_stays_in_its_field_with_the_reason(client: Client, typed: str) -> None:
    response = client.post(START, {"email": typed})

    html = response.content.decode()
    assert response.status_code == 200
    assert re.search(r"<title>\s*Error:\s+Retrieve password", html)
    assert re.search(r'role="alert"\s+tabindex="-1"\s+autofocus', html)
    assert 'href="#address-email"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="address-email_error"' in html
    assert f'value="{typed}"' in html or not typed
    assert not Challenge.objects.exists()


def test_known_and_unknown_addresses_get_the_same_pages(user: User) -> None:
    answers = []
    for address in ("li@example.org", "no@example.org"):
        Counter.objects.all().delete()
        client = english()
        page = ask(client, address)
        seen = [client.get(page).content.decode()]
        seen += [give(client, page, "00000000")[1] for _ in range(limits.GUESSES + 1)]
        answers.append([TOKEN.sub("", each).replace(address, "") for each in seen])

    assert answers[0] == answers[1]
    assert len(mail.outbox) == 1


def test_wrong_code_says_so_and_how_many_tries_are_left(client: Client, user: User) -> None:
    page = ask(client)

    status, html = give(client, page, wrong(newest_code()))

    assert status == 200
    assert INCORRECT in html
    assert "You can try 4 more times with this code." in html
    assert 'href="#code-code"' in html
    assert GOOD_PASSWORD not in html
    assert wrong(newest_code()) not in html


def test_code_that_was_guessed_too_often_leads_to_a_new_one(client: Client, user: User) -> None:
    page = ask(client)
    for _ in range(limits.GUESSES):
        give(client, page, wrong(newest_code()))

    status, html = give(client, page, newest_code())

    assert status == 200
    assert INCORRECT in html
    assert "Ask for a new code below." in html
    assert "Send another code" in html
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_different_passwords_cost_no_guess(client: Client, user: User) -> None:
    page = ask(client)

    _, html = give(client, page, wrong(newest_code()), new_password2="something else entirely")

    assert "The two passwords are not the same." in html
    assert Challenge.objects.get().attempts == 0


def test_missing_code_costs_no_guess(client: Client, user: User) -> None:
    page = ask(client)

    assert "Enter the code from the mail." in give(client, page, " ")[1]
    assert Challenge.objects.get().attempts == 0


def test_right_code_with_a_weak_password_need_not_be_typed_again(
    client: Client, user: User
) -> None:
    page = ask(client)

    _, html = give(client, page, newest_code(), new_password1="admin", new_password2="admin")

    assert "The password is too short" in html
    assert "The code was right." in html
    assert 'name="code"' not in html
    assert 'name="code"' not in client.get(page).content.decode()
    again = {"new_password1": GOOD_PASSWORD, "new_password2": GOOD_PASSWORD}
    assert client.post(page, again).status_code == 303
    user.refresh_from_db()
    assert user.check_password(GOOD_PASSWORD)


def test_tab_that_still_shows_the_code_field_may_send_it_again(client: Client, user: User) -> None:
    page = ask(client)
    give(client, page, newest_code(), new_password1="admin", new_password2="admin")

    assert INCORRECT in give(client, page, wrong(newest_code()))[1]
    assert give(client, page, newest_code())[0] == 303


def test_account_with_a_second_factor_is_asked_for_it(client: Client, user: User) -> None:
    Authenticator.objects.create(
        user=user, sealed_seed="x", created_at=timezone.now(), confirmed_at=timezone.now()
    )
    page = ask(client)

    _, html = give(client, page, newest_code())

    assert "Give your second factor as well" in html
    assert 'name="second_factor"' in html
    assert 'name="code"' not in html
    _, html = give(client, page, "", second_factor="123456")
    assert "neither a present code" in html
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_staff_without_second_factor_are_told_whom_to_ask(client: Client) -> None:
    make_staff("chief", email="li@example.org")
    page = ask(client)

    assert "asks an administrator for a new invitation" in give(client, page, newest_code())[1]


def test_used_code_is_answered_like_a_wrong_one(client: Client, user: User) -> None:
    page = ask(client)
    code = newest_code()
    assert give(client, page, code)[0] == 303

    status, html = give(client, page, code)

    assert status == 200
    assert INCORRECT in html
    assert "in the browser that asked for it" in html
    assert f'action="{START}"' in html
    # Going back to the page says it too, without blaming anything that was typed.
    back = client.get(page)
    assert back.status_code == 404
    assert "There is no open code for this page." in back.content.decode()


def test_page_of_a_code_is_closed_to_other_browsers(client: Client, user: User) -> None:
    page = ask(client)
    stranger = english()

    assert stranger.get(page).status_code == 404
    assert INCORRECT in give(stranger, page, newest_code())[1]
    assert Challenge.objects.get().attempts == 0
    assert give(client, page, newest_code())[0] == 303


def test_second_tab_ends_the_first_ones_code_and_the_first_says_so(
    client: Client, user: User
) -> None:
    first = ask(client)
    old = newest_code()
    Counter.objects.all().delete()
    second = ask(client)

    assert "the former one ends" in give(client, first, old)[1]
    assert give(client, second, newest_code())[0] == 303


def test_asking_twice_leads_to_the_code_that_is_on_its_way(client: Client, user: User) -> None:
    page = ask(client)

    assert ask(client) == page

    assert "You asked for a code a moment ago." in client.get(page).content.decode()
    assert Challenge.objects.count() == 1


def test_another_code_can_be_had_after_the_pause(client: Client, user: User) -> None:
    page = ask(client)
    html = client.get(page).content.decode()
    assert re.search(r'data-wait="[1-6]?\d"', html)
    assert client.post(f"{page}again/").headers["Location"] == page
    assert Challenge.objects.count() == 1
    Counter.objects.all().delete()
    assert "data-wait" not in client.get(page).content.decode()

    response = client.post(f"{page}again/")
    work()

    assert response.status_code == 303
    assert response.headers["Location"] != page
    shown = client.get(response.headers["Location"]).content.decode()
    assert "Another code is on its way." in shown
    assert give(client, response.headers["Location"], newest_code())[0] == 303


def test_another_code_for_a_page_that_is_no_more_asks_for_the_address(client: Client) -> None:
    gone = f"{START}00000000-0000-4000-8000-000000000000/again/"

    assert 'name="email"' in client.post(gone).content.decode()


def test_looking_where_another_code_is_asked_for_leads_to_the_present_one(
    client: Client, user: User
) -> None:
    page = ask(client)
    forget_limits()
    fill_up_network()
    refused = client.post(f"{page}again/")
    assert refused.status_code == 429
    assert f'href="{page}again/?language=zh"' in refused.text

    response = client.get(f"{page}again/?language=zh", follow=True)

    assert response.redirect_chain == [(page, 303)]
    assert '<html lang="zh-Hans">' in response.text


def test_the_way_on_is_kept_from_sign_in_to_sign_in(client: Client, user: User) -> None:
    onward = "/accounts/saved/add/12/?a=b&c=d"
    query = "?next=%2Faccounts%2Fsaved%2Fadd%2F12%2F%3Fa%3Db%26c%3Dd"
    field = 'name="next" value="/accounts/saved/add/12/?a=b&amp;c=d"'
    assert f'href="{START}{query}"' in client.get(SIGN_IN, {"next": onward}).text
    first = client.get(START, {"next": onward}).text
    assert field in first
    assert f'href="{START}?language=zh&amp;{query[1:]}"' in first
    sent = {"email": "li@example.org", "next": onward}
    page = client.post(START, sent)["Location"]
    assert page.endswith(query)
    assert client.post(START, sent)["Location"] == page  # pressed twice
    work()
    second = client.get(page).text
    assert second.count(field) == 2  # the form, and the one for another code
    assert f'href="{START}{query}"' in second
    page = page.removesuffix(query)
    assert client.post(f"{page}again/", {"next": onward})["Location"] == page + query
    assert field in give(client, page, "1", next=onward)[1]

    done = client.post(
        page,
        {
            "code": newest_code(),
            "new_password1": GOOD_PASSWORD,
            "new_password2": GOOD_PASSWORD,
            "next": onward,
        },
    )

    assert done["Location"] == SIGN_IN + query


def test_the_way_on_leads_to_pages_of_ours_alone(client: Client, user: User) -> None:
    for onward in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        forget_limits()
        assert "evil" not in client.get(START, {"next": onward}).text
        page = client.post(START, {"email": "li@example.org", "next": onward})["Location"]
        assert "?" not in page
        work()
        done = client.post(
            page,
            {
                "code": newest_code(),
                "new_password1": GOOD_PASSWORD,
                "new_password2": GOOD_PASSWORD,
                "next": onward,
            },
        )
        assert done["Location"] == SIGN_IN


def test_network_that_asks_too_often_is_told_when_to_come_back(client: Client) -> None:
    fill_up_network()

    response = client.post(START, {"email": "li@example.org"})

    assert response.status_code == 429
    assert 3500 < int(response.headers["Retry-After"]) <= 3600
    html = response.content.decode()
    assert "Try again in 60 minutes." in html
    assert 'value="li@example.org"' in html


def test_network_that_guesses_too_often_is_told_when_to_come_back(
    client: Client, user: User
) -> None:
    page = ask(client)
    nowhere = f"{START}00000000-0000-4000-8000-000000000000/"
    for _ in range(limits.CONFIRM_PER_IP.most):
        give(client, nowhere, "1")
    # Also where there is no address that a code could be on its way to.
    status, html = give(client, nowhere, "1")
    assert status == 429
    assert "Too many attempts came from your network." in html
    assert "is on its" not in html

    response = client.post(
        page,
        {"code": "1", "new_password1": GOOD_PASSWORD, "new_password2": GOOD_PASSWORD},
    )

    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= timedelta(minutes=10).total_seconds()
    assert GOOD_PASSWORD not in response.content.decode()
    assert Challenge.objects.get().attempts == 0


@pytest.mark.parametrize(
    "value", ["\x00", "１２３４", "9" * 10_000, "\ud800", "' OR 1=1 --", "<b>"]
)
def test_odd_input_is_refused_without_a_crash(client: Client, user: User, value: str) -> None:
    sent = value.encode("utf-8", "surrogatepass").decode("latin-1")
    page = ask(client)

    for address in (START, page, f"{page}again/"):
        response = client.post(
            address,
            {
                "email": sent,
                "code": [sent, sent],
                "new_password1": sent,
                "new_password2": sent,
                "second_factor": sent,
            },
        )
        assert response.status_code in (200, 303), address
        assert "<b>" not in response.content.decode().replace("<b>li@example.org</b>", "")
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
