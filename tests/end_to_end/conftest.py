"""An article's form in a real browser, in which the content policy may refuse nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from articles.models import Article
from tests.end_to_end.text_editor import sheet
from tests.end_to_end.window import let_in

STEP = 20_000  # milliseconds

OpenForm = Callable[..., Page]


@pytest.fixture
def refused() -> list[str]:
    """What the content policy refused, in all windows of the test."""
    return []


@pytest.fixture
def open_form(browser: Browser, live_server: LiveServer, refused: list[str]) -> Iterator[OpenForm]:
    """Open an article's form for a person; nothing may be refused by the content policy."""

    def note(kind: str, text: str) -> None:
        if kind == "error" and not text.startswith("Failed to load resource"):
            refused.append(text)

    def open_page(user: User, article: Article | None, ready: bool = True, **facts: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, locale="en-GB", **facts)
        let_in(context, user, live_server.url)
        context.add_init_script(
            "addEventListener('securitypolicyviolation', (event) =>"
            " console.error('Refused: ' + event.violatedDirective + ' ' + event.sample))"
        )
        page = context.new_page()
        page.set_default_timeout(STEP)
        page.on("console", lambda line: note(line.type, line.text))
        page.on("pageerror", lambda error: refused.append(str(error)))
        key = article.pk if article else "add"
        page.goto(f"/admin/articles/article/{key}/" + ("change/" if article else ""))
        if ready:
            expect(sheet(page)).to_be_visible()
        return page

    yield open_page
    assert refused == []
