import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.amount import Amount, amount_of_change, count_words

TEXTS = st.lists(st.text(alphabet="ab 路。", max_size=8), max_size=4)


@given(TEXTS, TEXTS)
def test_back_is_the_same_amount_the_other_way(one: list[str], other: list[str]) -> None:
    there, back = amount_of_change(one, other), amount_of_change(other, one)

    assert (there.added, there.removed) == (back.removed, back.added)


@given(TEXTS, TEXTS)
def test_amount_explains_the_lengths(one: list[str], other: list[str]) -> None:
    amount = amount_of_change(one, other)

    length_of = [sum(map(count_words, texts)) for texts in (one, other)]
    assert length_of[0] + amount.added - amount.removed == length_of[1]


@pytest.mark.parametrize(
    ("before", "after", "amount"),
    [
        ("The train left.", "The tram left early.", Amount(2, 1)),
        ("项目总额达百亿元", "项目总额达百二十亿元", Amount(2, 0)),
        ("one two", "two one", Amount(0, 0)),
        ("", "", Amount(0, 0)),
    ],
)
def test_words_and_han_characters_are_counted(before: str, after: str, amount: Amount) -> None:
    assert amount_of_change([before], [after]) == amount


def test_amounts_are_added_up() -> None:
    assert Amount(1, 2) + Amount(3, 4) == Amount(4, 6)
