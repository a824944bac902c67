"""What the tests in a real browser ask of the text editor."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect


def sheet(page: Page) -> Locator:
    # Not by its role and name alone: until the editor is there, the field has both.
    return page.locator("[role=textbox]").and_(
        page.get_by_role("textbox", name=re.compile("^(Text|正文)$"))
    )


def html(page: Page) -> str:
    return str(page.locator("[name=body]").evaluate("field => field.value"))


def tool(page: Page, name: str) -> Locator:
    return page.get_by_role("toolbar").get_by_role("button", name=name, exact=True)


def write_at(page: Page, words: str, keys: str = "") -> None:
    """Put the cursor behind the first place of these words, and press keys or type."""
    found = page.evaluate(
        """(words) => {
          const { editor } = document.querySelector('.desk-sheet');
          let place = 0;
          editor.state.doc.descendants((node, at) => {
            const within = node.isText && !place ? node.text.indexOf(words) : -1;
            if (within >= 0) place = at + within + words.length;
          });
          editor.view.focus();
          return place && editor.commands.setTextSelection(place);
        }""",
        words,
    )
    assert found, f"{words} is not in the text"
    if keys:
        page.keyboard.type(keys)


def save(page: Page) -> None:
    with page.expect_navigation():
        page.locator("button[name=verb][value=save]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
