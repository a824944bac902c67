"""The editor over an article's text, in a real browser under the content policy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from articles import editorial
from articles.admin.body_text import parse_body, print_body
from articles.content import Content, Paragraph
from articles.models import Article, EditLock, Revision
from articles.samples.data_files import read_data
from articles.samples.paragraphs import paragraphs
from tests.articles.exchange.printed import captured
from tests.end_to_end.conftest import OpenForm
from tests.end_to_end.text_editor import html, save, sheet, tool, write_at
from tests.end_to_end.window import fits
from tests.factories import Cast, make_article, make_cast, make_content, submitted
from tools.pages.odd import shapes

STORING = 5_000  # milliseconds between the first unsent keystroke and sending

pytestmark = [pytest.mark.django_db(transaction=True)]

ODD = """
<p>One<br>line &amp; <em>an <strong>other</strong></em>, <code>code</code>.</p>
<p>　　Indented,  with two spaces&nbsp;and\u200b none.</p>
<ul><li>One</li><li><p>Two</p><p>three</p></li><li>Four<ol start="3"><li>five</li></ol></li></ul>
<blockquote>Bare</blockquote>
<blockquote><p>In a paragraph</p><p>and one more</p></blockquote>
<pre>a
  b

c</pre>
<table><caption>Plain</caption><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>
<tbody><tr><th scope="row" rowspan="2">c</th><td>1</td></tr><tr><td></td></tr></tbody>
<tfoot><tr><td colspan="2">f</td></tr></tfoot></table>
<p><a href="/details/1.html">ours</a>, <a href="mailto:a@example.org">mail</a>[1]</p>
<hr><h2>Two</h2><h3>Three <em>x</em></h3><h4>Four</h4>
<p>[1] A note.</p>
"""

UNEDITABLE = """
<table><caption>With <em>emphasis</em></caption><tbody><tr><td>1</td></tr></tbody></table>
<table><tbody><tr><td>1</td></tr><tr><td>1</td><td>2</td></tr></tbody></table>
<figure><blockquote>Not a picture</blockquote></figure>
<ul><li><ul><li>Nothing above</li></ul></li></ul>
"""


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def body(text: str) -> tuple[Paragraph, ...]:
    return parse_body(text, ())


def newest(article: Article) -> Content:
    head = Article.objects.select_related("head").get(pk=article.pk).head
    assert head is not None
    return head.content


def samples() -> Iterator[str]:
    """The body of every sample article and of every odd one, as forms hold it."""
    for story in read_data("stories")["stories"]:
        for language in ("zh", "en"):
            if words := story.get(language):
                yield print_body(paragraphs(words["body"]))
    for shape in shapes():
        for language in shape.languages:
            yield print_body(body(shape.html[language]))
    yield print_body(paragraphs(captured().body))


def test_every_sample_comes_out_of_the_editor_as_it_went_in(
    cast: Cast, open_form: OpenForm
) -> None:
    page = open_form(cast.editor, make_article(cast))
    bodies = [*samples(), print_body(body(ODD)), print_body(body(UNEDITABLE))]

    written = page.evaluate(
        """async (bodies) => {
          const { engine, text, schema } = document.getElementById('desk-editor').dataset;
          const [prose, html, preset] = await Promise.all([engine, text, schema].map((each) =>
            import(new URL(each, document.baseURI))));
          const facts = { isSafeLink: html.isSafeLink, views: {}, keys: {} };
          const made = prose.getSchema(preset.extensions(prose, facts));
          return bodies.map((body) => {
            const reader = new html.Body(prose, made);
            const read = made.nodeFromJSON(reader.read(body));
            read.check();
            let kept = 0;
            read.forEach((node) => (kept += node.type.name === 'kept'));
            return [reader.write(read), kept];
          });
        }""",
        bodies,
    )

    assert len(bodies) > 60
    assert [text for text, _kept in written] == bodies
    assert [kept for _text, kept in written] == [0] * (len(bodies) - 1) + [4]


def test_opening_and_saving_makes_no_revision(cast: Cast, open_form: OpenForm) -> None:
    article = make_article(cast, Content(title="Odd", body=body(ODD + UNEDITABLE)))
    page = open_form(cast.editor, article)
    sheet(page).click()
    page.keyboard.press("ArrowRight")

    save(page)

    assert Revision.objects.filter(article=article).count() == 1


def test_an_edit_changes_its_own_block_and_no_other(cast: Cast, open_form: OpenForm) -> None:
    article = make_article(cast, Content(title="Odd", body=body(ODD + UNEDITABLE)))
    before = newest(article).body
    page = open_form(cast.editor, article)
    expect(page.locator("[data-tells=kept]")).to_contain_text("4")

    write_at(page, "Indented", ", as printed")
    save(page)

    after = newest(article).body
    changed = [new.html for old, new in zip(before, after, strict=True) if old != new]
    assert changed == ["<p>　　Indented, as printed,  with two spaces&nbsp;and\u200b none.</p>"]
    assert [each.id for each in after] == [each.id for each in before]


def test_what_was_undone_is_as_if_never_done(cast: Cast, open_form: OpenForm) -> None:
    article = make_article(cast, Content(title="Odd", body=body(ODD)))
    page = open_form(cast.editor, article)
    before = html(page)
    write_at(page, "Bare", " words")
    assert html(page) != before

    tool(page, "Undo").click()

    assert html(page) == before


def test_chinese_input_commits_once(cast: Cast, open_form: OpenForm) -> None:
    page = open_form(cast.editor, make_article(cast, make_content(body=("开头。",))))
    write_at(page, "开头。")
    devtools = page.context.new_cdp_session(page)

    for letters in ("z", "zh", "zho", "zhong"):
        devtools.send(
            "Input.imeSetComposition",
            {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)},
        )
    devtools.send("Input.insertText", {"text": "中"})
    devtools.send("Input.imeSetComposition", {"text": "ya", "selectionStart": 2, "selectionEnd": 2})
    devtools.send("Input.insertText", {"text": "亚秘书处"})

    assert html(page) == "<p>开头。中亚秘书处</p>"


def test_the_buttons_write_what_readers_can_get(cast: Cast, open_form: OpenForm) -> None:
    article = make_article(cast, make_content(body=("First.",)))
    page = open_form(cast.editor, article)
    write_at(page, "First.")
    keys = page.keyboard
    keys.press("Enter")
    tool(page, "H2 Heading 2").click()
    keys.type("A heading")
    keys.press("Enter")
    keys.press("Control+b")
    keys.type("Bold")
    keys.press("Control+b")
    keys.type(" and ")
    tool(page, "Italic").click()
    keys.type("italic")
    tool(page, "Italic").click()
    keys.press("Enter")
    tool(page, "• List").click()
    keys.type("One")
    keys.press("Enter")
    keys.type("Two")
    tool(page, "Item one level deeper").click()
    keys.press("Enter")
    keys.press("Enter")
    keys.press("Enter")
    tool(page, "Quote").click()
    keys.type("Said")
    tool(page, "Table").click()
    keys.type("Length")
    tool(page, "Caption").click()
    page.get_by_label("What the table shows").fill("Lengths")
    keys.press("Enter")
    tool(page, "Delete column").click()
    keys.type("Km")
    tool(page, "Row below").click()
    write_at(page, "First.")
    tool(page, "Footnote").click()
    keys.type("A note.")

    save(page)

    assert [each.html for each in newest(article).body] == [
        "<p>First.[1]</p>",
        "<h2>A heading</h2>",
        "<p><strong>Bold</strong> and <em>italic</em></p>",
        "<ul><li>One<ul><li>Two</li></ul></li></ul>",
        "<blockquote><p>Said</p></blockquote>",
        (
            '<table><caption>Lengths</caption><thead><tr><th scope="col">Km</th>'
            '<th scope="col"></th></tr></thead><tbody><tr><td></td><td></td></tr>'
            "<tr><td></td><td></td></tr><tr><td></td><td></td></tr></tbody></table>"
        ),
        "<p>[1] A note.</p>",
    ]


def test_the_buttons_are_reached_by_keys_and_have_names(cast: Cast, open_form: OpenForm) -> None:
    page = open_form(cast.editor, make_article(cast, make_content(body=("Some words.",))))
    sheet(page).click()
    page.keyboard.press("Alt+F10")
    expect(tool(page, "Bold")).to_be_focused()

    page.keyboard.press("ArrowRight")
    expect(tool(page, "Italic")).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    expect(tool(page, "Redo")).to_be_focused()
    page.keyboard.press("Escape")
    expect(sheet(page)).to_be_focused()

    # One stop for Tab, and no trap in the text.
    page.keyboard.press("Shift+Tab")
    expect(tool(page, "Redo")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(sheet(page)).not_to_be_focused()
    names = (
        page.get_by_role("toolbar")
        .locator("button")
        .evaluate_all("all => all.map((each) => each.ariaLabel || each.innerText.trim())")
    )
    assert all(names)


def test_the_choice_of_html_is_remembered_and_both_ways_show_the_same(
    cast: Cast, open_form: OpenForm
) -> None:
    article = make_article(cast, make_content(body=("One.",)))
    page = open_form(cast.editor, article)
    page.get_by_role("button", name="Write as HTML").click()
    page.reload()
    field = page.locator("[name=body]")
    expect(field).to_be_visible()
    field.fill("Plain words\n\n<P onclick='x()'>and <b>bold</b><script>x()</script></P>")

    page.get_by_role("button", name="Write as text").click()

    expect(sheet(page).locator("strong")).to_have_text("bold")
    write_at(page, "bold", "!")
    save(page)
    assert [each.html for each in newest(article).body] == [
        "<p>Plain words</p>",
        "<p>and <strong>bold!</strong></p>",
    ]


def test_a_text_that_can_not_be_cleaned_stays_html_and_says_why(
    cast: Cast, open_form: OpenForm
) -> None:
    page = open_form(cast.editor, make_article(cast))
    page.get_by_role("button", name="Write as HTML").click()
    deep = "<div>" * 101 + "x"
    page.locator("[name=body]").fill(deep)

    with page.expect_response("**/clean/"):
        page.get_by_role("button", name="Write as text").click()

    expect(page.locator("[data-tells=refused]")).to_contain_text("100 elements")
    expect(page.locator("[name=body]")).to_have_value(deep)


def test_a_text_that_no_request_can_carry_stays_on_the_page(
    cast: Cast, open_form: OpenForm
) -> None:
    article = make_article(cast, make_content(body=("One.",)))
    page = open_form(cast.editor, article)
    page.get_by_role("button", name="Write as HTML").click()
    page.locator("[name=body]").fill("汉" * 66_667)
    page.locator("button[name=verb][value=save]").click()
    expect(page.locator("[data-tells=long]")).to_contain_text("200,001 / 200,000")

    page.locator("[name=body]").fill("汉" * 66_000)
    save(page)

    assert newest(article).plain("body") == "汉" * 66_000


def test_words_from_the_editor_are_stored_and_come_back(cast: Cast, open_form: OpenForm) -> None:
    article = make_article(cast, make_content(body=("One.",)))
    page = open_form(cast.editor, article)
    page.clock.install()
    page.reload()
    expect(sheet(page)).to_be_visible()
    write_at(page, "One.", " Two.")
    page.clock.fast_forward(STORING)
    expect(page.locator("[data-state=stored]")).to_be_visible()

    page.goto(f"/admin/articles/article/{article.pk}/change/")

    expect(sheet(page)).to_have_text("One. Two.")


def test_a_tab_that_lost_the_lock_can_not_be_written_in(cast: Cast, open_form: OpenForm) -> None:
    article = make_article(cast, make_content(body=("One.",)))
    page = open_form(cast.editor, article)
    page.clock.install()
    with page.expect_response("**/lock/"):
        page.reload()
    expect(sheet(page)).to_be_visible()
    with page.expect_response("**/lock/"):
        write_at(page, "One.", "!")
    page.clock.fast_forward(STORING)
    expect(page.locator("[data-state=stored]")).to_be_visible()
    assert EditLock.objects.get().user == cast.editor
    editorial.take_lock(article, actor=cast.chief, tab="chief")

    with page.expect_response("**/lock/"):
        page.clock.fast_forward(int(editorial.HEARTBEAT.total_seconds() * 1000))

    expect(sheet(page)).to_have_attribute("contenteditable", "false")
    expect(tool(page, "Bold")).to_have_attribute("aria-disabled", "true")


def test_who_may_not_save_reads_the_text(cast: Cast, open_form: OpenForm) -> None:
    article = submitted(make_article(cast, make_content(body=("One.",))), cast)

    page = open_form(cast.reporter, article)

    expect(sheet(page)).to_have_attribute("contenteditable", "false")


def test_without_scripts_the_text_is_a_field_of_html(cast: Cast, open_form: OpenForm) -> None:
    article = make_article(cast, make_content(body=("One.",)))
    page = open_form(cast.editor, article, ready=False, java_script_enabled=False)

    expect(page.locator("[name=body]")).to_have_value("<p>One.</p>")
    expect(page.get_by_role("toolbar")).to_be_hidden()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_fits_a_phone_in_both_languages(cast: Cast, open_form: OpenForm, language: str) -> None:
    cast.editor.language = language
    cast.editor.save()
    article = make_article(cast, Content(title="Odd", body=body(ODD)), language=language)
    page = open_form(
        cast.editor,
        article,
        ready=False,
        viewport={"width": 320, "height": 800},
        color_scheme="dark",
    )
    expect(page.locator(".desk-sheet")).to_be_visible()

    write_at(page, "f")  # the table's buttons, too

    assert fits(page)
