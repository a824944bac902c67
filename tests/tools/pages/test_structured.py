"""JSON-LD, without the compiler."""

import json
from typing import Any

import pytest

from tests.tools.pages.site_of_pages import URL, crawled
from tools.pages import structured

PLACES = [{"@type": "ListItem", "position": 1, "name": "Home", "item": f"{URL}/en/"}]


def page(**changes: Any) -> str:
    article = {
        "@type": "NewsArticle",
        "headline": "A bridge opens",
        "url": f"{URL}/details/1.html",
        "datePublished": "2026-11-24T09:33:06+08:00",
        "inLanguage": "en",
        **changes,
    }
    graph = [article, {"@type": "BreadcrumbList", "itemListElement": PLACES}]
    block = json.dumps({"@context": "https://schema.org", "@graph": graph})
    return (
        f'<html lang="en"><script type="application/ld+json">{block}</script>'
        f'<meta property="og:url" content="{URL}/details/1.html">'
        '<meta property="article:published_time" content="2026-11-24T09:33:06+08:00">'
        '<a href="/en/">Home</a><h1>A bridge opens</h1>'
    )


@pytest.mark.parametrize(
    "changes", [{}, {"headline": "Another"}, {"inLanguage": "zh-Hans"}, {"url": f"{URL}/"}]
)
def test_programs_are_told_what_the_page_tells_people(changes: dict[str, str]) -> None:
    (answer,) = crawled({"/details/1.html": page(**changes)}).pages()

    faults = [each.element for each in structured._facts(answer, answer.html.blocks())]

    assert faults == [f"{name}: {value}" for name, value in changes.items()]


def test_what_the_compiler_says_is_read_with_its_explanation() -> None:
    said = "blocks.ts(7,14): error TS2322: no.\n  Types differ.\nblocks.ts(9,1): error TS1: no.\n"

    assert [*structured._said(said)] == [
        (7, "error TS2322: no. Types differ."),
        (9, "error TS1: no."),
    ]


def test_blocks_of_one_shape_are_checked_once() -> None:
    one = {"@type": "Person", "name": "Zhou", "age": 1}

    assert structured._shape(one) == structured._shape({**one, "name": "Li", "age": 2})
    assert structured._shape(one) != structured._shape({**one, "@type": "Organization"})
    assert structured._shape(one) != structured._shape({**one, "age": "1"})
    assert structured._shape([one]) == structured._shape([one, one])
