"""Pictures at the desk in a real browser: files one after another, a focal point by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.media.intake import take_in
from articles.models import Image
from tests.articles.media.pictures import encoded, pixels
from tests.end_to_end.window import fits, let_in
from tests.factories import make_cast

pytestmark = pytest.mark.django_db(transaction=True)


def test_files_come_in_one_after_another_and_each_says_how_it_went(
    page: Page, live_server: LiveServer, tmp_path: Path
) -> None:
    let_in(page.context, make_cast().reporter, live_server.url)
    files = {"first.jpg": encoded(), "page.png": b"<html>", "last.png": encoded(pixels((90, 60)))}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    page.goto(live_server.url + reverse("admin:articles_image_add"))
    page.get_by_label("Credit").fill("Li")
    page.get_by_label("Files").set_input_files([tmp_path / name for name in files])

    page.get_by_role("button", name="Take in").click()

    lines = page.get_by_role("status").get_by_role("listitem")
    expect(lines).to_have_count(3)
    expect(lines.nth(0)).to_contain_text("first.jpg: picture")
    expect(lines.nth(1)).to_contain_text("page.png: not taken in. This is no picture")
    expect(lines.nth(2)).to_contain_text("It is in the library.")
    assert set(Image.objects.values_list("credit", flat=True)) == {"Li"}
    expect(page.get_by_label("Credit")).to_have_value("Li")


def test_a_click_or_the_keys_set_the_focal_point_and_the_cuts_follow(
    page: Page, live_server: LiveServer
) -> None:
    image = take_in(encoded(pixels((800, 400))))
    let_in(page.context, make_cast().editor, live_server.url)
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(live_server.url + reverse("admin:articles_image_change", args=[image.pk]))
    across = page.get_by_label("Focal point from the left")
    square = page.locator("#cuts img").nth(2)
    before = square.evaluate("image => image.style.objectPosition")

    shown = page.locator("#focus img")
    box = shown.bounding_box()
    assert box is not None
    shown.click(position={"x": box["width"] * 0.1, "y": box["height"] * 0.4})

    expect(across).to_have_value("10")
    expect(page.get_by_label("Focal point from the top")).to_have_value("40")
    assert square.evaluate("image => image.style.objectPosition") != before
    across.fill("90")
    assert square.evaluate("image => image.style.objectPosition").startswith("100%")
    assert fits(page)
    page.locator("#desk-form").get_by_label("Reason").fill("The train matters.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved: readers have it.")).to_be_visible()
    image.refresh_from_db()
    assert image.focus == (90, 40)
