"""Links that lead nowhere."""

import pytest

from tests.tools.pages.site_of_pages import URL, answer, crawled
from tools.pages.crawl import broken_links, links_of
from tools.pages.fetching import Answer


def rules(*answers: Answer, **pages: str) -> list[str]:
    found = crawled({f"/{name}": html for name, html in pages.items()}, *answers)
    return [each.rule for each in broken_links(found)]


def test_links_that_hold_are_passed() -> None:
    assert rules(a='<a href="/b#x">b</a>', b='<p id="x">x</p>') == []


def test_link_to_nothing_is_told() -> None:
    assert rules(answer("/b", status=404), a='<a href="/b">b</a>') == ["broken-link"]


def test_link_to_a_place_that_is_not_there_is_told() -> None:
    assert rules(a='<a href="#x">x</a>') == ["broken-fragment"]


def test_link_to_a_redirect_is_told() -> None:
    moved = answer("/b", status=301, location="/a")

    assert rules(moved, a='<a href="/b">b</a>') == ["redirected-link"]


def test_account_pages_may_lead_to_the_sign_in_once() -> None:
    page = answer("/accounts/sign-in/")
    saved = answer("/accounts/saved/", status=302, location="/accounts/sign-in/")
    chain = answer("/accounts/", status=302, location="/accounts/saved/")

    assert rules(page, saved, a='<a href="/accounts/saved/">x</a>') == []
    assert rules(page, saved, chain, a='<a href="/accounts/">x</a>') == ["redirected-link"]


@pytest.mark.parametrize(
    ("path", "kind", "body", "target"),
    [
        ("/a/", "text/html", '<a href="../b/?q=1#c">b</a>', "/b/?q=1"),
        ("/a/", "text/html", f'<a href="{URL}/%E8%B7%AF/">b</a>', "/路/"),
        ("/m.xml", "application/xml", f"<u><loc>{URL}/b/</loc></u>", "/b/"),
        ("/f.xml", "application/atom+xml", f'<f><link href="{URL}/b/"/></f>', "/b/"),
        ("/f.json", "application/feed+json", f'{{"items": [{{"url": "{URL}/b/"}}]}}', "/b/"),
        ("/a.md", "text/markdown", "[b](/b/)", "/b/"),
        ("/robots.txt", "text/plain", f"Sitemap: {URL}/b/", "/b/"),
        ("/a.css", "text/css", "a { background: url('/b/') }", "/b/"),
    ],
)
def test_links_of_everything_that_has_some(path: str, kind: str, body: str, target: str) -> None:
    links = [*links_of(answer(path, body, kind=kind), URL)]

    assert [link.target for link in links] == [target]


def test_links_elsewhere_are_not_ours_to_follow() -> None:
    html = '<a href="https://example.org/">x</a><a href="mailto:a@example.org">x</a>'

    assert [*links_of(answer("/", html), URL)] == []
