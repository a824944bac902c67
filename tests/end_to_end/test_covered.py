"""A title is written, and the desk asks whether that is told already, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import PASSWORD, make_article, make_cast, make_content

pytestmark = pytest.mark.django_db(transaction=True)


def test_writer_of_a_title_is_shown_who_told_it_before(page: Page, live_server: LiveServer) -> None:
    cast = make_cast()
    make_article(cast, make_content(title="A railway opens in the highlands"))
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    page.locator("input[autocomplete~=username]").fill(cast.reporter.email)
    page.locator("input[autocomplete~=current-password]").fill(PASSWORD)
    page.get_by_role("button").last.click()
    title = page.locator("[name=title]")

    title.fill("The highlands: a railway opens")
    title.blur()

    told = page.get_by_role("status").filter(has_text="Already covered?")
    expect(told.get_by_role("link")).to_have_text("1000000 A railway opens in the highlands")
    title.fill("A port closes")
    title.blur()
    expect(told).to_be_hidden()
