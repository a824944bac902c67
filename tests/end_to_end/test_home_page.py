"""A chief editor fills the home page without a script; readers see it, and nothing moves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localtime, now
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.articles.reader.pages import publish
from tests.end_to_end.window import fits, let_in
from tests.factories import Cast, make_cast, make_content

STEP = 15_000  # milliseconds
SCREEN = "/admin/articles/placement/?language=en"

SHIFTS = """() => new Promise(resolve => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(each => { sum += each.value; }))
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => resolve(sum), 500);
})"""

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast() -> Cast:
    cast = make_cast()
    for hours, title in ((1, "The newest"), (2, "The chosen"), (3, "The third")):
        content = make_content(title=title, leads=("What it is about, in a line.",))
        publish(cast, content, published_at=now() - timedelta(hours=hours))
    return cast


def at_the_desk(
    browser: Browser, live_server: LiveServer, user: User, width: int = 1280
) -> BrowserContext:
    context = browser.new_context(
        base_url=live_server.url,
        locale="en-GB",
        viewport={"width": width, "height": 900},
        java_script_enabled=False,
    )
    context.set_default_timeout(STEP)
    let_in(context, user, live_server.url)
    return context


def place(page: Page, title: str, place: str, **facts: str) -> None:
    """Find an article by a word, choose it, and place it."""
    page.goto(SCREEN)
    page.get_by_label("Words or a number").fill(title)
    page.get_by_role("button", name="Search").click()
    page.locator("section", has_text="Find an article").get_by_role("link", name=title).click()
    form = page.locator("section", has_text="Place an article")
    form.get_by_label("Place", exact=True).select_option(place)
    for name, value in facts.items():
        form.get_by_label(name.replace("_", " ")).fill(value)
    form.get_by_label("Reason").fill("The news of the day.")
    form.get_by_role("button", name="Place it").click()


@pytest.mark.parametrize("width", [320, 1280])
def test_chief_fills_the_home_page_and_empties_it(
    browser: Browser, live_server: LiveServer, cast: Cast, width: int
) -> None:
    page = at_the_desk(browser, live_server, cast.chief, width).new_page()
    reader = browser.new_page()

    place(page, "The chosen", "Lead")
    expect(page.get_by_text("Placed.")).to_be_visible()
    assert fits(page)
    ends = localtime(now() + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    place(page, "The third", "Breaking news", Ends=ends, Words_of_the_banner="Trains run again")

    reader.goto(f"{live_server.url}/en/")
    expect(reader.locator(".front-lead h2")).to_have_text("The chosen")
    banner = reader.get_by_role("complementary", name="Breaking news")
    expect(banner).to_contain_text("Trains run again")
    banner.get_by_role("link").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("The third")
    expect(banner).to_be_visible()

    spot = page.locator("#lead-1")
    spot.get_by_label("Reason").fill("It is over.")
    spot.get_by_role("button", name="Take off: Lead").click()
    expect(page.get_by_text("Taken off")).to_be_visible()
    another = browser.new_page()  # who was there before keeps the page for half a minute
    another.goto(f"{live_server.url}/en/")
    expect(another.locator(".front-lead h2")).to_have_text("The newest")


def test_preview_opens_in_a_new_tab_and_the_form_stays(
    browser: Browser, live_server: LiveServer, cast: Cast
) -> None:
    context = at_the_desk(browser, live_server, cast.chief)
    page = context.new_page()
    page.goto(SCREEN)
    page.get_by_role("link", name="The third").click()
    with context.expect_page() as opened:
        page.get_by_role("button", name="Preview").click()

    expect(opened.value.locator(".front-lead h2")).to_have_text("The third")
    expect(page.get_by_label("Number of the article")).not_to_have_value("")


def test_frames_show_the_home_page_of_a_moment(
    browser: Browser, live_server: LiveServer, cast: Cast
) -> None:
    context = at_the_desk(browser, live_server, cast.chief)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    later = now() + timedelta(hours=5)
    begins = localtime(later - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    place(page, "The chosen", "Lead", Begins=begins)

    page.get_by_role("link", name="Preview").click()
    expect(page.locator("iframe")).to_have_count(6)
    first = page.locator("iframe").first
    expect(first.content_frame.locator(".front-lead h2")).to_have_text("The newest")
    page.get_by_label("As it will stand at").fill(localtime(later).strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Show").click()

    expect(first.content_frame.locator(".front-lead h2")).to_have_text("The chosen")
    assert [each for each in complaints if "Content Security Policy" in each] == []


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_moves_under_a_banner(
    browser: Browser, live_server: LiveServer, cast: Cast, width: int
) -> None:
    page = at_the_desk(browser, live_server, cast.chief).new_page()
    ends = localtime(now() + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    words = "Trains run again on the whole line after the landslide near the border"
    place(page, "The third", "Breaking news", Ends=ends, Words_of_the_banner=words)
    reader = browser.new_page(viewport={"width": width, "height": 800})
    complaints: list[str] = []
    reader.on("console", lambda message: complaints.append(message.text))

    reader.goto(f"{live_server.url}/en/")

    expect(reader.get_by_role("complementary", name="Breaking news")).to_contain_text(words)
    assert reader.evaluate(SHIFTS) == 0
    assert fits(reader)
    assert complaints == []
