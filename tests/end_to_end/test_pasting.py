"""From another program's clipboard to readers, in a real browser under the content policy.

`SCREENS=docs/screens pytest tests/end_to_end/test_pasting.py` also makes the pictures. What stands
in `pasted/` is written in the manner of what these programs put on the clipboard.
"""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import PIL.Image
import pytest
from playwright.sync_api import Page, expect

from articles.content import Figure
from articles.media.intake import take_in
from articles.models import Article, Image
from articles.samples.drawings import drawn
from tests.end_to_end.conftest import OpenForm
from tests.end_to_end.text_editor import html, save, sheet, tool, write_at
from tests.factories import Cast, make_article, make_cast, make_content, make_live_article

SCREENS = os.environ.get("SCREENS", "")
PASTED = Path(__file__).parent / "pasted"

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def make_picture(**facts: str) -> Image:
    file = BytesIO()
    PIL.Image.new("RGB", (600, 400), "teal").save(file, "PNG")
    return take_in(file.getvalue(), **facts)


def newest(article: Article) -> Article:
    return Article.objects.select_related("head").get(pk=article.pk)


def paste(page: Page, name: str) -> None:
    """Paste what a program put on the clipboard, where the cursor is."""
    page.evaluate(
        """(html) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData('text/html', html);
          const facts = { clipboardData, bubbles: true, cancelable: true };
          document.querySelector('.desk-sheet').dispatchEvent(new ClipboardEvent('paste', facts));
        }""",
        (PASTED / f"{name}.html").read_text(encoding="utf-8"),
    )


def left_out(page: Page) -> dict[str, str]:
    """What the page says was not pasted, and how much of it."""
    return dict(
        page.locator("[data-left]:visible").evaluate_all(
            "all => all.map((each) =>"
            " [each.dataset.left, each.querySelector('[data-words]').textContent])"
        )
    )


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("word", {"pictures": "1", "comments": "1", "deleted": "1", "hidden": "1"}),
        ("wps", {}),
        ("wechat", {"pictures": "1", "media": "1", "links": "1"}),
        ("web", {"pictures": "1", "media": "1", "hidden": "1", "links": "1"}),
    ],
)
def test_what_was_copied_elsewhere_becomes_plain_structure(
    cast: Cast, open_form: OpenForm, name: str, left: dict[str, str]
) -> None:
    article = make_article(cast, make_content(body=()))
    page = open_form(cast.editor, article)
    sheet(page).click()

    paste(page, name)

    expected = (PASTED / f"{name}.expected.html").read_text(encoding="utf-8").strip()
    assert html(page) == expected
    assert left_out(page) == left
    # Nothing is left for the cleaning on save to take.
    save(page)
    head = newest(article).head
    assert head is not None
    assert "\n\n".join(each.html for each in head.content.body) == expected


def test_a_paste_is_one_step_to_undo(cast: Cast, open_form: OpenForm) -> None:
    page = open_form(cast.editor, make_article(cast, make_content(body=("One.",))))
    write_at(page, "One.")
    paste(page, "web")
    assert "Small heading" in html(page)

    tool(page, "Undo").click()

    assert html(page) == "<p>One.</p>"


def test_boilerplate_is_offered_after_a_paste_and_moves_when_asked(
    cast: Cast, open_form: OpenForm
) -> None:
    page = open_form(cast.editor, make_article(cast, make_content(body=(), copyright="")))
    sheet(page).click()
    paste(page, "wps")
    offers = page.locator("#desk-boilerplate")
    expect(offers.locator("li")).to_have_count(2)
    expect(offers).to_contain_text("关键词：大桥；孟加拉国")

    offers.locator("li", has_text="Keywords").get_by_role("button", name="Move it").click()

    expect(page.locator("[name=keywords]")).to_have_value("大桥\n孟加拉国")
    expect(offers.locator("li")).to_have_count(1)
    expect(sheet(page)).not_to_contain_text("关键词")
    expect(sheet(page)).to_contain_text("不得转载")
    offers.get_by_role("button", name="Leave the text as it is").click()
    expect(offers).to_be_hidden()
    expect(page.locator("[name=copyright]")).to_have_value("")


def test_the_line_with_source_and_date_is_kept_in_the_note(cast: Cast, open_form: OpenForm) -> None:
    page = open_form(cast.editor, make_article(cast, make_content(body=(), source="")))
    sheet(page).click()
    paste(page, "web")

    page.locator("#desk-boilerplate li").get_by_role("button", name="Move it").click()

    expect(page.locator("[name=source]")).to_have_value("Seetao")
    expect(page.locator("[name=note]")).to_have_value("The text said: “Seetao 2024-04-01 15:25”.")
    expect(sheet(page)).not_to_contain_text("15:25")


