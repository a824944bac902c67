"""What editors do all day, in a real browser: a long review, a correction, an article's end.

`SCREENS=docs/screens pytest tests/end_to_end/test_editors_day.py` also makes the pictures of the
editors' guide.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localtime, now
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from articles import editorial
from articles.models import Article, Column, Event, Notice, PublicState, Role, Schedule
from tests.end_to_end.window import fits, let_in, write_as_html
from tests.factories import (
    approved,
    give_role,
    head_number,
    make_article,
    make_cast,
    make_column,
    make_content,
    make_live_article,
    make_staff,
    submitted,
)

STEP = 15_000  # milliseconds
WIDE: ViewportSize = {"width": 1000, "height": 800}
NARROW: ViewportSize = {"width": 320, "height": 800}  # what WCAG 2.2, 1.4.10 asks pages to fit
SCREENS = os.environ.get("SCREENS", "")

expect.set_options(timeout=STEP)  # as long as every other step

pytestmark = [pytest.mark.django_db(transaction=True)]


@dataclass(frozen=True)
class Words:
    """What is typed and read, in one language."""

    column: str
    names: tuple[str, str, str, str]
    title: str
    body: str
    dated: str
    exact: str
    first_return: str
    second_return: str
    opinions: tuple[str, str, str]
    corrected: str
    notice: str


WORDS = {
    "en": Words(
        "Ports",
        ("Chen Reporter", "Li Editor", "Wu Editor", "Zhao Chief"),
        "New port opens on the coast",
        "The port opened this week. It cost 30 million dollars.",
        "The port opened on 20 November. It cost 30 million dollars.",
        "The port opened on 20 November. It has cost 30 million dollars so far.",
        "Which day was it? Give the date.",
        "The price is not final: say so.",
        ("The date is there now.", "Names and figures checked.", "Ready for readers."),
        "The port opened on 20 November. It has cost 80 million dollars so far.",
        "The port has cost 80 million dollars, not 30 million as we wrote.",
    ),
    "zh": Words(
        "港口",
        ("陈记者", "李编辑", "吴编辑", "赵主编"),
        "新港口投入使用",
        "港口本周投入使用，造价3000万美元。",
        "港口11月20日投入使用，造价3000万美元。",
        "港口11月20日投入使用，迄今造价3000万美元。",
        "是哪一天？请写明日期。",
        "造价尚非最终数字，请写明。",
        ("日期已补。", "人名、数字已核对。", "可以发布。"),
        "港口11月20日投入使用，迄今造价8000万美元。",
        "港口造价应为8000万美元，原文误作3000万美元。",
    ),
}


@dataclass
class Desk:
    """A column of three levels with its people, who all speak one language."""

    language: str
    words: Words
    column: Column
    reporter: User
    editor: User
    other_editor: User
    chief: User


@pytest.fixture(params=["en", "zh"])
def desk(request: pytest.FixtureRequest) -> Desk:
    language: str = request.param
    words = WORDS[language]
    column = make_column(levels=3, name_en=words.column, name_zh=words.column)
    roles = (Role.REPORTER, Role.EDITOR, Role.EDITOR, Role.CHIEF)
    people = [
        make_staff(f"person-{number}", name_en=name, name_zh=name, language=language)
        for number, name in enumerate(words.names)
    ]
    for user, role in zip(people, roles, strict=True):
        give_role(user, column, role)
    return Desk(language, words, column, *people)


Enter = Callable[..., Page]


@pytest.fixture
def enter(browser: Browser, live_server: LiveServer) -> Enter:
    """Open a window in which a person is signed in."""

    def sign_in(user: User, viewport: ViewportSize = WIDE, colours: str = "light") -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            locale="en-GB",
            viewport=viewport,
            color_scheme="dark" if colours == "dark" else "light",
        )
        let_in(context, user, live_server.url)
        write_as_html(context)
        page = context.new_page()
        page.set_default_timeout(STEP)
        return page

    return sign_in


def address(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def open_article(page: Page, article: Article) -> Page:
    page.goto(address(article))
    return page


def press(page: Page, verb: str, **words: str) -> None:
    """Unfold where the button is, write what goes with it, and press it."""
    button = page.locator(f"button[name=verb][value={verb}]")
    fold = page.locator(f"details:has(button[name=verb][value={verb}])")
    if fold.count() and fold.get_attribute("open") is None:
        fold.locator("summary").click()
    for name, text in words.items():
        page.locator(f"[name={name}]").fill(text)
    with page.expect_navigation():
        button.click()


def save(page: Page, **words: str) -> None:
    for name, text in words.items():
        page.locator(f"[name={name}]").fill(text)
    press(page, "save")


def told(page: Page) -> Locator:
    """What the page says was done."""
    return page.locator(".messagelist .success")


def picture(place: Page | Locator, desk: Desk, name: str) -> None:
    if SCREENS:
        place.screenshot(path=Path(SCREENS) / f"desk-{desk.language}-{name}.png")


def test_review_of_three_levels_with_two_returns(
    browser: Browser, live_server: LiveServer, enter: Enter, desk: Desk
) -> None:
    words = desk.words
    reporter = enter(desk.reporter)
    reporter.goto("/admin/articles/article/add/")
    reporter.locator("select[name=language]").select_option(desk.language)
    press(reporter, "create", title=words.title, body=words.body)
    article = Article.objects.get(owner=desk.reporter)
    press(reporter, "submit")
    expect(told(reporter)).to_be_visible()

    # The first editor returns it, and the reporter reads why.
    editor = open_article(enter(desk.editor), article)
    press(editor, "return", reason=words.first_return)
    reporter.goto(f"/admin/articles/article/{article.pk}/history/")
    expect(reporter.get_by_text(words.first_return).first).to_be_visible()
    save(open_article(reporter, article), body=words.dated)
    press(reporter, "submit")

    # Two levels are given, each with an opinion; the chief editor returns it all the same.
    picture(open_article(editor, article).locator("#verbs-review"), desk, "review")
    press(editor, "approve", opinion=words.opinions[0])
    expect(told(editor)).to_contain_text("2")
    second = open_article(enter(desk.other_editor), article)
    press(second, "approve", opinion=words.opinions[1])
    chief = open_article(enter(desk.chief), article)
    press(chief, "return", reason=words.second_return)
    assert not article.approvals.exists()

    # All three levels once more, for the words as they are now.
    save(open_article(reporter, article), body=words.exact)
    press(reporter, "submit")
    for page, opinion in zip((editor, second, chief), words.opinions, strict=True):
        press(open_article(page, article), "approve", opinion=opinion)
    press(chief, "publish")
    expect(told(chief)).to_be_visible()

    # The sheet has both returns and all opinions; readers have the words.
    chief.goto(f"/admin/articles/article/{article.pk}/review-sheet/")
    sheet = chief.locator("#content-main")
    for said in (words.first_return, words.second_return, *words.opinions):
        expect(sheet.get_by_text(said).first).to_be_visible()
    picture(sheet, desk, "review-sheet")
    verbs = Event.objects.filter(article=article).order_by("number").values_list("verb", flat=True)
    assert [verb for verb in verbs if verb in ("return", "approve", "publish")] == [
        *("return", "approve", "approve", "return"),
        *("approve", "approve", "approve", "publish"),
    ]
    anybody = browser.new_context(base_url=live_server.url).new_page()
    anybody.goto(f"/details/{article.number}.html")
    expect(anybody.get_by_role("heading", level=1)).to_have_text(words.title)
    expect(anybody.get_by_text(words.exact)).to_be_visible()


def test_correction_is_published_and_seen_by_a_reader(
    browser: Browser, live_server: LiveServer, enter: Enter, desk: Desk
) -> None:
    words = desk.words
    Column.objects.filter(pk=desk.column.pk).update(levels=1)
    desk.column.refresh_from_db()
    content = make_content(words.title, body=[words.exact])
    article = editorial.create(
        content, column=desk.column, language=desk.language, actor=desk.reporter
    )
    editorial.submit(article, actor=desk.reporter, revision=1)
    editorial.approve(article, actor=desk.editor, revision=1)
    editorial.publish(article, actor=desk.chief, revision=1)

    # The reporter calls it a typo; the page says what it touches and who could confirm that.
    reporter = open_article(enter(desk.reporter), article)
    reporter.locator("[name=change_class]").select_option("typo")
    save(reporter, body=f"<p>{words.corrected}</p>")
    doubts = reporter.locator(".desk-typo")
    expect(doubts).to_contain_text("→")
    expect(doubts).to_contain_text(desk.editor.name())
    picture(doubts, desk, "typo")

    # So it becomes a correction, which readers are told of.
    reporter.locator("[name=change_class]").select_option("correction")
    save(reporter, notice_text=words.notice)
    expect(doubts).to_have_count(0)
    press(reporter, "submit")
    editor = open_article(enter(desk.editor), article)
    press(editor, "approve", opinion=words.opinions[1])
    press(editor, "publish")
    expect(told(editor)).to_be_visible()

    reader = browser.new_context(
        base_url=live_server.url, viewport=WIDE, java_script_enabled=False
    ).new_page()
    reader.goto(f"/details/{article.number}.html")
    expect(reader.get_by_text(words.corrected)).to_be_visible()
    expect(reader.locator(".notices")).to_contain_text(words.notice)
    picture(reader, desk, "correction")
    reader.locator(".notices h2 a").click()
    expect(reader.get_by_role("link", name=words.title)).to_be_visible()
    expect(reader.get_by_text(words.notice)).to_be_visible()
    assert Notice.objects.get(article=article).text == words.notice


def test_times_are_set_a_change_waits_and_a_kill_is_confirmed(enter: Enter, desk: Desk) -> None:
    words = desk.words
    cast = make_cast(levels=1)
    chief = cast.chief
    User.objects.filter(pk=chief.pk).update(language=desk.language, name_zh=words.names[3])
    chief.refresh_from_db()
    article = make_live_article(
        cast, make_content(words.title, body=[words.exact]), language=desk.language
    )
    page = open_article(enter(chief), article)
    picture(page.locator(".desk-verbs"), desk, "verbs")
    tomorrow = localtime(now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    press(page, "set-times", times_expires_at=tomorrow, times_review_due=tomorrow[:10])
    expect(told(page)).to_be_visible()
    page.locator("#verbs-times summary").click()
    picture(page.locator("#verbs-times"), desk, "times")

    content = make_content(
        words.title, body=[words.corrected], change_class="correction", notice_text=words.notice
    )
    editorial.save(article, content, actor=cast.reporter, base=1)
    approved(article, cast)
    soon = localtime(now() + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    press(open_article(page, article), "schedule", schedule_moment=soon)
    assert Schedule.objects.get(article=article).revision.number == head_number(article)
    picture(page.locator(".desk-standing"), desk, "standing")

    title = page.locator("#verbs-off-the-site")
    title.locator("summary").click()
    words_of_kill = {"kill_reason": words.first_return, "kill_public_text": words.notice}
    press(page, "kill", **words_of_kill, kill_title="?")
    expect(page.locator(".errornote")).to_be_visible()
    expect(page.locator("[name=kill_reason]")).to_have_value(words.first_return)
    press(page, "kill", kill_title=words.title)
    expect(told(page)).to_be_visible()
    article.refresh_from_db()
    assert article.public_state == PublicState.KILLED
    assert not Schedule.objects.exists()


def test_page_with_every_fold_open_fits_a_telephone(enter: Enter, desk: Desk) -> None:
    cast = make_cast(levels=1)
    User.objects.filter(pk=cast.chief.pk).update(language=desk.language)
    article = make_live_article(cast, language=desk.language)
    page = enter(cast.chief, NARROW, "dark")
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if not message.location["url"].endswith("/favicon.ico"):  # the browser's own wish
            complaints.append(message.text)

    page.on("console", note)
    open_article(page, article)

    for fold in page.locator("details.desk-purpose").all():
        if fold.get_attribute("open") is None:
            fold.locator("summary").focus()
            page.keyboard.press("Enter")

    expect(page.locator("details.desk-purpose:not([open])")).to_have_count(0)
    assert fits(page)
    assert complaints == []


def test_after_it_changed_meanwhile_the_page_shows_and_judges_the_words_as_they_are(
    enter: Enter,
) -> None:
    cast = make_cast(levels=1)
    article = submitted(make_article(cast, make_content("As it was")), cast)
    page = open_article(enter(cast.editor), article)
    editorial.save(article, make_content("As it is"), actor=cast.chief, base=1)

    press(page, "approve", opinion="Good.")

    expect(page.locator(".errornote")).to_be_visible()
    expect(page.locator("[name=title]")).to_have_value("As it is")
    expect(page.locator("[name=opinion]")).to_have_value("Good.")
    press(page, "approve")
    expect(told(page)).to_be_visible()
    assert article.approvals.get().revision.number == 2


def test_moment_set_by_another_meanwhile_is_set_by_pressing_again(enter: Enter) -> None:
    cast = make_cast(levels=1)
    article = make_live_article(cast)
    page = open_article(enter(cast.chief), article)
    later = now() + timedelta(days=9)
    times = editorial.Times(published_at=article.published_at, expires_at=later)
    editorial.set_times(article, times, actor=cast.editor, revision=1)
    tomorrow = (localtime(now()) + timedelta(days=1)).replace(second=0, microsecond=0)
    typed = tomorrow.strftime("%Y-%m-%dT%H:%M")

    press(page, "set-times", times_expires_at=typed)

    expect(page.locator(".errornote")).to_be_visible()
    expect(page.locator("[name=times_expires_at]")).to_have_value(typed)
    press(page, "set-times")
    expect(told(page)).to_be_visible()
    article.refresh_from_db()
    assert article.expires_at == tomorrow
