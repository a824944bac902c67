"""The comforts of an article's page in a real browser, and the page without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import PIL.Image
import pytest
from django.utils.timezone import now
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.content import Content, Figure, Paragraph
from articles.media.intake import take_in
from articles.models import ReadCount, Slot
from articles.reader.read_counter import ReadCounter
from tests.articles.reader.pages import publish
from tests.factories import Cast, make_cast, make_content, make_placement

pytestmark = pytest.mark.django_db(transaction=True)

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SHEET = re.compile(r"#img-\d$")

# Sums up what moved without a reader's doing, as browsers measure it.
COUNT_SHIFTS = """
    window.shifted = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) shifted += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def cast() -> Cast:
    return make_cast(name_en="News")


def make_figures() -> tuple[Figure, ...]:
    figures = []
    for colour in ("navy", "green", "maroon"):
        file = BytesIO()
        PIL.Image.new("RGB", (600, 400), colour).save(file, "PNG")
        image = take_in(file.getvalue(), alt_en=f"All {colour}")
        figures.append(Figure(image=image.pk, caption=f"In {colour}"))
    return tuple(figures)


def with_pictures(cast: Cast) -> str:
    cover, *others = make_figures()
    body = [f"Paragraph {number} of the text." for number in range(40)]
    content = make_content(body=body, cover=cover, figures=tuple(others))
    return publish(cast, content).get_absolute_url()


def count_loads(page: Page) -> Callable[[], int]:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    return lambda: len([address for address in loaded if "/media/" in address])


def test_picture_fills_the_window_and_back_closes_it(
    page: Page, live_server: LiveServer, cast: Cast
) -> None:
    address = live_server.url + with_pictures(cast)
    loads = count_loads(page)
    page.goto(f"{live_server.url}/en/")
    page.goto(address)
    opener = page.get_by_role("link", name="Enlarge picture 1: All navy")
    opener.scroll_into_view_if_needed()
    before, loaded = page.evaluate("scrollY"), loads()

    opener.click()
    sheet = page.get_by_role("dialog", name="Picture 1 of 3")
    expect(sheet).to_be_focused()
    expect(sheet.get_by_text("In navy")).to_be_visible()
    assert sheet.bounding_box() == {"x": 0, "y": 0, "width": 1280, "height": 720}
    # The picture is the same one, and is not loaded again.
    assert loads() == loaded
    # Behind the sheet nothing can be reached.
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('main')") is None

    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("dialog", name="Picture 2 of 3")).to_be_visible()
    page.get_by_role("link", name="Next picture").click()
    expect(page.get_by_role("dialog", name="Picture 3 of 3")).to_be_visible()
    page.go_back()
    # However many pictures were looked at, one step back leads to the article.
    expect(page).to_have_url(address)
    expect(page.get_by_role("dialog")).to_have_count(0)

    opener.click()
    expect(sheet).to_be_focused()
    page.keyboard.press("Escape")
    expect(page).to_have_url(address)
    expect(opener).to_be_focused()
    assert page.evaluate("scrollY") == before


def test_sheet_that_was_linked_to_closes_onto_its_article(
    page: Page, live_server: LiveServer, cast: Cast
) -> None:
    address = live_server.url + with_pictures(cast)

    page.goto(f"{address}#img-2")
    expect(page.get_by_role("dialog", name="Picture 2 of 3")).to_be_focused()
    page.get_by_role("link", name="Close").click()

    expect(page).to_have_url(f"{address}#picture-2")
    expect(page.get_by_role("link", name="Enlarge picture 2: All green")).to_be_focused()


def test_sheet_that_a_page_begins_with_closes_by_key(
    page: Page, live_server: LiveServer, cast: Cast
) -> None:
    address = live_server.url + with_pictures(cast)
    page.goto(f"{address}#img-2")
    expect(page.get_by_role("dialog", name="Picture 2 of 3")).to_be_focused()

    page.reload()
    expect(page.get_by_role("dialog", name="Picture 2 of 3")).to_be_focused()
    page.keyboard.press("Escape")

    expect(page).to_have_url(f"{address}#picture-2")
    expect(page.get_by_role("link", name="Enlarge picture 2: All green")).to_be_focused()


