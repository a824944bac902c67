"""The date line: every way in which pages print it, and what only looks like one."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from articles.exchange.date_line import read_date_line
from articles.exchange.page_reader import read_page
from articles.exchange.refusal import PageRefused

BEIJING = ZoneInfo("Asia/Shanghai")
AT = datetime(2024, 4, 1, 15, 25, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Seetao 2024-04-01 15:25", "Seetao"),
        ("Seetao2024-04-01 15:25", "Seetao"),
        ("2024-04-01 15:25 Seetao", "Seetao"),
        ("2024-04-01 15:25", ""),
        ("Seetao 2024/4/1 15:25", "Seetao"),
        ("Seetao 2024.04.01 15:25:00", "Seetao"),
        ("Seetao 2024-04-01T15:25", "Seetao"),
        ("Seetao 2024-04-0115:25", "Seetao"),
        ("Seetao\u00a0\u00a02024-04-01\u00a015:25", "Seetao"),
        ("Seetao | 2024-04-01 15:25 | Share", "Seetao"),
        ("(Seetao, 2024-04-01 15:25)", "Seetao"),
        ("China Daily / Xinhua 2024-04-01 15:25", "China Daily / Xinhua"),
        ("Seetao April 1, 2024 15:25", "Seetao"),
        ("Seetao 1 Apr 2024, 3:25 pm", "Seetao"),
        ("Source: Seetao  Time: 2024-04-01 15:25", "Seetao"),
        ("Source: Seetao Published: 2024-04-01 15:25 Updated: 2024-04-02 10:00", "Seetao"),
        ("Published 2024-04-01 15:25 From: Seetao Views: 1,024", "Seetao"),
        ("Seetao 2024-04-01 07:25 Z", "Seetao"),
        ("Seetao 2024-04-01 09:25 +02:00", "Seetao"),
        ("见道网 2024年4月1日 15:25", "见道网"),
        ("见道网 2024年04月01日15时25分", "见道网"),
        ("见道网 2024年4月1日 下午3:25", "见道网"),
        ("见道网 2024年4月1日 星期一 15:25", "见道网"),
        ("来源：见道网 时间：2024-04-01 15:25", "见道网"),
        ("来源：见道网时间：2024-04-01 15:25浏览：1024次", "见道网"),
        ("发布时间：２０２４-０４-０１　１５：２５　来源：见道网", "见道网"),
        ("发布时间 2024-04-01 15:25 来源 见道网", "见道网"),
        ("来源：新华社 2024-04-01 15:25 更新时间：2024-04-03 08:00", "新华社"),
    ],
)
def test_source_and_time_are_read(line: str, source: str) -> None:
    read = read_date_line(line, BEIJING)

    assert read is not None
    assert (read.published_at, read.source) == (AT, source)
    assert read.published_at.utcoffset() == AT.utcoffset()


def test_a_line_without_time_of_day_counts_from_midnight() -> None:
    page = read_page("A title\nSeetao 2024-04-01\nText.")

    assert page.published_at == AT.replace(hour=0, minute=0)


def test_persons_of_the_line_are_kept_as_printed() -> None:
    page = read_page("一条新闻\n见道网 2024-04-01 15:25 作者：李明\n正文。")

    assert (page.source, page.credit_line) == ("见道网", "作者：李明")


@pytest.mark.parametrize(
    "line",
    [
        "The ceremony began at 2024-04-01 15:25.",
        "The train left on 2024-04-01 15:25 for Xi'an",
        "Work on the line went on until 2024-04-01 15:25",
        "会议于2024年4月1日15:25开始",
        "开工时间：2024年4月1日 15:25",
        "On April 1, 2024 the launch ceremony was held.",
        "3×660MW, 15:25",
        "2024-04",
        "Seetao 24-04-01 15:25",
        "Seetao",
    ],
)
def test_a_sentence_with_a_date_is_no_date_line(line: str) -> None:
    assert read_date_line(line, BEIJING) is None


@pytest.mark.parametrize(
    "date",
    [
        "2024-02-30 15:25",
        "2023-02-29 15:25",
        "2024-13-01 15:25",
        "2024-04-01 24:01",
        "2024-04-01 15:60",
        "0000-00-00 00:00",
        "2024年4月31日 15:25",
        "0001-01-01 00:00 +14:00",
    ],
)
def test_an_impossible_date_is_refused(date: str) -> None:
    with pytest.raises(PageRefused, match=r"^impossible date: there is no “"):
        read_page(f"A title\nSeetao {date}\nText.")


@pytest.mark.parametrize(
    "text",
    [
        "Title\nSeetao 2024-04-01 15:25\nSeetao 2024-04-02 15:25\nText.",
        "Title\nSeetao 2024-04-01 15:25\nSeetao 2024-04-01 15:25\nText.",
        "Title\nSeetao 2024-04-01 15:25\nText.\n2024-04-02 15:25\nText.",
        "Title\nSeetao 2024-04-01 15:25 2024-04-02 15:25\nText.",
        "T\nSeetao 2024-04-01 15:25\nText.\nRelated articles\nA\nT\nSeetao 2024-04-01 15:25\nText.",
        "<h1>T</h1><p>Seetao 2024-04-01 15:25</p><p>Text.</p><p>Xinhua 2024-04-03 15:25</p>",
    ],
)
def test_two_date_lines_are_refused(text: str) -> None:
    with pytest.raises(PageRefused, match=r"^two date lines: "):
        read_page(text)


def test_dates_of_an_event_and_of_other_articles_are_no_second_date_line() -> None:
    event = read_page("T\nSeetao 2024-04-01 15:25\nTime: 2024-05-01 09:00\nVenue: Xi'an\n")
    others = read_page(
        "T\nSeetao 2024-04-01 15:25\nText.\nRelated articles\nA\n2024-03-01 10:00\nB"
    )

    assert event.body == ("Time: 2024-05-01 09:00", "Venue: Xi'an")
    assert others.related == ("A", "B")
