"""Title, leads, reading label, related articles and furniture: what a page is made of."""

from __future__ import annotations

import pytest

from articles.exchange.captured_page import CapturedPage
from articles.exchange.page_reader import read_page

HEAD = "A title\nSeetao 2024-04-01 15:25\n"
TOP = "<h1>A title</h1><p>Seetao 2024-04-01 15:25</p>"


def text_page(body: str) -> CapturedPage:
    return read_page(HEAD + body)


def html_page(body: str) -> CapturedPage:
    return read_page(TOP + body)


@pytest.mark.parametrize("sign", ["•", "·", "●", "▪", "◆", "*", "-", "–", "•\u00a0"])
def test_leads_lose_their_sign(sign: str) -> None:
    page = text_page(
        f"  {sign} Lead one\n  {sign} Lead two\nReading this article requires\n3 Minute\n\nText."
    )

    assert (page.leads, page.body) == (("Lead one", "Lead two"), ("Text.",))


def test_leads_need_a_sign_or_the_reading_label_behind_them() -> None:
    signed = text_page("• A lead\nText.\n- An item of the text")
    labelled = text_page("A lead\nReading this article requires\n3 Minute\nText that is longer.")
    neither = text_page("Not a lead\nText.")
    listed = html_page("<ul><li>A lead</li></ul><p>Text.</p><ul><li>An item</li></ul>")

    assert (signed.leads, signed.body) == (("A lead",), ("Text.", "- An item of the text"))
    assert (labelled.leads, labelled.body) == (("A lead",), ("Text that is longer.",))
    assert (neither.leads, neither.body) == ((), ("Not a lead", "Text."))
    assert (listed.leads, listed.body) == (("A lead",), ("Text.", "An item"))


@pytest.mark.parametrize(
    ("label", "minutes"),
    [
        ("Reading this article requires\n13 Minute", 13),
        ("Reading this article requires\n13\nMinutes", 13),
        ("Reading this article requires 13 minutes", 13),
        ("Reading this article takes about 1 min.", 1),
        ("Reading time: 13 minutes", 13),
        ("13 min read", 13),
        ("Reading this article requires\nMinute", None),
        ("阅读本文需要 13 分钟", 13),
        ("阅读本文需要\n13\n分钟", 13),
        ("阅读本文大约需要１３分钟", 13),
        ("阅读时间：13分钟", 13),
    ],
)
def test_the_reading_label_states_the_minutes(label: str, minutes: int | None) -> None:
    page = text_page(f"{label}\nText.")

    assert (page.minutes_stated, page.body) == (minutes, ("Text.",))


def test_without_related_articles_the_page_ends_with_its_buttons() -> None:
    page = text_page("Text.\n\nRetrieve password\n\nGet verification code\nWhatever stands here")

    assert (page.body, page.related) == (("Text.",), ())


@pytest.mark.parametrize(
    "heading",
    [
        "Related articles",
        "RELATED ARTICLES:",
        "» Related news",
        "相关文章",
        "【相关阅读】",
        "相关文章 更多>>",
    ],
)
def test_related_titles_follow_their_heading(heading: str) -> None:
    page = text_page(f"Text.\n{heading}\n1. One of 2024\n2. Two\nRetrieve password\nThree")

    assert (page.body, page.related) == (("Text.",), ("One of 2024", "Two"))


@pytest.mark.parametrize(
    "behind",
    [
        "<footer><ul><li><a>Who we are</a></li></ul></footer>",
        "<div><ul><li><a>Who we are</a></li></ul></div>",
        "<form><h4>Leave your mail</h4><ul><li><a>Who we are</a></li></ul></form>",
        "<p>A paragraph of the site, which is no title.</p>",
    ],
)
def test_what_stands_behind_the_related_list_is_no_title(behind: str) -> None:
    page = html_page(
        "<p>Text.</p><h3>Related articles</h3>"
        f"<ul><li><a>One</a></li><li><a>Two</a></li></ul>{behind}"
    )

    assert (page.body, page.related) == (("Text.",), ("One", "Two"))


def test_related_articles_above_the_article_do_not_end_it() -> None:
    above = "<div><h3>相关文章</h3><ul><li><a>One</a></ul></div>"

    page = read_page(f"{above}{TOP}<p>Text.</p><p>More.</p>")

    assert (page.body, page.related) == (("Text.", "More."), ("One",))