def test_everything_but_what_a_script_does_works_without_one(
    browser: Browser, live_server: LiveServer, cast: Cast
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + with_pictures(cast))

    # Nothing is offered that would do nothing.
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_text("Text size")).to_be_hidden()
    page.get_by_role("link", name="Enlarge picture 1").click()
    expect(page.get_by_role("dialog", name="Picture 1 of 3")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Next picture")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Picture 2 of 3")).to_be_visible()
    page.get_by_role("link", name="Close").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).not_to_have_url(SHEET)

    page.goto(f"{live_server.url}/en/saved/")
    expect(page.get_by_text("this page needs JavaScript")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_word_that_is_wider_than_a_phone_makes_no_page_wider(
    browser: Browser, live_server: LiveServer, cast: Cast, width: int
) -> None:
    word = "W" * 100
    earlier = publish(cast, make_content(word, leads=(word,)))
    make_placement(earlier, cast, Slot.BANNER, text=word, until_at=now() + timedelta(hours=2))
    beside = publish(cast, make_content(related=(word,)))
    page = browser.new_page(viewport={"width": width, "height": 800})

    for address in (
        earlier.get_absolute_url(),
        beside.get_absolute_url(),
        cast.column.address("en"),
        "/en/",
    ):
        page.goto(f"{live_server.url}{address}")
        assert page.evaluate("document.documentElement.scrollWidth") == width, address


def test_text_size_is_kept_and_moves_nothing_when_one_comes_again(
    page: Page, live_server: LiveServer, cast: Cast
) -> None:
    page.add_init_script(COUNT_SHIFTS)
    address = live_server.url + with_pictures(cast)
    page.goto(address)
    text = page.get_by_text("Paragraph 1 of the text.")
    normal = float(text.evaluate("part => parseFloat(getComputedStyle(part).fontSize)"))
    for name in ("Small", "Large", "Huge"):
        button = page.get_by_role("button", name=name, exact=True)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(page.locator("[aria-pressed=true]")).to_have_count(1)

    page.goto(address)

    expect(page.get_by_role("button", name="Huge")).to_have_attribute("aria-pressed", "true")
    huge = text.evaluate("part => parseFloat(getComputedStyle(part).fontSize)")
    assert huge > 1.3 * normal
    assert page.evaluate("shifted") < 0.001


def test_article_is_saved_on_the_device_and_found_on_its_list(
    page: Page, live_server: LiveServer, cast: Cast
) -> None:
    page.add_init_script(COUNT_SHIFTS)
    english = publish(cast, make_content(title="In <b>English</b>"))
    chinese = publish(cast, make_content(title="中文"), language="zh")
    for article, name in ((english, "Save on this device"), (chinese, "收藏到本机")):
        page.goto(live_server.url + article.get_absolute_url())
        page.get_by_role("button", name=name).click()
        expect(page.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")

    page.goto(f"{live_server.url}/en/saved/")
    links = page.locator(".saved a")
    expect(links).to_have_text(["中文", "In <b>English</b>"])
    expect(links.first).to_have_attribute("lang", "zh-Hans")
    assert page.evaluate("shifted") < 0.001
    links.last.click()
    expect(page.get_by_role("heading", name="In <b>English</b>")).to_be_visible()
    page.get_by_role("button", name="Save on this device").click()

    page.goto(f"{live_server.url}/en/saved/")
    expect(links).to_have_text(["中文"])
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("Nothing yet")).to_be_visible()
    assert page.context.cookies() == []


def test_list_on_the_device_keeps_the_newest_hundred(
    page: Page, live_server: LiveServer, cast: Cast
) -> None:
    page.goto(live_server.url + publish(cast).get_absolute_url())
    page.evaluate(
        "localStorage.saved = JSON.stringify([...Array(100).keys()].map((n) => [n, 'Old', 'en']))"
    )

    page.get_by_role("button", name="Save on this device").click()

    saved = page.evaluate("JSON.parse(localStorage.saved)")
    assert len(saved) == 100
    assert saved[0][1] == "A railway opens"
    assert saved[-1][0] == 98


def test_link_is_copied(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    article = publish(cast)
    page.goto(live_server.url + article.get_absolute_url())

    page.get_by_role("button", name="Copy the link").click()

    expect(page.get_by_role("status")).to_have_text("The link is copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"http://testserver{article.get_absolute_url()}"


def test_reading_progress_follows_the_text_without_a_script(
    page: Page, live_server: LiveServer, cast: Cast
) -> None:
    page.route("**/reader.js", lambda route: route.abort())
    page.emulate_media(reduced_motion="no-preference")
    page.goto(live_server.url + with_pictures(cast))
    # The first number of the bar's matrix is how far it is drawn out.
    bar = (
        "+getComputedStyle(document.querySelector('.story'), '::before').transform.match(/[\\d.]+/)"
    )

    page.wait_for_function(f"() => {bar} === 0")
    page.evaluate("scrollTo(0, document.querySelector('.story').offsetHeight / 2)")
    page.wait_for_function(f"() => {bar} > .3 && {bar} < 1")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function(f"() => {bar} === 1")


@pytest.mark.parametrize(("motion", "moved"), [("no-preference", True), ("reduce", False)])
def test_what_moves_moves_only_for_those_who_do_not_mind(
    browser: Browser, live_server: LiveServer, cast: Cast, motion: str, moved: bool
) -> None:
    page = browser.new_context(reduced_motion=motion).new_page()  # type: ignore[arg-type]
    page.add_init_script("onpagereveal = (event) => { window.moved = !!event.viewTransition; };")
    address = with_pictures(cast)
    page.goto(f"{live_server.url}/en/")

    page.locator(f"a[href='{address}']").first.click()
    page.wait_for_url(live_server.url + address)

    assert page.evaluate("window.moved") is moved
    bar = page.locator(".story").evaluate("part => getComputedStyle(part, '::before').content")
    assert (bar != "none") is moved


def test_paper_says_where_it_came_from_and_where_its_links_lead(
    page: Page, live_server: LiveServer, cast: Cast
) -> None:
    body = (Paragraph("p1", '<p><a href="https://example.org/x">A link</a></p>'),)
    article = publish(cast, Content(title="On paper", body=body))
    page.goto(live_server.url + article.get_absolute_url())
    expect(page.locator(".on-paper")).to_be_hidden()

    page.emulate_media(media="print", color_scheme="dark")

    address = f"http://testserver{article.get_absolute_url()}"
    expect(page.get_by_text(address, exact=True)).to_be_visible()
    code = page.locator(".on-paper svg").bounding_box()
    assert code is not None
    assert code["width"] == code["height"] > 100
    link = page.get_by_role("link", name="A link")
    after = link.evaluate("part => getComputedStyle(part, '::after').content")
    assert "example.org/x" in after or "attr(href)" in after
    for part in ("nav", "button", ".share"):
        assert not page.locator(f"{part}:visible").count()
    ink = page.locator("body").evaluate("part => getComputedStyle(part).color")
    assert ink == "rgb(0, 0, 0)"


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> ReadCounter:
    """The counter of the site under test."""
    made = ReadCounter()
    monkeypatch.setattr("articles.reader.views.read.counter", made)
    return made


def hold_the_clock(page: Page) -> None:
    """Let the page's time pass when the test says so, and not while a slow machine works."""
    page.clock.install(time=0)
    page.clock.pause_at(1_000)


def reads(counter: ReadCounter) -> int:
    counter.write()
    return sum(ReadCount.objects.values_list("count", flat=True))


def test_article_before_somebodys_eyes_is_counted_once(
    browser: Browser, live_server: LiveServer, cast: Cast, counter: ReadCounter
) -> None:
    context = browser.new_context(user_agent=FIREFOX)
    page = context.new_page()
    hold_the_clock(page)
    address = live_server.url + publish(cast).get_absolute_url()
    page.goto(address)
    page.clock.run_for(4_900)
    assert reads(counter) == 0

    with page.expect_response("**/read") as answered:
        page.clock.run_for(200)
    assert answered.value.status == 204
    sent = answered.value.request.all_headers()
    assert "cookie" not in sent
    assert reads(counter) == 1

    page.reload()
    page.clock.run_for(20_000)
    page.goto(f"{live_server.url}/en/")
    page.go_back()
    page.clock.run_for(20_000)
    assert reads(counter) == 1
    assert context.cookies() == []


@pytest.mark.parametrize("state", ["hidden", "prerendering"])
def test_article_that_nobody_sees_is_not_counted_before_somebody_does(
    browser: Browser, live_server: LiveServer, cast: Cast, counter: ReadCounter, state: str
) -> None:
    page = browser.new_context(user_agent=FIREFOX).new_page()
    page.add_init_script(
        f"window.unseen = true; Object.defineProperty(document, '{state}', {{ get: () => unseen }})"
    )
    hold_the_clock(page)
    page.goto(live_server.url + publish(cast).get_absolute_url())
    page.clock.run_for(60_000)
    assert reads(counter) == 0

    page.evaluate("unseen = false; document.dispatchEvent(new Event('visibilitychange'))")
    page.clock.run_for(3_000)
    page.evaluate("unseen = true; document.dispatchEvent(new Event('visibilitychange'))")
    page.clock.run_for(60_000)
    assert reads(counter) == 0

    with page.expect_response("**/read"):
        page.evaluate("unseen = false; document.dispatchEvent(new Event('visibilitychange'))")
        page.clock.run_for(6_000)
    assert reads(counter) == 1


def test_article_is_fetched_when_a_reader_is_about_to_open_it(
    page: Page, live_server: LiveServer, cast: Cast
) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    address = publish(cast).get_absolute_url()
    with page.expect_response("**/speculation-rules.json"):
        page.goto(f"{live_server.url}/en/")

    link = page.locator(f"a[href='{address}']").first
    link.hover()
    link.click()

    page.wait_for_url(live_server.url + address)
    how = page.evaluate("performance.getEntriesByType('navigation')[0].deliveryType")
    assert how == "navigational-prefetch"
    assert refused == []
