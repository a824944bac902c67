"""The history in a real browser: comparing by two radio buttons, going back, ticking."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from articles import editorial
from tests.end_to_end.window import fits, let_in
from tests.factories import head_number, make_article, make_cast, make_content, submitted

STEP = 15_000  # milliseconds
NARROW: ViewportSize = {"width": 320, "height": 800}

pytestmark = [pytest.mark.django_db(transaction=True)]

Enter = Callable[[User], Page]


@pytest.fixture
def enter(browser: Browser, live_server: LiveServer) -> Enter:
    """Open a narrow window in which a person is signed in."""

    def sign_in(user: User) -> Page:
        context = browser.new_context(
            base_url=live_server.url, locale="en-GB", viewport=NARROW, color_scheme="dark"
        )
        let_in(context, user, live_server.url)
        page = context.new_page()
        page.set_default_timeout(STEP)
        return page

    return sign_in


def test_editor_compares_and_goes_back(enter: Enter) -> None:
    cast = make_cast()
    article = make_article(cast, make_content("A railway opens"))
    for base, title in ((1, "A railway closes"), (2, "A port closes")):
        editorial.save(article, make_content(title), actor=cast.editor, base=base)
    page = enter(cast.editor)
    page.goto(f"/admin/articles/article/{article.pk}/history/")
    assert fits(page)

    page.get_by_label("compare from revision 1").check()
    page.get_by_role("button", name="Compare the two").click()
    page.wait_for_url("**/compare/1/3/")

    expect(page.locator("del").first).to_contain_text("railway")
    expect(page.locator("ins").first).to_contain_text("port")
    assert fits(page)
    page.locator("#note-1").fill("It did open.")
    page.get_by_role("button", name="Go back to this revision").click()
    page.wait_for_url("**/change/")
    expect(page.locator("[name=title]")).to_have_value("A railway opens")
    assert head_number(article) == 4


def test_reviewer_sees_what_changed_and_keeps_his_ticks(enter: Enter) -> None:
    cast = make_cast()
    paragraphs = ["It left at noon.", "It came at night."]
    article = submitted(make_article(cast, make_content(body=paragraphs)), cast)
    page = enter(cast.editor)
    page.goto(f"/admin/articles/article/{article.pk}/review/")
    for box in page.get_by_role("checkbox", name="read").all():
        box.check()
    page.get_by_role("button", name="Keep my ticks").click()
    expect(page.get_by_text("3 of 3 are ticked")).to_be_visible()
    editorial.approve(article, actor=cast.editor, revision=1)
    editorial.save(
        article, make_content(body=[*paragraphs[:1], "It came at dawn."]), actor=cast.chief, base=1
    )

    page.reload()

    expect(page.get_by_text("2 of 3 are ticked")).to_be_visible()
    expect(page.locator("ins")).to_contain_text("dawn")
    expect(page.get_by_role("checkbox", name="read").locator("visible=true")).to_have_count(1)
    assert fits(page)
