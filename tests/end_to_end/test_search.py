"""The search in a real browser: suggestions while typing, and all of it without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.articles.reader.pages import publish
from tests.end_to_end.window import fits
from tests.factories import make_cast, make_content, make_keyword

pytestmark = pytest.mark.django_db(transaction=True)

OFFERED = "[...document.querySelectorAll('#search-words-list option')].map((each) => each.value)"


def test_what_is_typed_is_completed_by_the_browsers_own_list(
    page: Page, live_server: LiveServer
) -> None:
    content = make_content(title="Railway opens", keywords=(make_keyword("Railways").pk,))
    publish(make_cast(), content)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{live_server.url}/en/search/")
    field = page.get_by_role("combobox", name="Words to look for")

    with page.expect_response("**/en/search/suggestions?q=rail"):
        field.press_sequentially("rail")
    expect(page.locator("#search-words-list option")).to_have_count(2)

    assert page.evaluate(OFFERED) == ["Railways", "Railway opens"]
    assert complaints == []


def test_failed_suggestion_disturbs_nobody(page: Page, live_server: LiveServer) -> None:
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.route("**/suggestions?*", lambda route: route.fulfill(status=500, body="<html>"))
    page.goto(f"{live_server.url}/en/search/")

    with page.expect_response("**/suggestions?*"):
        page.get_by_label("Words to look for").press_sequentially("rail")
    page.get_by_label("Words to look for").press("Enter")

    expect(page).to_have_url(f"{live_server.url}/en/search/?q=rail&column=&from=&to=")
    assert failures == []


def test_search_works_without_scripts_on_a_small_phone(
    browser: Browser, live_server: LiveServer
) -> None:
    publish(make_cast(name_en="News"), make_content(title="A railway opens", body=("Long " * 99,)))
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{live_server.url}/en/search/")

    page.get_by_label("Words to look for").fill("railways")
    page.get_by_text("Narrow the search down").click()
    page.get_by_label("Column", exact=True).select_option("News")
    page.get_by_label("Published from").fill("2024-04-01")
    page.get_by_role("button", name="Search").click()

    expect(page.get_by_role("link", name="A railway opens")).to_be_visible()
    expect(page.locator("mark")).to_have_text(["railway"])
    expect(page.get_by_role("link", name="without “News”")).to_be_visible()
    page.get_by_role("link", name="Newest first").click()
    expect(page.get_by_role("link", name="A railway opens")).to_be_visible()
    context.close()


@pytest.mark.parametrize("asked", ["", "?q=railway", "?q=x&from=no&to=day", f"?q={'w' * 190}"])
def test_page_is_as_wide_as_the_smallest_phone(
    page: Page, live_server: LiveServer, asked: str
) -> None:
    publish(make_cast(name_en="A column with a very long name"), make_content(title="A railway"))
    page.set_viewport_size({"width": 320, "height": 640})

    page.goto(f"{live_server.url}/en/search/{asked}")

    assert fits(page)
