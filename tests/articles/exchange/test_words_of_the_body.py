"""Words of the body that look like labels, forms or small print stay; the form alone goes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from articles.exchange.captured_page import CapturedPage
from articles.exchange.page_reader import read_page
from articles.exchange.refusal import PageRefused

Read = Callable[..., CapturedPage]

HEAD = ("Rail line opens in Kenya", "Seetao 2024-05-06 08:07")
FIRST = "The line carries four trains a day from Nairobi to the port."
LAST = "The next section will be opened in the autumn, the ministry said."


def as_text(*lines: str) -> CapturedPage:
    return read_page("\n\n".join((*HEAD, *lines)))


def as_html(*blocks: str) -> CapturedPage:
    body = "".join(f"<div>{block}</div>" for block in blocks)
    return read_page(f"<html><body><h1>{HEAD[0]}</h1><div>{HEAD[1]}</div>{body}</body></html>")


STAYING = (
    "(c) build a port;",
    "© Xinhua photo of the new bridge",
    "Copyright 2024 was the theme of the fair in Nairobi.",
    "Send each driver a verification code",
    "Results of the ICP 2021 were published by the World Bank.",
    "Share: 51 percent for China",
    "This website uses cookies, the minister joked.",
    "Small, Medium, Large",
    "该公司取得ICP证后，将在当地开展业务。",
    "版权所有者表示，将起诉侵权方。",
    "扫码即可乘车，他说。",
)


@pytest.mark.parametrize("words", STAYING)
@pytest.mark.parametrize("read", [as_text, as_html])
def test_words_of_the_body_stay(read: Read, words: str) -> None:
    assert read(FIRST, words, LAST).body == (FIRST, words, LAST)


FORMS = (
    ("Retrieve password", "Get verification code"),
    ("Retrieve password Get verification code",),
    ("找回密码", "获取验证码"),
    ("找回密码 获取验证码",),
)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("read", [as_text, as_html])
def test_form_goes_wherever_it_stands(read: Read, form: tuple[str, ...]) -> None:
    for lines in ((*form, FIRST, LAST), (FIRST, *form, LAST), (FIRST, LAST, *form)):
        assert read(*lines).body == (FIRST, LAST)


def test_labels_of_the_form_in_spans_are_the_form() -> None:
    form = "<span>Retrieve password</span><span>Get verification code</span>"
    assert as_html(FIRST, LAST, form).body == (FIRST, LAST)


@pytest.mark.parametrize("heading", ["Related reading", "相关链接"])
def test_heading_over_paragraphs_is_a_heading_of_the_body(heading: str) -> None:
    page = as_text(FIRST, heading, LAST)
    assert page.body == (FIRST, heading, LAST)
    assert page.related == ()


def test_every_item_of_the_related_list_is_a_title() -> None:
    items = ("First", "Keywords: how we choose them", "Home", "Third")
    links = "".join(f'<li><a href="/{item[0]}">{item}</a></li>' for item in items)
    page = read_page(
        f"<h1>{HEAD[0]}</h1><p>{HEAD[1]}</p><p>{FIRST}</p><p>{LAST}</p>"
        f"<h2>Related articles</h2><ul>{links}</ul>"
    )
    assert "Keywords: how we choose them" in page.related
    assert page.related[-1] == "Third"
    assert page.keywords == ()


def test_keywords_above_the_date_line_are_not_the_title() -> None:
    page = read_page("\n\n".join((HEAD[0], "Keywords: rail news, Kenya", HEAD[1], FIRST)))
    assert (page.title, page.keywords) == (HEAD[0], ("rail news", "Kenya"))


def test_comment_below_the_article_is_no_second_date_line() -> None:
    assert as_text(FIRST, LAST, "User one 2024-05-07 10:00").body[:2] == (FIRST, LAST)


@pytest.mark.parametrize("year", ["0001", "1024", "2199", "9999"])
def test_year_in_which_no_page_was_published_is_refused(year: str) -> None:
    with pytest.raises(PageRefused, match="impossible date"):
        read_page(f"{HEAD[0]}\n\nSeetao {year}-01-01 05:00\n\n{FIRST}")


def test_two_date_lines_of_the_head_are_refused() -> None:
    with pytest.raises(PageRefused, match="two date lines"):
        as_text("Xinhua 2024-05-07 09:00", FIRST)
