"""Any page, printed as the site prints it, reads back the same: as text and as HTML."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.exchange.captured_page import CapturedPage
from articles.exchange.page_reader import read_page
from tests.articles.exchange.printed import as_html, as_text

BEIJING = ZoneInfo("Asia/Shanghai")

WORDS = {
    "en": "rail road port of the Belt and Road 660MW x<y & it's “new” (so) 3.5 A/B Kenya's",
    "zh": "铁路 公路 港口 的 一带一路 肯尼亚 660兆瓦 x<y & “新” （全长） 合作、 建设，",
}
NOTICES = {
    "en": "(This article is from the website of Seetao. Reproduction is not allowed.)",
    "zh": "（本文来自见道网，未经许可不得转载。转载请注明原文链接。）",
}
CREDITS = {
    "en": [("", ""), ("Jiandao's rail column editor/Zhou Yingwen", "Zhou Yingwen")],
    "zh": [("", ""), ("见道网铁路栏目编辑/周英文", "周英文")],
}
JOINS = {"en": (" ", "."), "zh": ("", "。")}


def words(language: str, at_most: int) -> st.SearchStrategy[str]:
    """Return a few words in a row that begin and end as a title does."""
    space, _stop = JOINS[language]
    first = st.sampled_from(
        ["Rail", "Kenya", "New"] if language == "en" else ["铁路", "中国", "新"]
    )
    last = st.sampled_from(["line", "2024", "port"] if language == "en" else ["线路", "港口", "站"])
    inner = st.lists(st.sampled_from(WORDS[language].split()), max_size=at_most)
    return st.tuples(first, inner, last).map(lambda t: space.join([t[0], *t[1], t[2]]))


def some(
    one: st.SearchStrategy[str], at_least: int, at_most: int
) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(one, min_size=at_least, max_size=at_most, unique=True).map(tuple)


@st.composite
def pages(draw: st.DrawFn) -> CapturedPage:
    language = draw(st.sampled_from(["en", "zh"]))
    _space, stop = JOINS[language]
    sentence = words(language, 12).map(lambda text: text + stop)
    moment = draw(st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1)))  # noqa: DTZ001
    credit_line, column_editor = draw(st.sampled_from(CREDITS[language]))
    keyword = words(language, 1).filter(lambda text: not set(text) & set("、，（）()“”"))
    return CapturedPage(
        language=language,
        number=draw(st.integers(1, 999_999_999)),
        title=draw(words(language, 8)),
        published_at=moment.replace(second=0, microsecond=0, tzinfo=BEIJING),
        source=draw(st.sampled_from(["Seetao", "见道网", "Xinhua News Agency", "中国新闻网"])),
        leads=draw(some(words(language, 8), 0, 3)),
        minutes_stated=draw(st.none() | st.integers(1, 99)),
        body=draw(some(sentence, 2, 8)),
        keywords=draw(some(keyword, 0, 4)),
        copyright=draw(st.sampled_from(["", NOTICES[language]])),
        column_editor=column_editor,
        credit_line=credit_line,
        related=draw(some(words(language, 8), 0, 6)),
    )


fixed = settings(deadline=None, derandomize=True, database=None, max_examples=150)


@fixed
@given(pages())
def test_a_page_printed_as_text_reads_back_equal(page: CapturedPage) -> None:
    read = read_page(as_text(page), language=page.language)

    assert read == replace(page, number=None)


@fixed
@given(pages())
def test_a_page_printed_as_html_reads_back_equal(page: CapturedPage) -> None:
    assert read_page(as_html(page), language=page.language) == page
