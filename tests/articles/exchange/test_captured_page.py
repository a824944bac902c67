"""The real captured page: as text, in every encoding, and as HTML of many shapes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import astuple, replace
from datetime import datetime, timedelta
from html import escape

import pytest

from articles.exchange.captured_page import CapturedPage
from articles.exchange.decoding import decode
from articles.exchange.page_reader import read_page
from tests.articles.exchange.printed import (
    CAPTURED,
    Shape,
    as_html,
    as_text,
    captured,
    scrambled,
)

TEXT = CAPTURED.read_text(encoding="utf-8")


def test_every_part_of_the_captured_page_is_found() -> None:
    page = read_page(TEXT)

    assert page.language == "en"
    assert page.number is None
    assert page.title == "Launching Ceremony of the Secretariat of the China Central Asia Mechanism"
    assert page.published_at.replace(tzinfo=None) == datetime(2024, 4, 1, 15, 25)  # noqa: DTZ001
    assert page.published_at.utcoffset() == timedelta(hours=8)
    assert page.source == "Seetao"
    assert page.leads == (
        (
            "The launch of the Secretariat is an important measure for China to promote the the "
            "Belt and Road Initiative"
        ),
    )
    assert page.minutes_stated == 13
    assert len(page.body) == 8
    assert page.keywords == (
        "the Belt and Road news",
        "the Belt and Road project",
        "overseas project",
    )
    assert page.copyright == (
        "(This article is from the official website of Jiandao: www.seetao. com. Reproduction "
        "without permission is not allowed, otherwise it will be punished. Please indicate "
        "Jiandao's website and the original link when reprinting.)"
    )
    assert page.column_editor == "Zhou Yingwen"
    assert page.credit_line == "Jiandao's mechanical column editor/Zhou Yingwen"
    assert page.related == (
        "Shandong Dongying Hekou district photovoltaic + results",
        'In the "construction" spring, 3×660MW "item" jumped',
        "Xinjiang plans to build a 10 billion yuan automotive industry park project",
        "African women pursue their dreams of happiness with help of Chinese enterprises",
        "A New Chapter in Co Syria Cooperation between CCCC and Sierra Leone",
        "China and Hungary join hands to deepen Belt and Road cooperation",
    )


def test_paragraphs_are_those_of_the_file_without_what_was_lifted() -> None:
    printed = [line for line in TEXT.split("\n") if len(line) > 400]

    body = captured().body

    assert body[:6] == tuple(printed[:6])
    assert body[6] == printed[6].partition(" Keywords:")[0]
    assert body[7] == printed[7].partition(" (This article")[0]
    assert body[6].endswith("achieving new results in China's Central Asian cooperation.")
    assert body[7].endswith("announcing the launch of the Secretariat's operation.")


def test_no_word_is_lost_or_changed() -> None:
    page = captured()
    labels = (
        "• 2024-04-01 15:25 Reading this article requires 13 Minute Keywords: , , . "
        "Related articles Retrieve password Get verification code"
    )

    fields = [
        page.title,
        page.source,
        *page.leads,
        *page.body,
        *page.keywords,
        page.copyright,
        page.credit_line,
        *page.related,
        labels,
    ]

    def parts(text: str) -> Counter[str]:
        return Counter(re.findall(r"\w+|[^\w\s]", text))

    assert parts(" ".join(fields)) == parts(TEXT)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("gb18030"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r\n").encode("utf-16"),
        TEXT.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "mark", "utf-16", "utf-16-be", "gb18030", "crlf", "utf-16-crlf", "cr"],
)
def test_encoding_and_line_ends_make_no_difference(data: bytes) -> None:
    assert read_page(decode(data)) == captured()


def test_printing_the_page_gives_the_file() -> None:
    assert as_text(captured()).split() == TEXT.split()


SHAPES = {
    "as it is": Shape(),
    "classes and ids renamed": Shape(attributes=scrambled),
    "div for everything": Shape(
        p="div",
        h1="div",
        h3="div",
        date="<div>{source} {time}</div>",
        leads="{leads}",
        lead="<div>• {lead}</div>",
        related="<div>{heading}</div>{titles}",
        title="<div>{title}</div>",
    ),
    "section and h2": Shape(p="section", h1="h2"),
    "tags in capitals": Shape(whole=lambda page: re.sub(r"</?\w+", lambda m: m[0].upper(), page)),
    "on one line": Shape(whole=lambda page: page.replace("\n", " ")),
    "no end tags": Shape(whole=lambda page: page.replace("</p>", "").replace("</li>", "")),
    "paragraphs by breaks": Shape(
        p="div", between="", whole=lambda page: page.replace("</div><div>", "<br><br>")
    ),
    "one break between": Shape(
        p="div", between="", whole=lambda page: page.replace("</div><div>", "<br/>")
    ),
    "a form around the page": Shape(
        whole=lambda page: (
            page.replace("<form>", "<div>")
            .replace("</form>", "</div>")
            .replace("<body>", '<body><form id="aspnetForm">')
            .replace("</body>", "</form></body>")
        )
    ),
    "an article element": Shape(
        whole=lambda page: page.replace("<h1", "<main><article><h1").replace(
            "<div>Share:", "</article></main><div>Share:"
        )
    ),
    "no nav and no footer element": Shape(
        whole=lambda page: (
            page.replace("<nav>", "<div>")
            .replace("</nav>", "</div>")
            .replace("<footer>", "<div>")
            .replace("</footer>", "</div>")
            .replace("Seetao 2021-01-01 01:01", "Projects")
        )
    ),
    "a logo in h1": Shape(
        h1="h2",
        whole=lambda page: page.replace(
            "<nav>", '<h1><a href="/">Portal of the Belt and Road</a></h1><nav>'
        ),
    ),
    "the name of the site in h1": Shape(
        h1="h2", whole=lambda page: page.replace("<nav>", "<h1>Seetao</h1><nav>")
    ),
    "a break in the title": Shape(
        whole=lambda page: re.sub(r"<h1>Launching Ceremony ", r"<h1>Launching Ceremony<br>", page)
    ),
    "source and date on lines of their own": Shape(date="<div>{source}</div><div>{time}</div>"),
    "source and date labelled": Shape(
        date="<p>Source: {source}&nbsp;&nbsp;Time: {time} Views: 1,024</p>"
    ),
    "source and date without a space": Shape(date="<p><i>{source}</i><i>{time}</i></p>"),
    "source behind the date": Shape(date="<p>{time} | {source}</p>"),
    "source and date in a list": Shape(
        date="<ul><li>Source: {source}</li><li>Published: {time}</li></ul>"
    ),
    "source and date in a table": Shape(
        date="<table><tr><td>{source}<td>{time}<td>Hits: 7</table>"
    ),
    "date above the title": Shape(
        date="",
        whole=lambda page: page.replace("<h1", "<p>Seetao 2024-04-01 15:25</p><h1"),
    ),
    "label in pieces": Shape(
        label="<div>{reads}</div><div><b>{minutes}</b></div><div>{minute}</div>"
    ),
    "label beside the date": Shape(
        date="<p>{source} {time} Reading this article requires <b>13</b> Minute</p>", label=""
    ),
    "labels split by spans": Shape(
        paragraph=lambda text: (
            text.replace("Keywords:", "<span>Key</span><span>words</span>:")
            .replace("editor/", "<span>edi</span>tor<span>/</span>")
            .replace("(This", "<span>(</span><b>This</b>")
        )
    ),
    "keywords as links": Shape(
        paragraph=lambda text: (
            text.replace("Keywords: ", "Keywords: <a>")
            .replace("news, the Belt", "news</a> <a>the Belt")
            .replace("project, overseas project.", "project</a> <a>overseas project</a>")
        )
    ),
    "keywords as tags without spaces": Shape(
        paragraph=lambda text: (
            text.replace("Keywords: ", "Keywords: <i>")
            .replace("news, the Belt", "news</i><i>the Belt")
            .replace("project, overseas project.", "project</i><i>overseas project</i>")
        )
    ),
    "keywords as a list": Shape(
        paragraph=lambda text: (
            text.replace("Keywords: ", "<h5>Keywords</h5><ul><li>")
            .replace("news, the Belt", "news<li>the Belt")
            .replace("project, overseas project.", "project<li>overseas project</ul>")
        )
    ),
    "lines of their own at the end": Shape(
        paragraph=lambda text: (
            text.replace(" Keywords:", "<p>Keywords:")
            .replace(" (This", "<p>(This")
            .replace(" Jiandao&#x27;s mechanical", "<p>Jiandao's mechanical")
        )
    ),
    "formatting inside": Shape(
        paragraph=lambda text: re.sub(r"\b(\w{3})(\w+)", r"\1<b>\2</b>", text, count=5)
    ),
    "fonts around": Shape(paragraph=lambda text: f"<font size=3><span>{text}</span></font>"),
    "indented with spaces": Shape(paragraph=lambda text: f"&nbsp;&nbsp;&emsp;\u3000{text}&nbsp;"),
    "lines broken in the source": Shape(paragraph=lambda text: text.replace(" ", "\n\t ")),
    "entities": Shape(paragraph=lambda text: text.replace("e", "&#101;").replace("o", "&#x6f;")),
    "titles in a row of links": Shape(
        related="<div>{heading}</div><div>{titles}</div>", title='<a href="/{number}">{title}</a>'
    ),
    "titles on cards": Shape(
        related="<section><div><i>Related</i> <i>articles</i><a>More</a></div>{titles}</section>",
        title='<div><a href="/1"><img alt="{title}"></a><h4><a href="/1">{title}</a></h4>'
        "<p>What it says in short.</p><span>2024-03-30 10:00</span></div>",
    ),
    "titles with dates": Shape(title='<li><a href="/1">{title}</a> <em>2024-03-30 10:00</em></li>'),
    "titles numbered": Shape(title="<li>{number}. {title}</li>"),
    "titles in a sidebar": Shape(related="<aside><h2>{heading}</h2><ul>{titles}</ul></aside>"),
    "titles in a definition list": Shape(
        related="<dl><dt>{heading}:</dt>{titles}</dl>", title="<dd><a>{title}</a></dd>"
    ),
    "another list behind the article": Shape(
        whole=lambda page: page.replace(
            "<div>Share:",
            "<div><h3>Hot news</h3><ul><li><a>Rails for Laos</a><i>2024-03-30 10:00</i></li>"
            "<li><a>Ports of Kenya</a><i>2024-03-29 10:00</i></li></ul></div><div>Share:",
        )
    ),
    "hidden parts": Shape(
        whole=lambda page: page.replace(
            "<div>Share:",
            '<p hidden>Seetao 2024-05-05 05:05</p><p style="display: none">Template.</p>'
            "<template><p>One more.</p></template><noscript>Turn it on.</noscript><div>Share:",
        )
    ),
    "comments everywhere": Shape(
        paragraph=lambda text: text.replace(" the ", " <!-- the > -->the "),
        whole=lambda page: page.replace("<body>", "<body><!--[if IE]><p>Old!</p><![endif]-->"),
    ),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_html_of_any_shape_gives_the_same_page(shape: Shape) -> None:
    expected = replace(captured(), number=276749)

    page = read_page(as_html(expected, shape))

    assert differences(page, expected) == []


def differences(page: CapturedPage, expected: CapturedPage) -> list[tuple[object, object]]:
    pairs = zip(astuple(page), astuple(expected), strict=True)
    return [(found, meant) for found, meant in pairs if found != meant]


def in_elements(text: str, pieces: str) -> str:
    """Put every match of a pattern into an element of its own."""
    return re.sub(pieces, lambda match: f"<i>{escape(match[0])}</i>", text)


BARE = {
    "div": lambda line: f"<div>{escape(line)}</div>",
    "p without end": lambda line: f"<p>{escape(line)}",
    "break": lambda line: f"{escape(line)}<br>",
    "cell": lambda line: f"<table><tr><td>{escape(line)}</table>",
    "item": lambda line: f"<li>{escape(line)}",
    "preformatted": lambda line: f"<pre>{escape(line)}\n\n</pre>",
    "an element of the page's own": lambda line: f"<x-line><div>{escape(line)}</div></x-line>",
    "every word an element": lambda line: f"<div>{in_elements(line, r'[^ ]+')}</div>",
    "every letter an element": lambda line: f"<div>{in_elements(line, r'[^ ]')}</div>",
    "white space around": lambda line: f"<div>\n\t  {escape(line)}\r\n </div>",
}


@pytest.mark.parametrize("put", BARE.values(), ids=BARE.keys())
def test_lines_in_any_element_give_the_same_page(put: Callable[[str], str]) -> None:
    lines = [line.strip() for line in TEXT.splitlines() if line.strip()]

    page = read_page(f"<html><body>{''.join(map(put, lines))}</body></html>")

    assert differences(page, captured()) == []


def test_a_whole_page_may_be_preformatted() -> None:
    assert read_page(f"<html><pre>{escape(TEXT)}</pre></html>") == captured()
