"""Two people at one article, and one who loses his session, in a real browser.

`SCREENS=docs/screens pytest tests/end_to_end/test_never_lost.py` also makes the pictures.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User, UserSession
from articles import editorial
from articles.models import Article, Autosave, EditLock
from tests.end_to_end.window import write_as_html
from tests.factories import (
    PASSWORD,
    Cast,
    head_number,
    live,
    make_article,
    make_cast,
    make_content,
)

SCREENS = os.environ.get("SCREENS", "")
STEP = 20_000  # milliseconds
STORING = 5_000  # milliseconds between the first unsent keystroke and sending
HEARTBEAT = editorial.HEARTBEAT // timedelta(milliseconds=1)

pytestmark = [pytest.mark.django_db(transaction=True)]

Enter = Callable[[User, Article], Page]


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def article(cast: Cast) -> Article:
    return make_article(cast, make_content("A railway opens", body=("One.", "Two.", "Three.")))


def sign_in(page: Page, user: User) -> None:
    page.locator("input[autocomplete~=username]").fill(user.email)
    page.locator("input[autocomplete~=current-password]").fill(PASSWORD)
    page.get_by_role("button").last.click()


@pytest.fixture
def enter(browser: Browser, live_server: LiveServer) -> Enter:
    """Open an article's page for a person, in a browser window of his own.

    The window's clock can be put forward, so that nobody waits for what comes every few seconds.
    """

    def open_page(user: User, article: Article) -> Page:
        context = browser.new_context(base_url=live_server.url, locale="en-GB")
        write_as_html(context)
        page = context.new_page()
        page.set_default_timeout(STEP)
        page.clock.install()
        page.goto("/admin/")
        sign_in(page, user)
        page.wait_for_url("**/admin/")
        page.goto(f"/admin/articles/article/{article.pk}/change/")
        return page

    return open_page


def picture(page: Page, name: str) -> None:
    if SCREENS:
        page.screenshot(path=Path(SCREENS) / f"{name}.png", full_page=True)


def save(page: Page) -> None:
    page.locator("button[name=verb][value=save]").click()


def paragraphs(*texts: str) -> str:
    return "\n\n".join(f"<p>{text}</p>" for text in texts)


def newest(article: Article) -> tuple[str, str]:
    head_number(article)
    assert article.head is not None
    content = article.head.content
    return content.title, content.plain("body")


def sign_out_everywhere(user: User) -> None:
    UserSession.objects.filter(user=user).delete()
    Session.objects.all().delete()


@pytest.mark.parametrize(("language", "lang"), [("zh", "zh-hans"), ("en", "en")])
def test_two_editors_merge_and_a_conflict_is_solved(
    cast: Cast, article: Article, enter: Enter, language: str, lang: str
) -> None:
    cast.other_editor.language = language
    cast.other_editor.save()
    one, two = enter(cast.editor, article), enter(cast.other_editor, article)

    # Different paragraphs: both are in the head, without a question.
    one.locator("[name=body]").fill(paragraphs("One, by the first.", "Two.", "Three."))
    two.locator("[name=body]").fill(paragraphs("One.", "Two.", "Three, by the second."))
    save(one)
    expect(one.locator(".messagelist .success")).to_be_visible()
    save(two)
    expect(two.locator(".messagelist .success")).to_be_visible()
    assert newest(article)[1] == "One, by the first.\nTwo.\nThree, by the second."

    # The same paragraph, from the same revision: the second is asked, in his language.
    one.reload()
    text = ("One, by the first.", "{}", "Three, by the second.")
    for page, words in ((one, "Two, first."), (two, "Two, second.")):
        page.locator("[name=body]").fill(paragraphs(*text).format(words))
    save(one)
    expect(one.locator(".messagelist .success")).to_be_visible()
    save(two)
    expect(two.locator("html")).to_have_attribute("lang", lang)
    expect(two.locator(".desk-choice")).to_have_count(1)
    for words in ("<p>Two, first.</p>", "<p>Two, second.</p>"):
        expect(two.locator(".desk-choice pre", has_text=words)).to_be_visible()
    picture(two, f"desk-{language}-conflict")
    two.locator("input[value=both]").check()
    save(two)
    expect(two.locator(".messagelist .success")).to_be_visible()
    assert newest(article)[1] == (
        "One, by the first.\nTwo, first.\nTwo, second.\nThree, by the second."
    )
    assert not Autosave.objects.exists()


def test_signed_out_in_mid_edit_the_words_are_there_after_signing_in(
    cast: Cast, article: Article, enter: Enter
) -> None:
    page = enter(cast.reporter, article)
    expect(page.locator("[data-state=stored]")).to_be_hidden()
    page.locator("[name=title]").fill("A railway opens!")
    page.clock.fast_forward(STORING)
    expect(page.locator("[data-state=stored]")).to_be_visible(timeout=STEP)
    sign_out_everywhere(cast.reporter)

    page.locator("[name=title]").fill("A railway opens! And more.")
    page.clock.fast_forward(STORING)
    link = page.locator("[data-state=signed-out] a")
    expect(link).to_be_visible(timeout=STEP)
    link.click()
    sign_in(page, cast.reporter)

    title = "A railway opens! And more."
    expect(page.locator("[name=title]")).to_have_value(title, timeout=STEP)
    save(page)
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert newest(article)[0] == title
    expect(page.locator(".desk-restored")).to_have_count(0)


@pytest.mark.parametrize("is_live", [False, True])
def test_words_that_were_submitted_do_not_come_back_over_newer_ones(
    cast: Cast, article: Article, enter: Enter, is_live: bool
) -> None:
    if is_live:
        content = make_content("A railway opened", change_class="update")
        editorial.save(live(article, cast), content, actor=cast.reporter, base=1)
    base = head_number(article)
    page = enter(cast.reporter, article)
    page.locator("button[name=verb][value=submit]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    content = make_content("Renamed in review", change_class="update" if is_live else "")
    editorial.save(article, content, actor=cast.editor, base=base)
    editorial.return_to_author(
        article, actor=cast.editor, revision=base + 1, reason="See the title."
    )

    page.goto(f"/admin/articles/article/{article.pk}/change/")
    expect(page.locator("[name=title]")).to_have_value("Renamed in review")
    expect(page.locator("[data-state=in-window]")).to_be_hidden()
    page.locator("[name=source]").fill("Seetao")
    save(page)
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert newest(article)[0] == "Renamed in review"


def test_pressed_while_signed_out_the_words_are_kept_without_scripts(
    cast: Cast, article: Article, browser: Browser, live_server: LiveServer
) -> None:
    context = browser.new_context(
        base_url=live_server.url, locale="en-GB", java_script_enabled=False
    )
    page = context.new_page()
    page.set_default_timeout(STEP)
    page.goto("/admin/")
    sign_in(page, cast.reporter)
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.locator("[name=title]").fill("Written before it was over")
    sign_out_everywhere(cast.reporter)
    save(page)
    expect(page.locator("#kept-title")).to_have_value("Written before it was over")

    with context.expect_page() as opened:
        page.locator(".desk-keep a").click()
    sign_in(opened.value, cast.reporter)
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("My kept text")
    page.locator(".desk-keep button").click()

    expect(page.locator("#kept-title")).to_have_value("Written before it was over")
    page.goto("/admin/kept/")
    page.get_by_role("link", name="Written before it was over").click()
    page.get_by_role("link", name="Put it into the form").click()
    expect(page.locator("[name=title]")).to_have_value("Written before it was over")
    save(page)
    assert newest(article)[0] == "Written before it was over"


def test_a_tab_that_lost_the_lock_is_read_only_for_good(
    cast: Cast, article: Article, enter: Enter
) -> None:
    page = enter(cast.editor, article)
    page.locator("[name=title]").fill("A railway opens!")
    page.clock.fast_forward(STORING)
    expect(page.locator("[data-state=stored]")).to_be_visible(timeout=STEP)
    page.locator("[name=title]").fill("A railway opens!?")

    chief = enter(cast.chief, article)
    expect(chief.locator("[data-hold=other]")).to_contain_text("Editor")
    chief.locator("[data-take]").click()
    expect(chief.locator("[data-hold=other]")).to_be_hidden()
    assert EditLock.objects.get().user == cast.chief

    # Two are sent in this time; this is the one that says that the lock is lost.
    with page.expect_response(lambda response: 'name="lost"' in (response.request.post_data or "")):
        page.clock.fast_forward(HEARTBEAT)
    expect(page.locator("[data-hold=lost]")).to_contain_text("Chief")
    assert page.locator("[name=title]").evaluate("field => field.readOnly")
    expect(page.locator("[data-hold=lost] a")).to_be_visible()
    assert editorial.kept_texts(cast.editor).get().texts["title"] == "A railway opens!?"

    # Free again, the lock does not come back by itself: only opening the page anew writes.
    chief.close()
    EditLock.objects.all().delete()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert page.locator("[name=title]").evaluate("field => field.readOnly")
    page.reload()
    assert not page.locator("[name=title]").evaluate("field => field.readOnly")
