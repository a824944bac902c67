"""Standing pages at the desk in a real browser: where the form's parts stand."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.end_to_end.window import let_in
from tests.factories import make_cast, make_page

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_tick_stands_under_its_label_and_not_in_the_middle(
    page: Page, live_server: LiveServer
) -> None:
    cast = make_cast()
    standing = make_page(cast)
    let_in(page.context, cast.chief, live_server.url)

    page.goto(live_server.url + reverse("admin:articles_page_change", args=[standing.pk]))

    label = page.get_by_text("Readers have it", exact=True).bounding_box()
    tick = page.get_by_role("checkbox", name="Readers have it").bounding_box()
    assert label is not None
    assert tick is not None
    assert tick["x"] == pytest.approx(label["x"], abs=5)
    assert tick["width"] < 30
