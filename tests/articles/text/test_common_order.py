from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from articles.text.common_order import common_order

ROWS = st.lists(st.sampled_from("abc"), max_size=8)


def longest(one: list[str], other: list[str]) -> int:
    """The definition itself, too slow for anything but short rows."""
    if not one or not other:
        return 0
    if one[0] == other[0]:
        return 1 + longest(one[1:], other[1:])
    return max(longest(one[1:], other), longest(one, other[1:]))


@given(ROWS, ROWS)
def test_pairs_are_equal_rising_and_the_most(one: list[str], other: list[str]) -> None:
    pairs = common_order(one, other)

    assert all(one[a] == other[b] for a, b in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
    assert len(pairs) == longest(one, other)


def test_rows_of_hundreds_are_compared() -> None:
    row = list(range(500))

    assert len(common_order(row, row[::-1])) == 1
    assert len(common_order(row, [*row[250:], *row[:250]])) == 250
    assert len(common_order([0] * 500, [0] * 500)) == 500
