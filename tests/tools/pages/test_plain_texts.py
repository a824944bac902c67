"""Texts at fixed addresses."""

from datetime import UTC, datetime, timedelta

from tests.tools.pages.site_of_pages import URL, answer, crawled
from tools.pages.fetching import Answer
from tools.pages.finding import Finding
from tools.pages.plain_texts import plain_texts

ROBOTS = f"""User-agent: *
Disallow: /admin/
Disallow: /accounts/
Disallow: /preview/

Sitemap: {URL}/sitemap.xml
"""
LLMS = "# Seetao\n" + "\n".join(f"- [Page {number}](/)" for number in range(10))


def security(days: int = 100) -> str:
    expires = datetime.now(UTC) + timedelta(days=days)
    return (
        f"Contact: mailto:desk@example.org\nExpires: {expires:%Y-%m-%dT%H:%M:%SZ}\n"
        f"Canonical: {URL}/.well-known/security.txt\nPreferred-Languages: zh, en\n"
    )


def told(pages: dict[str, str], *others: Answer, **changes: str) -> list[Finding]:
    texts = {"robots": ROBOTS, "security": security(), "llms": LLMS, **changes}
    found = crawled(
        pages,
        answer("/sitemap.xml", "<urlset/>", kind="application/xml"),
        answer("/robots.txt", texts["robots"], kind="text/plain"),
        answer("/.well-known/security.txt", texts["security"], kind="text/plain"),
        answer("/llms.txt", texts["llms"], kind="text/plain"),
        *others,
    )
    return [*plain_texts(found)]


def elements(**changes: str) -> list[str]:
    return [each.element for each in told({"/": "<title>x</title>"}, **changes)]


def test_sound_texts_are_passed() -> None:
    assert elements() == []


def test_robots_keep_out_of_what_is_not_theirs_and_see_the_rest() -> None:
    assert elements(robots=ROBOTS.replace("/admin/", "/x/")) == ["/admin/"]
    assert elements(robots=ROBOTS.replace("/admin/", "/")) == ["/"]
    assert elements(robots=ROBOTS.replace("sitemap.xml", "none.xml")) == [f"{URL}/none.xml"]


def test_security_contact_holds_for_less_than_a_year() -> None:
    assert len(elements(security=security(days=-1))) == 1
    assert len(elements(security=security(days=366))) == 1
    assert elements(security=security().replace("Contact:", "X:")) == ["Contact"]


def test_guide_for_language_models_has_a_heading_and_links() -> None:
    assert elements(llms=LLMS[2:]) == [LLMS[2:][:40]]
    assert elements(llms="# Seetao\n") == ["0 links"]


def test_articles_have_twins() -> None:
    twin = f'<link rel="alternate" type="text/markdown" href="{URL}/details/1.md">'
    page = {"/details/1.html": twin}

    for text, rules in (("# A bridge opens", []), ("No heading", ["twin"])):
        other = answer("/details/1.md", text, kind="text/markdown")
        assert [each.rule for each in told(page, other)] == rules
    missing = answer("/details/1.md", status=404)
    assert [each.rule for each in told(page, missing)] == ["twin"]
