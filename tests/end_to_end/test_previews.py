"""Previews in a real browser: frames of three widths in two schemes, and a link for an outsider."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.articles.reader.pages import publish
from tests.end_to_end.window import fits, let_in
from tests.factories import Cast, make_article, make_cast, make_content

STEP = 15_000  # milliseconds
PAPER = {"light": "rgb(253, 252, 249)", "dark": "rgb(21, 22, 26)"}

pytestmark = [pytest.mark.django_db(transaction=True)]

Scheme = Literal["light", "dark"]
Enter = Callable[..., BrowserContext]


@pytest.fixture(autouse=True)
def _own_address(live_server: LiveServer, settings: Settings) -> None:
    settings.SITE_URL = live_server.url  # links are made from it


@pytest.fixture
def enter(browser: Browser, live_server: LiveServer) -> Enter:
    """Open a window in which a person is signed in."""

    def sign_in(
        user: User, width: int = 1280, scheme: Scheme = "light", *, script: bool = True
    ) -> BrowserContext:
        context = browser.new_context(
            base_url=live_server.url,
            locale="en-GB",
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
        )
        context.set_default_timeout(STEP)
        let_in(context, user, live_server.url)
        return context

    return sign_in


def make_long_article(cast: Cast) -> str:
    """Make an article that was never published; return the address of its preview."""
    publish(cast, make_content("A neighbour"))
    body = [f"The first train left at noon, said witness {number}." for number in range(12)]
    article = make_article(cast, make_content("A railway opens", body))
    return f"/admin/articles/article/{article.pk}/preview/"


@pytest.mark.parametrize(("width", "device"), [(320, "dark"), (768, "light"), (1280, "dark")])
def test_six_frames_show_the_readers_page(enter: Enter, width: int, device: Scheme) -> None:
    cast = make_cast()
    page = enter(cast.editor, width, device).new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(make_long_article(cast))

    frames = page.locator("iframe")
    expect(frames).to_have_count(6)
    for index, element in enumerate(frames.all()):
        element.scroll_into_view_if_needed()
        inside = element.content_frame
        expect(inside.locator("h1")).to_have_text("A railway opens")
        expect(inside.locator("body")).to_have_css(
            "background-color", PAPER[("light", "dark")[index % 2]]
        )
        assert inside.locator("body").evaluate("innerWidth") == (320, 768, 1280)[index // 2]
        assert inside.locator("html").evaluate("node => node.scrollWidth <= innerWidth")
    assert fits(page)
    assert [each for each in complaints if "Content Security Policy" in each] == []


def test_links_in_a_frame_open_a_new_tab(enter: Enter) -> None:
    cast = make_cast()
    context = enter(cast.editor)
    page = context.new_page()
    page.goto(make_long_article(cast))

    with context.expect_page() as opened:
        page.locator("iframe").first.content_frame.locator(".brand a").click()

    expect(opened.value.locator("h1")).to_contain_text("Top stories")


@pytest.mark.parametrize("script", [True, False])
def test_editor_gives_an_outsider_a_link_and_takes_it_back(
    enter: Enter, browser: Browser, script: bool
) -> None:
    cast = make_cast()
    page = enter(cast.editor, 320, script=script).new_page()
    page.goto(make_long_article(cast))
    page.get_by_label("Good for").select_option("72 hours")
    page.get_by_role("button", name="Make a link to revision 1").click()
    assert fits(page)
    address = page.locator("#made").input_value()
    outsider = browser.new_context()
    outside = outsider.new_page()

    outside.goto(address)

    expect(outside.locator("h1")).to_have_text("A railway opens")
    assert outsider.cookies() == []
    sent: list[str | None] = []
    outside.on("request", lambda request: sent.append(request.header_value("referer")))
    outside.locator(".brand a").click()
    expect(outside.locator("h1")).to_contain_text("Top stories")
    assert sent[0] is None
    assert not any("/preview/" in referrer for referrer in sent if referrer)
    page.get_by_role("button", name="Revoke the link to revision 1").click()
    expect(page.get_by_text("The link is revoked")).to_be_visible()
    answer = outside.goto(address)
    assert answer is not None
    assert answer.status == 404
