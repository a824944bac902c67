"""A lost password is got back in a real browser: both languages, with JavaScript and without.

`SCREENS=docs/screens pytest tests/end_to_end/test_retrieve_password.py` also makes the pictures.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Challenge, User
from tests.accounts.people import GOOD_PASSWORD, newest_code, work, wrong
from tests.factories import make_user

ADDRESS = "li@example.org"
STEP = 15_000  # milliseconds
NARROW = {"width": 320, "height": 700}  # what WCAG 2.2, 1.4.10 asks pages to fit
SCREENS = os.environ.get("SCREENS", "")

WORDS = {
    "en-GB": {
        "retrieve": "Retrieve password",
        "email": "E-mail",
        "get": "Get verification code",
        "code": "Verification code",
        "password": "New password",
        "again": "New password again",
        "set": "Set new password",
        "done": "Your password is changed. Sign in with the new one.",
        "incorrect": "The code is incorrect or has expired.",
        "error": "Error:",
        "close": "Close",
    },
    "zh-CN": {
        "retrieve": "找回密码",
        "email": "电子邮箱",
        "get": "获取验证码",
        "code": "验证码",
        "password": "新密码",
        "again": "再次输入新密码",
        "set": "设置新密码",
        "done": "密码已更改，请用新密码登录。",
        "incorrect": "验证码不正确或已失效。",
        "error": "错误：",
        "close": "关闭",
    },
}

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def user() -> User:
    return make_user("reader", email=ADDRESS)


def visit(browser: Browser, live_server: LiveServer, locale: str, **options: object) -> Page:
    """Open the sign-in page as somebody whose browser speaks `locale`."""
    options.setdefault("viewport", {"width": 900, "height": 900})
    context = browser.new_context(base_url=live_server.url, locale=locale, **options)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(STEP)
    page.goto("/accounts/sign-in/")
    return page


def place(page: Page, *, script: bool) -> Locator:
    """Return where the flow's pages are shown: in the dialog, or without script on the page."""
    return page.get_by_role("dialog") if script else page.get_by_role("main")


def press(where: Locator, name: str) -> None:
    where.get_by_role("button", name=name, exact=True).click()


def picture(page: Page, name: str) -> None:
    if SCREENS:
        page.screenshot(path=Path(SCREENS) / f"{name}.png")


def fill(where: Locator, words: dict[str, str], code: str) -> None:
    where.get_by_label(words["code"], exact=True).fill(code)
    where.get_by_label(words["password"], exact=True).fill(GOOD_PASSWORD)
    where.get_by_label(words["again"], exact=True).fill(GOOD_PASSWORD)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("locale", WORDS)
def test_password_is_retrieved(
    browser: Browser, live_server: LiveServer, user: User, locale: str, script: bool
) -> None:
    words = WORDS[locale]
    name = f"retrieval-{locale[:2]}{'-dialog' if script else ''}"
    page = visit(browser, live_server, locale, java_script_enabled=script)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))

    # The link of the sign-in page, which is a dialog where scripts run.
    page.get_by_role("main").get_by_role("link", name=words["retrieve"]).click()
    where = place(page, script=script)
    where.get_by_label(words["email"], exact=True).fill(ADDRESS)
    picture(page, f"{name}-1")
    press(where, words["get"])
    expect(where.get_by_label(words["code"], exact=True)).to_be_visible()
    picture(page, f"{name}-2")
    work()
    code = newest_code()

    # A wrong code is told in a summary that has the focus; nothing that is secret stays.
    fill(where, words, wrong(code))
    press(where, words["set"])
    summary = where.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text(words["incorrect"])
    expect(where.get_by_label(words["code"], exact=True)).to_have_value("")
    expect(where.get_by_label(words["code"], exact=True)).to_have_attribute("aria-invalid", "true")
    if not script:
        assert page.title().strip().startswith(words["error"])
    picture(page, f"{name}-3")
    summary.get_by_role("link").first.click()
    expect(where.get_by_label(words["code"], exact=True)).to_be_focused()

    # The right one, as it stands in the mail, leads to the sign-in, in which nobody is signed in.
    fill(where, words, f"{code[:4]} {code[4:]}")
    press(where, words["set"])
    expect(page.get_by_text(words["done"])).to_be_visible()
    expect(page).to_have_url(re.compile(r"/accounts/sign-in/$"))
    expect(page.get_by_role("dialog")).to_have_count(0)
    picture(page, f"{name}-4")
    page.get_by_role("main").locator("[name=email]").fill(ADDRESS)
    page.get_by_role("main").locator("[name=password]").fill(GOOD_PASSWORD)
    page.get_by_role("main").locator("form button").click()
    page.wait_for_url(re.compile(r"^(?!.*/sign-in/)"))
    user.refresh_from_db()
    assert user.check_password(GOOD_PASSWORD)
    assert complaints == []


