"""Wide parts of a text scroll by themselves, and say what they are."""

import re

import pytest
from django.utils import translation

from articles.reader.scroll_regions import with_scroll_regions

TABLE = "<table><tbody><tr><td>1</td></tr></tbody></table>"


def test_table_stands_in_a_region_that_the_keyboard_reaches() -> None:
    shown = with_scroll_regions(f"<p>Before.</p>{TABLE}<p>After.</p>")

    assert shown == (
        '<p>Before.</p><section class="scroll" tabindex="0" aria-label="Table 1">'
        f"{TABLE}</section><p>After.</p>"
    )


def test_region_is_named_by_its_number_and_the_tables_caption() -> None:
    shown = with_scroll_regions("<table><caption>Trade</caption></table>")

    assert 'id="table-1" aria-labelledby="table-1 table-1-caption"' in shown
    assert '<caption id="table-1-caption">Trade</caption>' in shown
    assert 'aria-label="Table 1"' in shown


def test_no_two_regions_have_one_name() -> None:
    captioned = "<table><caption>Trade</caption></table>"

    shown = with_scroll_regions(captioned + TABLE + captioned + "<pre>a</pre><pre>b</pre>")

    assert re.findall('aria-label="([^"]*)"', shown) == [
        "Table 1",
        "Table 2",
        "Table 3",
        "Fixed-width text 1",
        "Fixed-width text 2",
    ]
    assert re.findall(' id="([^"]*)"', shown) == [
        "table-1",
        "table-1-caption",
        "table-3",
        "table-3-caption",
    ]


@pytest.mark.parametrize("inner", [TABLE, "<pre>a</pre>", "<table><caption>B</caption></table>"])
def test_what_stands_in_a_table_scrolls_with_it(inner: str) -> None:
    shown = with_scroll_regions(f"<table><tbody><tr><td>{inner}</td></tr></tbody></table>")

    assert shown.count("<section") == 1
    assert inner.replace("<caption>", '<caption id="table-1-caption">') in shown or inner in shown


def test_text_without_wide_parts_stays_as_it_is() -> None:
    text = '<p>A <a href="/x?a=&lt;table">link</a> &lt;table&gt;.</p>'

    assert with_scroll_regions(text) == text


def test_what_looks_like_a_table_in_an_address_is_none() -> None:
    text = '<p><a href="/x?<table>">link</a></p>'

    assert with_scroll_regions(text) == text


def test_regions_of_a_chinese_text_have_chinese_names() -> None:
    with translation.override("zh-hans"):
        shown = with_scroll_regions(TABLE + "<pre>a</pre>")

    assert re.findall('aria-label="([^"]*)"', shown) == ["表1", "等宽文本1"]
