from pathlib import Path

import pytest

from articles.text.reading_time import (
    HAN_PER_MINUTE,
    WORDS_PER_MINUTE,
    reading_minutes,
    word_count,
)

CAPTURED = Path(__file__).parents[2] / "data" / "captured-276749.txt"


def test_words_and_chinese_characters_are_counted_together() -> None:
    assert word_count("") == 0
    assert word_count("Xi'an opens 10.5 km of 铁路。") == 7


def test_an_empty_text_takes_one_minute() -> None:
    assert reading_minutes("") == 1


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("词" * HAN_PER_MINUTE, 1),
        ("词" * (HAN_PER_MINUTE + 1), 2),
        ("word " * WORDS_PER_MINUTE, 1),
        ("word " * (WORDS_PER_MINUTE + 1), 2),
        ("word " * WORDS_PER_MINUTE + "词" * HAN_PER_MINUTE, 2),
        ("词" * 5880, 14),
    ],
)
def test_minutes_are_rounded_up_and_both_scripts_add_up(text: str, minutes: int) -> None:
    assert reading_minutes(text) == minutes


def test_latin_words_between_han_characters_count_as_words() -> None:
    assert reading_minutes("中亚EPC项目" * WORDS_PER_MINUTE) == 4  # 238 words, 952 characters


def test_compounds_and_figures_are_one_word() -> None:
    assert reading_minutes("Xi'an high-level 10.5 10,000 " * 59 + "one two") == 1  # 238 words


def test_captured_page_takes_four_minutes_not_thirteen() -> None:
    body = CAPTURED.read_text(encoding="utf-8").split("13 Minute")[1].split("Related articles")[0]

    assert reading_minutes(body) == 4
