"""A captured page's whole way through the house, in a real browser, as its users walk it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from articles import editorial
from articles.models import Article, Column, Role
from tests.factories import PASSWORD, give_role, make_content, make_staff

CAPTURED = Path(__file__).parent.parent / "data" / "captured-276749.txt"
TITLE = "Launching Ceremony of the Secretariat of the China Central Asia Mechanism"
NUMBER = 276749
STEP = 15_000  # milliseconds

pytestmark = [pytest.mark.django_db(transaction=True)]

Enter = Callable[[User], Page]


@pytest.fixture
def column() -> Column:
    return Column.objects.get(slug="imported")


def hire(name: str, column: Column, role: Role, **facts: str) -> User:
    user = make_staff(name, **facts)
    give_role(user, column, role)
    return user


@pytest.fixture
def enter(browser: Browser, live_server: LiveServer) -> Enter:
    """Sign a person in at the desk, in a browser window of his own."""

    def sign_in(user: User) -> Page:
        page = browser.new_context(base_url=live_server.url, locale="en-GB").new_page()
        page.set_default_timeout(STEP)
        page.goto("/admin/")
        page.get_by_label("E-mail").fill(user.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button").last.click()
        page.wait_for_url("**/admin/")
        return page

    return sign_in


def open_article(page: Page, article: Article) -> Page:
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    return page


def press(page: Page, verb: str) -> None:
    page.locator(f"button[name=verb][value={verb}]").click()


def read(browser: Browser, live_server: LiveServer, path: str) -> Page:
    page = browser.new_context(base_url=live_server.url).new_page()
    page.set_default_timeout(STEP)
    page.goto(path)
    return page


def test_captured_page_is_reviewed_published_and_read(
    browser: Browser, live_server: LiveServer, enter: Enter, column: Column
) -> None:
    reporter = hire("reporter", column, Role.REPORTER)
    editor = hire("editor", column, Role.EDITOR)
    other_editor = hire("other-editor", column, Role.EDITOR)
    chief = hire("chief", column, Role.CHIEF, language="zh")
    call_command("import_page", str(CAPTURED), number=NUMBER, verbosity=0)
    article = Article.objects.get(number=NUMBER)

    # The reporter finds the draft in his list, edits it and submits it.
    desk = enter(reporter)
    desk.goto("/admin/articles/article/")
    desk.get_by_role("link", name=TITLE).click()
    expect(desk.locator("[name=title]")).to_have_value(TITLE)
    desk.locator("[name=source]").fill("Seetao News")
    press(desk, "save")
    expect(desk.locator("[name=source]")).to_have_value("Seetao News")
    press(desk, "submit")

    # The editor returns it, with a reason.
    other = open_article(enter(editor), article)
    other.locator("[name=reason]").fill("The source is Seetao.")
    press(other, "return")

    # The reporter reads the reason, corrects and submits again.
    desk.goto(f"/admin/articles/article/{article.pk}/history/")
    expect(desk.get_by_text("The source is Seetao.").first).to_be_visible()
    open_article(desk, article)
    desk.locator("[name=source]").fill("Seetao")
    press(desk, "save")
    press(desk, "submit")

    # Another editor approves with an opinion; nobody has published yet.
    second = open_article(enter(other_editor), article)
    second.locator("[name=opinion]").fill("Ready.")
    press(second, "approve")
    assert read(browser, live_server, f"/details/{NUMBER}.html").title().find(TITLE) == -1

    # The chief editor, whose desk is Chinese, gives the last level and publishes.
    last = open_article(enter(chief), article)
    expect(last.locator("html")).to_have_attribute("lang", "zh-hans")
    press(last, "approve")
    press(last, "publish")

    # Anybody reads it.
    public = read(browser, live_server, f"/details/{NUMBER}.html")
    expect(public.locator("html")).to_have_attribute("lang", "en")
    expect(public.get_by_role("heading", level=1)).to_have_text(TITLE)
    shown = public.locator("body").inner_text()
    for words in (
        "Seetao",
        "1 April 2024, 15:25",
        "to promote the the Belt and Road Initiative",
        "13",
        "On the morning of March 30, 2024",
        "overseas project",
        "Reproduction without permission is not allowed",
        "Zhou Yingwen",
        "China and Hungary join hands to deepen Belt and Road cooperation",
    ):
        assert words in shown
    public.get_by_role("link", name="overseas project").click()
    expect(public.get_by_role("link", name=TITLE).first).to_be_visible()
    public.go_back()
    expect(public.locator("a[href='/accounts/retrieve-password/']").first).to_be_attached()
    expect(read(browser, live_server, "/en/").get_by_role("link", name=TITLE).first).to_be_visible()
    chinese = read(browser, live_server, "/")
    expect(chinese.locator("html")).to_have_attribute("lang", "zh-Hans")
    assert public.context.cookies() == []


def test_editor_is_refused_his_own_article_with_the_reason_on_screen(
    enter: Enter, column: Column
) -> None:
    editor = hire("editor", column, Role.EDITOR)
    hire("other-editor", column, Role.EDITOR)
    article = editorial.create(make_content(), column=column, language="en", actor=editor)
    editorial.submit(article, actor=editor, revision=1)

    page = open_article(enter(editor), article)

    expect(page.locator("#why-approve")).to_contain_text("someone else must review")
    expect(page.locator("#why-approve")).to_contain_text("Other Editor")
    # A keyboard reaches the button, which is marked as not to be pressed but can be.
    page.locator("button[value=approve]").press("Enter")
    page.wait_for_load_state()
    expect(page.get_by_text("someone else must review").first).to_be_visible()
    article.refresh_from_db()
    assert (article.stage, article.level) == ("review", 1)


def test_second_of_two_who_save_is_told_and_keeps_his_text(enter: Enter, column: Column) -> None:
    reporter = hire("reporter", column, Role.REPORTER)
    editor = hire("editor", column, Role.EDITOR)
    article = editorial.create(make_content(), column=column, language="en", actor=reporter)
    first, second = enter(reporter), enter(editor)
    for page in (first, second):
        open_article(page, article)
    first.locator("[name=title]").fill("By the reporter")
    press(first, "save")

    second.locator("[name=title]").fill("By the editor")
    press(second, "save")

    expect(second.locator("[name=title]")).to_have_value("By the editor")
    expect(second.get_by_text("By the reporter").first).to_be_visible()
    article.refresh_from_db()
    assert article.title == "By the reporter"
