"""Two edits of one body, piece by piece."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from articles.text.both_sides import Piece, pieces_of_paragraphs
from articles.text.merging import MergeConflict, merge_paragraphs

Row = tuple[tuple[str, str], ...]

BASE: Row = (("a", "One."), ("b", "Two."), ("c", "Three."))

ids = st.permutations(list("abcdef")).flatmap(
    lambda names: st.integers(0, len(names)).map(lambda count: names[:count])
)
rows = ids.flatmap(
    lambda names: st.tuples(*(st.tuples(st.just(n), st.sampled_from("xyz")) for n in names))
)


def agreed(*row: tuple[str, str]) -> Piece[tuple[str, str]]:
    return Piece(row, row, is_agreed=True)


def test_a_paragraph_that_both_edited_is_one_piece_to_choose() -> None:
    mine = (("a", "One."), ("b", "Mine."), ("c", "Three."))
    theirs = (("a", "One, theirs."), ("b", "Theirs."), ("c", "Three."))

    assert pieces_of_paragraphs(BASE, mine, theirs) == (
        agreed(("a", "One, theirs.")),
        Piece((("b", "Mine."),), (("b", "Theirs."),), is_agreed=False),
        agreed(("c", "Three.")),
    )


def test_what_both_added_in_one_place_is_to_choose_and_both_keeps_it() -> None:
    mine, theirs = (*BASE, ("m", "Mine.")), (*BASE, ("t", "Theirs."), ("s", "More."))

    piece = pieces_of_paragraphs(BASE, mine, theirs)[-1]

    assert not piece.is_agreed
    assert piece.both() == (("t", "Theirs."), ("s", "More."), ("m", "Mine."))


def test_edited_here_and_deleted_there_is_to_choose() -> None:
    mine = (("a", "One."), ("b", "Two, mine."), ("c", "Three."))
    theirs = (BASE[0], BASE[2])

    piece = pieces_of_paragraphs(BASE, mine, theirs)[1]

    assert piece == Piece((("b", "Two, mine."),), (), is_agreed=False)


def test_a_paragraph_moved_by_one_makes_the_whole_body_one_piece() -> None:
    mine = (("c", "Three."), ("a", "One."), ("b", "Two."))
    theirs = (("a", "One, theirs."), ("b", "Two."), ("c", "Three, theirs."))

    assert pieces_of_paragraphs(BASE, mine, theirs) == (Piece(mine, theirs, is_agreed=False),)


@given(rows, rows, rows)
def test_one_side_everywhere_gives_its_words_and_the_other_sides_agreed_changes(
    base: Row, mine: Row, theirs: Row
) -> None:
    pieces = pieces_of_paragraphs(base, mine, theirs)
    for side in ("mine", "theirs"):
        chosen = [each for piece in pieces for each in getattr(piece, side)]
        names = [name for name, _html in chosen]
        assert len(names) == len(set(names))
    added = {each for row in (mine, theirs) for each in row} - set(base)
    both = {each for piece in pieces for each in piece.both()}
    assert added <= both


@given(rows, rows, rows)
def test_nothing_is_to_choose_only_where_both_merge(base: Row, mine: Row, theirs: Row) -> None:
    pieces = pieces_of_paragraphs(base, mine, theirs)
    if all(piece.is_agreed for piece in pieces):
        merged = merge_paragraphs(base, mine, theirs)
        assert tuple(each for piece in pieces for each in piece.mine) == merged
        return
    try:
        merge_paragraphs(base, mine, theirs)
    except MergeConflict:
        return
    # Only moves merge there and are laid out whole here.
    assert len(pieces) == 1
