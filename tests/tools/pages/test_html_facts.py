"""What is read of a page."""

from tools.pages.html_facts import html_facts

HEAD = """<!DOCTYPE html><html lang="en"><head>
<title> A bridge
 opens </title>
<link rel="canonical" href="https://example.org/a">
<link rel="alternate" hreflang="zh-Hans" href="https://example.org/b">
<link rel="alternate" type="text/markdown" href="https://example.org/a.md">
<link rel="alternate" type="application/atom+xml" href="https://example.org/atom.xml">
<meta property="og:image" content="https://example.org/card.png">
<meta name="robots" content="noindex, follow">
<script type="application/ld+json">{"@type": "NewsArticle"}</script>
</head>"""


def test_the_head_of_a_page() -> None:
    facts = html_facts(HEAD)

    assert facts.language == "en"
    assert facts.title == "A bridge opens"
    assert facts.canonical == ["https://example.org/a"]
    assert facts.alternates == {"zh-Hans": "https://example.org/b"}
    assert facts.twin == "https://example.org/a.md"
    assert facts.feeds == ["https://example.org/atom.xml"]
    assert facts.blocks() == [{"@type": "NewsArticle"}]
    assert not facts.is_for_indexes


def test_every_address_of_a_page() -> None:
    facts = html_facts(
        '<a href="/a">x</a><img src="/b.png" srcset="/c.png 1x, /d.png 2x" alt="">'
        '<form action="/search/"></form><script src="/e.js"></script>'
    )

    assert facts.links == [
        ("a[href]", "/a"),
        ("img[src]", "/b.png"),
        ("img[srcset]", "/c.png"),
        ("img[srcset]", "/d.png"),
        ("form[action]", "/search/"),
        ("script[src]", "/e.js"),
    ]


def test_headings_and_ids() -> None:
    facts = html_facts('<h1 id="top">A <em>bridge</em></h1><p id="p">x</p><h1></h1>')

    assert facts.headings == ["A bridge", ""]
    assert facts.ids == {"top", "p"}
    assert facts.is_for_indexes
