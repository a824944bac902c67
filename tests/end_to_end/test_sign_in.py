"""Signing in at the desk's door, in a real browser, and being signed out from elsewhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import UserSession
from accounts.sessions import end_session
from tests.factories import PASSWORD, make_staff

STEP = 15_000  # milliseconds


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("script", [True, False])
def test_an_editor_signs_in_and_is_signed_out_from_elsewhere(
    browser: Browser, live_server: LiveServer, script: bool
) -> None:
    editor = make_staff("editor")
    page = browser.new_context(locale="en-GB", java_script_enabled=script).new_page()
    page.set_default_timeout(STEP)

    page.goto(f"{live_server.url}/admin/articles/article/")
    page.get_by_label("E-mail").fill(editor.email)
    page.get_by_label("Password", exact=True).fill("a wrong password")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("E-mail")).to_have_value(editor.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/**")

    end_session(editor, UserSession.objects.get().pk)
    page.goto(f"{live_server.url}/admin/")

    expect(page).to_have_title("Sign in | Seetao")
