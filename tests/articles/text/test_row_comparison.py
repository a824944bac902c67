from hypothesis import given
from hypothesis import strategies as st

from articles.text.row_comparison import Row, compare_rows, rows_after, rows_before

ROWS = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 2)), max_size=8).map(tuple)

Thing = tuple[str, int]


def compare(before: tuple[Thing, ...], after: tuple[Thing, ...]) -> tuple[Row[Thing], ...]:
    return compare_rows(before, after, lambda thing: thing[0])


@given(ROWS, ROWS)
def test_difference_gives_both_rows_back(
    before: tuple[Thing, ...], after: tuple[Thing, ...]
) -> None:
    rows = compare(before, after)

    assert rows_before(rows) == before
    assert rows_after(rows) == after


@given(ROWS)
def test_same_row_has_no_difference(things: tuple[Thing, ...]) -> None:
    assert all(row.is_same for row in compare(things, things))


@given(ROWS, ROWS)
def test_what_moved_leaves_one_place_and_arrives_at_one(
    before: tuple[Thing, ...], after: tuple[Thing, ...]
) -> None:
    moved = [row for row in compare(before, after) if row.moved]

    assert sum(row.is_arrival for row in moved) == sum(not row.is_arrival for row in moved)
    assert all(row.before is not None for row in moved)


def test_thing_with_its_key_is_changed_not_replaced() -> None:
    rows = compare((("a", 1), ("b", 1)), (("a", 2), ("c", 1)))

    assert rows == (Row(("a", 1), ("a", 2)), Row(("b", 1), None), Row(None, ("c", 1)))


def test_moved_thing_is_told_from_a_new_one() -> None:
    rows = compare((("a", 1), ("b", 1), ("c", 1)), (("b", 1), ("c", 1), ("a", 2)))

    assert rows[0] == Row(("a", 1), None, moved=True)
    assert rows[-1] == Row(("a", 1), ("a", 2), moved=True)
