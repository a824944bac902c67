"""Somebody of the desk sets up a second factor in a real browser, and signs in with it.

`SCREENS=docs/screens pytest tests/end_to_end/test_second_factor.py` also makes the pictures.
"""

from __future__ import annotations

import base64
import os
import re
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import RecoveryCode, User
from accounts.totp import step_at, token_of
from tests.end_to_end.window import fits
from tests.factories import PASSWORD, make_staff

STEP = 15_000  # milliseconds
NARROW: ViewportSize = {"width": 320, "height": 700}  # what WCAG 2.2, 1.4.10 asks pages to fit
SCREENS = os.environ.get("SCREENS", "")

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=["en", "zh"])
def editor(request: pytest.FixtureRequest, settings: Settings) -> User:
    settings.STAFF_SECOND_FACTOR = True
    return make_staff("editor", email="wang@example.org", language=request.param)


def visit(browser: Browser, live_server: LiveServer, *, language: str, script: bool) -> Page:
    """Open a browser that speaks the editor's language."""
    context = browser.new_context(
        base_url=live_server.url, locale=language, java_script_enabled=script
    )
    page = context.new_page()
    page.set_default_timeout(STEP)
    return page


def sign_in(page: Page) -> None:
    """Give address and password at the desk's own door."""
    page.goto("/admin/?from=a-link")
    page.locator("main [name=email]").fill("wang@example.org")
    page.locator("main [name=password]").fill(PASSWORD)
    page.locator("main form:has([name=password]) button").click()


def press(page: Page) -> None:
    """Press the first button of the page's own part."""
    page.locator("main form button").first.click()


def token_after(seed: bytes, steps: int) -> str:
    """Return what the telephone shows some steps from now."""
    return token_of(seed, step_at(timezone.now()) + steps)


def picture(page: Page, name: str) -> None:
    if SCREENS:
        page.screenshot(path=Path(SCREENS) / f"second-factor-{name}.png", full_page=True)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_editor_sets_it_up_and_signs_in_with_it(
    browser: Browser, live_server: LiveServer, editor: User, script: bool
) -> None:
    page = visit(browser, live_server, language=editor.language, script=script)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    name = editor.language if not script else ""

    def shot(what: str) -> None:
        if name:
            picture(page, f"{name}-{what}")

    # The right password alone does not open the desk: it leads to setting up.
    sign_in(page)
    expect(page).to_have_url(re.compile(r"/accounts/second-factor/\?next="))
    shot("1-begin")
    press(page)
    expect(page.locator("main img.qr")).to_have_js_property("complete", True)
    assert page.locator("main img.qr").evaluate("img => img.naturalWidth") > 0
    seed = base64.b32decode(page.locator("code.seed").inner_text().replace(" ", ""))
    shot("2-set-up")

    # A code that does not fit is told, and the picture stays the same.
    page.locator("[name=token]").fill("12 34 5x")
    press(page)
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator("[name=token]")).to_have_value("")
    assert base64.b32decode(page.locator("code.seed").inner_text().replace(" ", "")) == seed
    shot("3-wrong")

    # The first code shows the recovery codes, and the way leads on to where it was needed.
    token = token_after(seed, 0)
    page.locator("[name=token]").fill(f"{token[:3]} {token[3:]}")
    press(page)
    expect(page.locator(".sheet code")).to_have_count(10)
    codes = page.locator(".sheet code").all_inner_texts()
    shot("4-sheet")
    assert complaints == []
    page.locator("main a.button").click()
    expect(page).to_have_url(re.compile(r"/admin/\?from=a-link$"))

    # Another browser needs password and code; a recovery code stands in for it.
    elsewhere = visit(browser, live_server, language=editor.language, script=script)
    sign_in(elsewhere)
    expect(elsewhere).to_have_url(re.compile(r"/accounts/sign-in/second/"))
    elsewhere.goto("/admin/")
    expect(elsewhere).to_have_url(re.compile(r"/accounts/sign-in/\?next="))
    sign_in(elsewhere)
    elsewhere.locator("[name=second_factor]").fill(codes[2].lower())
    press(elsewhere)
    expect(elsewhere).to_have_url(re.compile(r"/admin/\?from=a-link$"))
    assert RecoveryCode.objects.filter(user=editor, used_at=None).count() == 9

    # The page says how it stands, and offers staff no way without.
    page.goto("/accounts/second-factor/")
    expect(page.get_by_role("main")).to_contain_text("9")
    expect(page.locator("a[href*='second-factor/remove']")).to_have_count(0)
    shot("5-state")


def test_pages_fit_a_narrow_window_and_large_letters(
    browser: Browser, live_server: LiveServer, editor: User
) -> None:
    context = browser.new_context(
        base_url=live_server.url, viewport=NARROW, color_scheme="dark", locale=editor.language
    )
    page = context.new_page()
    page.set_default_timeout(STEP)
    sign_in(page)
    expect(page).to_have_url(re.compile(r"/accounts/second-factor/"))
    assert fits(page)
    press(page)
    seed = base64.b32decode(page.locator("code.seed").inner_text().replace(" ", ""))
    assert fits(page)
    picture(page, f"narrow-{editor.language}-set-up")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert fits(page)
    page.locator("[name=token]").fill(token_after(seed, 0))
    press(page)
    expect(page.locator(".sheet code")).to_have_count(10)
    assert fits(page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert fits(page)
    picture(page, f"narrow-{editor.language}-sheet")
