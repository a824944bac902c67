"""What pages say of themselves."""

from tests.tools.pages.site_of_pages import URL, crawled
from tools.pages.crawl import Crawl
from tools.pages.fetching import Answer
from tools.pages.heads import heads


def page(path: str, language: str, alternates: dict[str, str], **changes: str) -> str:
    said = {
        "canonical": URL + path,
        "og_url": URL + path,
        "title": path,
        "h1": f"<h1>{path}</h1>",
        **changes,
    }
    links = "".join(
        f'<link rel="alternate" hreflang="{code}" href="{URL}{target}">'
        for code, target in alternates.items()
    )
    cards = ("og:type", "og:title", "og:image", "og:image:width", "og:site_name", "og:locale")
    card = "".join(f'<meta property="{name}" content="x">' for name in cards)
    return (
        f'<html lang="{language}"><title>{said["title"]}</title>{links}{card}'
        f'<link rel="canonical" href="{said["canonical"]}">'
        f'<meta property="og:url" content="{said["og_url"]}">{said["h1"]}'
    )


BOTH = {"zh-Hans": "/", "en": "/en/", "x-default": "/en/"}


def site(**changes: dict[str, str]) -> Crawl:
    found = crawled(
        {
            "/": page("/", "zh-Hans", BOTH, **changes.get("zh", {})),
            "/en/": page("/en/", "en", BOTH, **changes.get("en", {})),
        }
    )
    for answer in found.answers.values():
        answer.headers = {**answer.headers, "content-language": answer.html.language.lower()}
    return found


def rules(found: Crawl) -> set[str]:
    return {each.rule for each in heads(found)}


def test_pages_that_name_each_other_are_passed() -> None:
    assert rules(site()) == set()


def test_canonical_and_card_name_the_pages_own_address() -> None:
    assert rules(site(en={"canonical": f"{URL}/"})) == {"canonical"}
    assert rules(site(en={"og_url": f"{URL}/"})) == {"og:url"}


def test_two_pages_of_a_language_have_two_titles() -> None:
    found = site()
    found.answers["/2"] = Answer(
        "/2", 200, found.answers["/"].headers, page("/2", "zh-Hans", {}, title="/").encode()
    )

    assert rules(found) == {"same-title"}


def test_a_page_has_one_heading_of_the_first_level() -> None:
    assert rules(site(en={"h1": ""})) == {"one-h1"}
    assert rules(site(en={"h1": "<h1>a</h1><h1>b</h1>"})) == {"one-h1"}


def test_languages_name_each_other() -> None:
    found = site()
    alone = page("/", "zh-Hans", {}).encode()
    found.answers["/"] = Answer("/", 200, found.answers["/"].headers, alone)

    assert rules(found) == {"hreflang-mutual"}
