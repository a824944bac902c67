"""Findings beside the fields while somebody writes, mended by a click, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.end_to_end.window import let_in
from tests.factories import head_number, make_article, make_cast, make_content

pytestmark = pytest.mark.django_db(transaction=True)


def test_checks_speak_while_one_writes_and_a_click_mends(
    page: Page, live_server: LiveServer
) -> None:
    cast = make_cast()
    whole = make_content("A bridge", source="Seetao", credit_line="Seetao editor/Li Hua")
    article = make_article(cast, whole)
    let_in(page.context, cast.reporter, live_server.url)
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    page.clock.install()
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    beside = page.locator("[data-beside=title]")
    expect(beside).to_be_hidden()

    page.locator("#id_title").press_sequentially("The the ")
    page.clock.run_for(6_000)

    expect(beside.get_by_role("listitem")).to_have_text("“The” is written twice in a row.")
    page.locator("#id_title").fill("The tunnel")
    page.clock.run_for(6_000)
    expect(beside).to_be_hidden()
    page.locator("#id_title").fill("The the tunnel")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Put “The” there and save").click()
    expect(page.locator("#id_title")).to_have_value("The tunnel")
    assert head_number(article) == 3
    assert refused == []
