"""What passes as a typo, and what looks like one but is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.materiality import Kind, changed_characters, touches


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The the train left.", "The train left."),
        ("The bridge was opend at noon.", "The bridge was opened at noon."),
        ("Work goes on , slowly.", "Work goes on, slowly."),
        ("it began with the port", "It began with the port"),
        ("项目建设顺利进行中。", "项目的建设顺利进行中。"),
        ("桥梁以经通车。", "桥梁已经通车。"),
        ("全长480公里，，已通车。", "全长480公里，已通车。"),
        ("", ""),
    ],
)
def test_a_slip_of_the_pen_is_a_typo(before: str, after: str) -> None:
    assert touches(before, after) == []


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (Kind.NUMBER, "It cost 10 million.", "It cost 10 billion."),
        (Kind.NUMBER, "It is 480 km long.", "It is 480 miles long."),
        (Kind.NUMBER, "Three ships came.", "Four ships came."),
        (Kind.NUMBER, "铁路全长480公里。", "铁路全长480米。"),
        (Kind.NUMBER, "工期三年。", "工期五年。"),
        (Kind.NUMBER, "投资百亿元。", "投资千亿元。"),
        (Kind.NUMBER, "From 10 to 20 per day.", "From 20 to 10 per day."),
        (Kind.DATE, "It opens on Monday.", "It opens on Tuesday."),
        (Kind.DATE, "It opens in March.", "It opens in April."),
        (Kind.DATE, "他今天到达。", "他昨天到达。"),
        (Kind.DATE, "上周开工。", "本周开工。"),
        (Kind.CURRENCY, "It cost €5.", "It cost $5."),
        (Kind.CURRENCY, "合同额5亿美元。", "合同额5亿欧元。"),
        (Kind.QUOTE, "He said “we go”.", "He said “we stay”."),
        (Kind.QUOTE, "他说“同意”。", "他说“同意了”。"),
        (Kind.QUOTE, "见《合同》。", "见《合约》。"),
        (Kind.NAME, "It began in Nairobi.", "It began in Mombasa."),
        (Kind.NAME, "The AIIB paid.", "The ADB paid."),
        (Kind.NAME, "中国铁建承建。", "中国中铁承建。"),
        (Kind.ADDRESS, "See www.seetao. com for more.", "See www.seetao.com for more."),
        (Kind.NEGATION, "It was opened.", "It was not opened."),
        (Kind.NEGATION, "工程已完工。", "工程未完工。"),
        (Kind.MUCH, "It ends.", "It ends, and " + "the valley is calm again " * 2),
    ],
)
def test_what_readers_rely_on_is_no_typo(kind: Kind, before: str, after: str) -> None:
    assert kind in {touch.kind for touch in touches(before, after, ["中国铁建", "中国中铁"])}


def test_a_touch_names_what_stood_there_and_what_stands_there_now() -> None:
    (touch,) = touches("The line has 12 stations.", "The line has 13 stations.")
    assert (touch.before, touch.after) == ("12 stations", "13 stations")


def test_a_sum_is_shown_with_its_whole_currency() -> None:
    touch = touches("投资3000万美元。", "投资8000万美元。")[0]
    assert (touch.before, touch.after) == ("3000万美元", "8000万美元")


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_digit_comes_or_goes_is_seen(before: str, after: str) -> None:
    assert touches(f"{before} 7", f"{after} 8")


@given(st.text(max_size=80))
def test_what_did_not_change_touches_nothing(text: str) -> None:
    assert touches(text, text, ["a"]) == []


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_change_is_counted_larger_than_both_texts(before: str, after: str) -> None:
    assert changed_characters(before, after) <= len(before) + len(after)


@pytest.mark.parametrize("thing", ["1 ", "a\n", "“a” ", "元"])
def test_a_huge_text_of_likes_is_compared_in_no_time(thing: str) -> None:
    """It would be 10^10 steps if everything were compared with everything."""
    text = thing * 100_000
    assert {touch.kind for touch in touches(text, f"x {text} 9")} >= {Kind.NUMBER}
    assert changed_characters(text, f"x {text} x") > 0
