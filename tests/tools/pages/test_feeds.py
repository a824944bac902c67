"""Feeds, once they are read."""

from typing import Any

import pytest

from tests.tools.pages.site_of_pages import URL, answer, crawled
from tools.pages import node
from tools.pages.feeds import TYPES, feeds

RSS = (
    "<rss><channel><item><pubDate>{day}, 24 Nov 2026 09:33:06 +0000</pubDate>{parts}</item>"
    "</channel></rss>"
)
IN_ORDER = "<description>d</description><encoded>c</encoded>"


def feed(form: str, **changes: Any) -> dict[str, Any]:
    entry = {
        "id": "1",
        "address": f"{URL}/details/1.html",
        "title": "A bridge opens",
        "summary": "It is long.",
        "content": f'<p>It is <a href="{URL}/">long</a>.</p>',
        "published": "2026-11-24T09:33:06",
        "tags": ["bridges"],
    }
    whole = {"title": "Seetao", "language": "en", "self": f"{URL}/feed/{form}"}
    changed = {name: value for name, value in changes.items() if name in whole}
    entries = [{**entry, **{name: each for name, each in changes.items() if name in entry}}]
    return {**whole, **changed, "entries": entries}


def rules(
    monkeypatch: pytest.MonkeyPatch,
    *,
    day: str = "Tue",
    parts: str = IN_ORDER,
    **changed: dict[str, Any],
) -> list[str]:
    read = {f"/feed/{form}": feed(form, **changed.get(form[:3], {})) for form in TYPES}
    monkeypatch.setattr(node, "run", lambda *given, **options: read)
    bodies = {"rss.xml": RSS.format(day=day, parts=parts), "atom.xml": "<feed/>", "feed.json": "{}"}
    answers = [
        answer(f"/feed/{form}", bodies[form], kind=f"{kind}; charset=utf-8")
        for form, kind in TYPES.items()
    ]
    return [each.rule for each in feeds(crawled({}, *answers))]


def test_sound_feeds_are_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rules(monkeypatch) == []


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"self": f"{URL}/feed/"}, "feed-self"),
        ({"language": "english"}, "feed-language"),
        ({"id": ""}, "feed-ids"),
        ({"content": "<p onclick='x()'>x</p>"}, "feed-content"),
        ({"content": '<img src="/media/1.png">'}, "feed-content"),
    ],
)
def test_what_programs_stumble_over_is_told(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, str], rule: str
) -> None:
    assert rule in rules(monkeypatch, rss=changes)


def test_forms_that_differ_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rules(monkeypatch, ato={"summary": "Another."}) == ["feed-forms"]
    assert rules(monkeypatch, fee={"published": "2026-11-24T09:33:07"}) == ["feed-forms"]


def test_order_and_day_of_the_week_in_rss_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    backwards = "<encoded>c</encoded><description>d</description>"

    assert rules(monkeypatch, parts=backwards) == ["feed-order"]
    assert rules(monkeypatch, day="Mon") == ["feed-date"]