def test_furniture_around_and_inside_is_left_out() -> None:
    page = read_page(
        "Home\nNews | Projects | About us\nEnglish\nHome > News > Details\nA title\nShare\n"
        "Seetao 2024-04-01 15:25\nFont size: A A A\nText.\nShare to: WeChat Weibo\nMore text.\n"
        "Previous: A line opens\nNext: A line closes\n"
        "Copyright © 2024 Seetao. All rights reserved.\n京ICP备12345678号-1"
    )  # fmt: skip

    assert (page.title, page.body, page.leads) == ("A title", ("Text.", "More text."), ())


def test_a_word_of_a_menu_is_a_heading_where_the_article_goes_on() -> None:
    page = text_page("Text.\nComments\nThe minister made three of them.")

    assert page.body == ("Text.", "Comments", "The minister made three of them.")


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("<h1>A title</h1>", "A title"),
        ("<h1>Seetao</h1><h2>A title</h2>", "A title"),
        ('<h1><a href="/">The portal</a></h1><h2>A title</h2>', "A title"),
        ("<h1>Top news</h1><h1>A title</h1>", "A title"),
        ("<h2>Flash</h2><div>x</div><h2>A title</h2>", "A title"),
        ("<div>Home</div><div>A title</div>", "A title"),
        ("<h1>A <em>tit</em>le</h1>", "A title"),
        ("<h1>A<br>title</h1>", "A title"),
        ("<h1>A title</h1><p>——第二行</p>", "A title"),
        ("<nav><h1>Sections</h1></nav><div>A title</div>", "A title"),
        ("<h1>A title</h1><div>Home &gt; News &gt; A title</div>", "A title"),
    ],
)
def test_the_title_is_told_by_headings_and_the_date_line(above: str, title: str) -> None:
    page = read_page(f"<html><body>{above}<p>Seetao 2024-04-01 15:25</p><p>Text.</p></body></html>")

    assert (page.title, page.body) == (title, ("Text.",))


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("<p>foo<b>bar</b> <a href='/x'>baz</a>, <i>q</i>.</p>", ("foobar baz, q.",)),
        ("<p>fish &amp; chips &lt;b&gt; 3&times;6&nbsp;MW</p>", ("fish & chips <b> 3×6\u00a0MW",)),
        ("<p>One.<br>Two.<br/><br/>Three.</p>", ("One.", "Two.", "Three.")),
        ("<p>One line,<br>broken inside</p>", ("One line, broken inside",)),
        ("<p>中欧班列，<br>开行</p>", ("中欧班列，开行",)),
        ("<h2>I. Works</h2><p>Text.</p>", ("I. Works", "Text.")),
        ("<p>Text:</p><ol><li>one</li><li>two</ol>", ("Text:", "one", "two")),
        ("<p>Text.</p><table><tr><td>MW<td>660</table>", ("Text.", "MW", "660")),
        ("<p>Text.<figure><figcaption>A port</figcaption></figure>", ("Text.", "A port")),
        ("<div>Loose <div>inner</div> tail</div>", ("Loose", "inner", "tail")),
        ("<p>One<p>Two<div>Three", ("One", "Two", "Three")),
        ("<p><b>One</p><p>two</b> three</p>", ("One", "two three")),
        ("<p>a < b and c > d</p>", ("a < b and c > d",)),
    ],
)  # fmt: skip
def test_html_text_is_kept_to_the_letter(html: str, body: tuple[str, ...]) -> None:
    assert html_page(html).body == body


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ('<link rel="canonical" href="https://www.seetao.com/details/276749.html">', 276749),
        ("<link href=/details/276749.html?from=app rel=canonical>", 276749),
        ('<meta property="og:url" content="https://m.seetao.com/details/276749.html">', 276749),
        (
            '<link rel=canonical href="/7.html"><meta property=og:url content="/8.html">',
            7,
        ),
        ('<link rel="canonical" href="https://www.seetao.com/">', None),
        ('<link rel="alternate" href="/details/276749.html">', None),
        ('<link rel="canonical" href="/details/0.html">', None),
        ("", None),
    ],
)
def test_the_number_stands_in_the_pages_own_address(head: str, number: int | None) -> None:
    assert read_page(f"<html><head>{head}</head><body>{TOP}<p>Text.").number == number


def test_a_text_that_mentions_a_tag_is_no_html() -> None:
    page = text_page("He wrote <b> and </b> into a text & saw them.")

    assert page.body == ("He wrote <b> and </b> into a text & saw them.",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The line of 中国 and 老挝 opened today.", "en"),
        ("中老铁路 China-Laos Railway 今天开通运营。", "zh"),
        ("2024: 660 MW", "en"),
    ],
)
def test_the_language_is_told_by_the_share_of_han(text: str, language: str) -> None:
    assert text_page(text).language == language
    assert read_page(HEAD + text, language="zh").language == "zh"