def test_a_link_finds_our_article_and_refuses_what_no_link_may_have(
    cast: Cast, open_form: OpenForm
) -> None:
    ours = make_live_article(cast, make_content("A railway opens"))
    page = open_form(cast.editor, make_article(cast, make_content(body=("See there.",))))
    write_at(page, "See there.")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    field = page.get_by_label("Address, or number")
    for address in ("//evil.com", "javascript:alert(1)", "data:text/html,x", "https://a@b.example"):
        field.fill(address)
        page.get_by_role("button", name="Set the link").click()
        expect(page.get_by_text("No link can have this address.")).to_be_visible()

    field.fill("railw")
    page.get_by_role("button", name=f"#{ours.number} A railway opens").click()

    assert html(page) == (
        f'<p><a href="/details/{ours.number}.html" rel="noopener noreferrer">See there.</a></p>'
    )
    page.keyboard.press("Control+k")
    page.get_by_role("button", name="Remove the link").click()
    assert html(page) == "<p>See there.</p>"


def test_a_picture_out_of_the_text_takes_its_line_along(cast: Cast, open_form: OpenForm) -> None:
    image = make_picture(alt_en="A bridge")
    article = make_article(
        cast,
        make_content(body=("One.",), figures=(Figure(image=image.pk, caption="At the end"),)),
    )
    page = open_form(cast.editor, article)
    lines = page.locator("[name=figures]")
    before = lines.input_value()
    write_at(page, "One.")
    tool(page, "Picture").click()
    page.locator("#desk-figure [name=find]").fill(str(image.pk))
    expect(page.locator("#desk-figure [data-image]")).to_have_count(1)
    page.keyboard.press("Enter")
    page.get_by_label("Caption", exact=True).fill("In | place")
    page.get_by_role("button", name="Put it into the text").click()
    expect(lines).to_have_value(rf"{image.pk} |  | In \| place")

    # What is done within half a second is one step to undo.
    page.wait_for_function("begun => Date.now() > begun + 600", arg=page.evaluate("Date.now()"))
    page.locator(".desk-figure img").click()
    page.keyboard.press("Delete")

    expect(lines).to_have_value("")
    tool(page, "Undo").click()
    expect(lines).to_have_value(rf"{image.pk} |  | In \| place")
    assert before == f"{image.pk} |  | At the end"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_from_word_to_the_preview_at_the_widths_of_phones_and_desks(
    cast: Cast, open_form: OpenForm, language: str
) -> None:
    cast.editor.language = language
    cast.editor.save()
    image = take_in(drawn("bridge"), alt_zh="跨河大桥", alt_en="A bridge", credit="Seetao")
    article = make_article(cast, make_content(body=("The line is open.",)), language=language)
    page = open_form(cast.editor, article, ready=False, viewport={"width": 1280, "height": 1000})
    expect(page.locator(".desk-sheet")).to_be_visible()

    write_at(page, "The line is open.")
    page.keyboard.press("Enter")
    page.keyboard.type("Written here.")
    page.keyboard.press("Enter")
    paste(page, "word")
    write_at(page, "Written here.")
    page.locator("[data-does=figure]").click()
    page.locator("#desk-figure [data-image]").click()
    page.locator("#desk-figure [name=caption]").fill("The main span")
    page.locator("#desk-figure [data-chosen] img").click(position={"x": 40, "y": 30})
    page.locator("#desk-figure button[value=set]").click()
    expect(page.locator(".desk-figure")).to_contain_text("The main span")
    if SCREENS:
        page.locator("#desk-editor").screenshot(
            path=Path(SCREENS) / f"desk-{language}-text-editor.png"
        )
    with page.expect_navigation():
        page.locator("button[name=verb][value=save]").click()

    head = newest(article).head
    assert head is not None
    figure = head.content.figures[0]
    assert (figure.image, figure.caption) == (image.pk, "The main span")
    assert figure.focal_x < 30
    page.goto(f"/admin/articles/article/{article.pk}/preview/")
    for frame in page.frames[1:]:
        shown = frame.locator(f'.prose img[src*="{Path(str(image.file)).stem}"]')
        shown.scroll_into_view_if_needed()
        expect(shown).to_be_visible()
        assert shown.evaluate("img => img.complete && img.naturalWidth > 0")
        assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert {frame.evaluate("innerWidth") for frame in page.frames[1:]} == {320, 768, 1280}
