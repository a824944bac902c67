"""Keyboard shortcuts of the desk in a real browser: the dialog, the keys, the switch."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.end_to_end.window import let_in
from tests.factories import make_article, make_cast

expect.set_options(timeout=15_000)  # milliseconds: pages take their time under load

pytestmark = pytest.mark.django_db(transaction=True)


def ready(page: Page) -> None:
    """Wait for the page's script: it shows the button that opens the dialog."""
    expect(page.get_by_role("button", name="Keyboard shortcuts")).to_be_visible()


def test_keys_lead_where_the_dialog_says_and_can_be_switched_off(
    page: Page, live_server: LiveServer
) -> None:
    cast = make_cast()
    article = make_article(cast)
    let_in(page.context, cast.editor, live_server.url)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    index = live_server.url + reverse("admin:index")
    listed = re.compile("/admin/articles/article/")

    page.goto(index)
    ready(page)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    # Only what there is on this page: no search box here.
    expect(dialog.get_by_text("Search")).to_be_hidden()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page).to_have_url(listed)
    ready(page)

    # In a field a letter is a letter.
    page.keyboard.press("/")
    expect(page.locator("#searchbar")).to_be_focused()
    page.keyboard.type("dan?")
    expect(page.locator("#searchbar")).to_have_value("dan?")

    page.goto(live_server.url + reverse("admin:articles_article_change", args=[article.pk]))
    ready(page)
    page.keyboard.press("w")
    expect(page.locator("#gaps-heading")).to_be_focused()
    page.locator("#id_title").fill("A title saved by the keyboard")
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist")).to_contain_text("revision 2")

    page.goto(index)
    ready(page)
    page.get_by_role("button", name="Keyboard shortcuts").click()
    page.get_by_label("Shortcuts are switched on in this browser").uncheck()
    dialog.get_by_role("button", name="Close").click()
    page.keyboard.press("a")
    page.keyboard.press("?")
    expect(dialog).to_be_hidden()
    expect(page).to_have_url(index)
    page.reload()
    ready(page)
    page.keyboard.press("?")
    expect(dialog).to_be_hidden()
    # The button still opens it, to switch them on again.
    page.get_by_role("button", name="Keyboard shortcuts").click()
    page.get_by_label("Shortcuts are switched on in this browser").check()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page).to_have_url(listed)
    assert not [each for each in refused if "Content Security Policy" in each]