def test_keyboard_alone_gets_through_the_dialog(
    browser: Browser, live_server: LiveServer, user: User
) -> None:
    page = visit(browser, live_server, "en-GB")
    link = page.get_by_role("main").get_by_role("link", name="Retrieve password")
    link.focus()

    # Escape closes it and gives the focus back.
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_role("dialog").get_by_label("E-mail")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(link).to_be_focused()

    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_label("E-mail")).to_be_focused()
    page.keyboard.type(ADDRESS)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Verification code")).to_be_focused()
    work()
    page.keyboard.type(newest_code())
    for _ in range(2):
        page.keyboard.press("Tab")
        page.keyboard.type(GOOD_PASSWORD)
    page.keyboard.press("Enter")

    expect(page.get_by_text("Your password is changed.")).to_be_visible()


def test_nothing_typed_outlives_the_dialog(
    browser: Browser, live_server: LiveServer, user: User
) -> None:
    page = visit(browser, live_server, "en-GB")
    page.get_by_role("main").get_by_role("link", name="Retrieve password").click()
    page.get_by_role("dialog").get_by_label("E-mail").fill(ADDRESS)

    press(page.get_by_role("dialog"), "Close")

    expect(page.locator("dialog input")).to_have_count(0)
    assert not Challenge.objects.exists()


def test_countdown_frees_the_button_for_another_code(
    browser: Browser, live_server: LiveServer, user: User
) -> None:
    page = visit(browser, live_server, "en-GB")
    page.clock.install()
    page.goto("/accounts/retrieve-password/")
    page.get_by_label("E-mail").fill(ADDRESS)
    press(page.get_by_role("main"), "Get verification code")
    another = page.get_by_role("button", name="Send another code")
    expect(another).to_have_attribute("aria-disabled", "true")
    expect(page.get_by_text(re.compile(r"(60|59) seconds"))).to_be_visible()

    another.click(force=True)  # it can be reached and read, and does nothing yet
    assert Challenge.objects.count() == 1
    page.clock.fast_forward(60_000)

    expect(page.get_by_text("Until you can ask for another code:")).to_have_count(0)
    expect(another).not_to_have_attribute("aria-disabled", "true")


def test_server_checks_the_pause_where_no_script_counts(
    browser: Browser, live_server: LiveServer, user: User
) -> None:
    page = visit(browser, live_server, "en-GB", java_script_enabled=False)
    page.goto("/accounts/retrieve-password/")
    page.get_by_label("E-mail").fill(ADDRESS)
    press(page.get_by_role("main"), "Get verification code")
    shown = page.url

    press(page.get_by_role("main"), "Send another code")

    expect(page.get_by_role("status")).to_contain_text("You asked for a code a moment ago.")
    expect(page).to_have_url(shown)
    assert Challenge.objects.count() == 1


def test_link_is_a_link_for_whoever_wants_a_tab_of_its_own(
    browser: Browser, live_server: LiveServer
) -> None:
    page = visit(browser, live_server, "en-GB")

    with page.context.expect_page() as opened:
        page.get_by_role("main").get_by_role("link", name="Retrieve password").click(
            modifiers=["Control"]
        )

    expect(opened.value).to_have_url(re.compile(r"/accounts/retrieve-password/$"))
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("locale", WORDS)
@pytest.mark.parametrize("start", ["retrieve-password", "sign-up"])
def test_pages_fit_a_narrow_window_and_large_letters(
    browser: Browser, live_server: LiveServer, locale: str, start: str
) -> None:
    page = visit(browser, live_server, locale, viewport=NARROW, color_scheme="dark")
    address = f"{'a-rather-long-name' * 3}@a-house-with-many-letters.example.org"

    def fits() -> bool:
        return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))

    page.goto(f"/accounts/{start}/")
    picture(page, f"narrow-{start}-{locale[:2]}-1")
    assert fits()
    page.locator("main [name=email]").fill(address)
    page.locator("main form button").click()
    expect(page.locator("main [name=code]")).to_be_visible()
    assert fits()
    page.locator("main form button").first.click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    picture(page, f"narrow-{start}-{locale[:2]}-2")
    assert fits()
