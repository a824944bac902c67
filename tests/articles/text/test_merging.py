from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.merging import MergeConflict, merge_paragraphs, merge_sequence, merge_value

Body = tuple[tuple[str, str], ...]

VALUES = st.sampled_from("abc")
ROWS = st.lists(st.sampled_from("abcd"), max_size=6).map(tuple)
UNIQUE_ROWS = st.permutations("abcdef").flatmap(
    lambda row: st.integers(0, len(row)).map(lambda length: tuple(row[:length]))
)
BODIES = st.dictionaries(st.sampled_from("abcde"), st.sampled_from(["1", "2", "3"])).flatmap(
    lambda body: st.permutations(list(body.items())).map(tuple)
)
BASE: Body = (("a", "one"), ("b", "two"), ("c", "three"))


def outcome(merge: Callable[..., object], *sides: object) -> object:
    """What a merge comes to, so that two merges can be compared."""
    try:
        return merge(*sides)
    except MergeConflict:
        return "conflict"


@pytest.mark.parametrize(
    ("merge", "sides"),
    [(merge_value, VALUES), (merge_sequence, ROWS), (merge_paragraphs, BODIES)],
)
class TestLaws:
    @given(data=st.data())
    def test_side_that_changed_nothing_makes_no_difference(
        self, merge: Callable[..., object], sides: st.SearchStrategy[object], data: st.DataObject
    ) -> None:
        base, side = data.draw(sides), data.draw(sides)

        assert merge(base, side, base) == side
        assert merge(base, base, side) == side

    @given(data=st.data())
    def test_same_change_on_both_sides_is_one_change(
        self, merge: Callable[..., object], sides: st.SearchStrategy[object], data: st.DataObject
    ) -> None:
        base, side = data.draw(sides), data.draw(sides)

        assert merge(base, side, side) == side

    @given(data=st.data())
    def test_it_makes_no_difference_which_side_is_ours(
        self, merge: Callable[..., object], sides: st.SearchStrategy[object], data: st.DataObject
    ) -> None:
        base, ours, theirs = data.draw(sides), data.draw(sides), data.draw(sides)

        assert outcome(merge, base, ours, theirs) == outcome(merge, base, theirs, ours)


@given(ROWS | UNIQUE_ROWS, ROWS | UNIQUE_ROWS, ROWS | UNIQUE_ROWS)
def test_merged_row_has_what_either_added_and_not_what_either_removed(
    base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]
) -> None:
    try:
        merged = Counter(merge_sequence(base, ours, theirs))
    except MergeConflict:
        return
    before = Counter(base)
    for side in (Counter(ours), Counter(theirs)):
        for thing in "abcdef":
            if side[thing] > before[thing]:
                assert merged[thing] >= side[thing]
            if side[thing] < before[thing]:
                assert merged[thing] <= side[thing]


@given(BODIES, BODIES, BODIES)
def test_merged_body_has_every_edit_of_either_side(base: Body, ours: Body, theirs: Body) -> None:
    try:
        merged = dict(merge_paragraphs(base, ours, theirs))
    except MergeConflict:
        return
    before = dict(base)
    for side in (ours, theirs):
        for name, html in side:
            if before.get(name) != html:
                assert merged[name] == html
        for name in before.keys() - dict(side).keys():
            assert name not in merged


def test_edits_of_different_paragraphs_are_both_kept() -> None:
    ours = (("a", "ONE"), *BASE[1:])
    theirs = (*BASE[:2], ("c", "THREE"))

    assert merge_paragraphs(BASE, ours, theirs) == (("a", "ONE"), ("b", "two"), ("c", "THREE"))


def test_insertion_and_edit_beside_it_are_both_kept() -> None:
    ours = (BASE[0], ("n", "new"), *BASE[1:])
    theirs = (BASE[0], ("b", "TWO"), BASE[2])

    assert merge_paragraphs(BASE, ours, theirs) == (BASE[0], ("n", "new"), ("b", "TWO"), BASE[2])


def test_deletion_and_edit_of_another_paragraph_are_both_kept() -> None:
    assert merge_paragraphs(BASE, BASE[1:], (*BASE[:2], ("c", "THREE"))) == (
        BASE[1],
        ("c", "THREE"),
    )


def test_different_edits_of_one_paragraph_are_a_conflict_that_names_them() -> None:
    with pytest.raises(MergeConflict) as conflict:
        merge_paragraphs(BASE, (("a", "1"), *BASE[1:]), (("a", "2"), *BASE[1:]))

    assert (conflict.value.base, conflict.value.ours, conflict.value.theirs) == ("one", "1", "2")


def test_edit_against_deletion_is_a_conflict() -> None:
    edited = (BASE[0], ("b", "TWO"), BASE[2])

    with pytest.raises(MergeConflict):
        merge_paragraphs(BASE, edited, (BASE[0], BASE[2]))


def test_move_against_deletion_is_a_conflict() -> None:
    with pytest.raises(MergeConflict):
        merge_paragraphs(BASE, (*BASE[1:], BASE[0]), BASE[1:])


def test_moves_to_two_places_are_a_conflict_not_two_paragraphs() -> None:
    with pytest.raises(MergeConflict):
        merge_sequence("abc", "bac", "bca")


def test_two_insertions_in_one_place_are_a_conflict() -> None:
    with pytest.raises(MergeConflict):
        merge_sequence("ab", "axb", "ayb")


def test_bodies_of_five_hundred_paragraphs_are_merged() -> None:
    base = tuple((str(n), "old") for n in range(500))
    ours = tuple((name, "new" if int(name) % 2 else html) for name, html in base)
    theirs = (*base[:100], ("n", "inserted"), *base[102:])

    with pytest.raises(MergeConflict):  # 101 was edited here and deleted there
        merge_paragraphs(base, ours, theirs)
    merged = merge_paragraphs(base, ours, (*base[:100], ("n", "inserted"), *base[101:]))

    assert len(merged) == 500
    assert Counter(html for _name, html in merged) == {"new": 250, "old": 249, "inserted": 1}
