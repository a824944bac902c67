"""What the desk offers while an article is written, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import PASSWORD, Cast, make_article, make_cast, make_content, make_keyword

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def form(page: Page, live_server: LiveServer, cast: Cast) -> Page:
    """The form of a new article."""
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    page.locator("input[autocomplete~=username]").fill(cast.reporter.email)
    page.locator("input[autocomplete~=current-password]").fill(PASSWORD)
    page.get_by_role("button").last.click()
    return page


def test_writer_of_a_title_is_shown_who_told_it_before(form: Page, cast: Cast) -> None:
    make_article(cast, make_content(title="A railway opens in the highlands"))
    title = form.locator("[name=title]")

    title.fill("The highlands: a railway opens")
    title.blur()

    told = form.get_by_role("status").filter(has_text="Already covered?")
    expect(told.get_by_role("link")).to_have_text("1000000 A railway opens in the highlands")
    title.fill("A port closes")
    title.blur()
    expect(told).to_be_hidden()


def test_keywords_in_the_text_are_taken_by_a_click(form: Page) -> None:
    for name in ("railway", "Kenya"):
        make_keyword(name)
    form.locator("[name=title]").fill("A railway in Kenya")
    field = form.locator("[name=keywords]")

    field.focus()
    form.get_by_role("button", name="+ railway").click()

    expect(field).to_have_value("railway")
    expect(form.get_by_role("button", name="+ Kenya")).to_be_focused()
    form.keyboard.press("Enter")
    expect(field).to_have_value("railway\nKenya")
    expect(form.get_by_role("group", name="Keywords in the text")).to_be_hidden()
