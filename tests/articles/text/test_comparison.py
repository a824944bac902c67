from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import comparison
from articles.text.cleaning import clean_html
from articles.text.common_order import common_order
from articles.text.comparison import (
    PAIRS_A_PIECE,
    Change,
    Part,
    after_of,
    before_of,
    compare_html,
    compare_text,
)

SAME, REMOVED, ADDED = Change.SAME, Change.REMOVED, Change.ADDED

WORDS = st.lists(
    st.sampled_from(
        ["the", " ", "  ", "\n", "Belt", "10.5", "项", "目", "的", "，", "。", ".", "é"]
    ),
    max_size=30,
).map("".join)
TEXTS = WORDS | st.text(max_size=40)
HTML = st.lists(
    st.sampled_from(["a", " ", "&amp;", "&nbsp;", "<b>", "</b>", "<p>", "</p>", "<br>", "路", "<"]),
    max_size=25,
).map(lambda pieces: clean_html("".join(pieces)))


def marked(parts: Sequence[Part]) -> str:
    """Write a difference as one line: [removed], {added}."""
    signs = {SAME: "%s", REMOVED: "[%s]", ADDED: "{%s}"}
    return "".join(signs[part.change] % part.text for part in parts)


@given(TEXTS, TEXTS)
def test_difference_gives_both_texts_back(before: str, after: str) -> None:
    parts = compare_text(before, after)

    assert before_of(parts) == before
    assert after_of(parts) == after


@given(HTML, HTML)
def test_difference_gives_both_sources_back(before: str, after: str) -> None:
    parts = compare_html(before, after)

    assert before_of(parts) == before
    assert after_of(parts) == after


@given(TEXTS, TEXTS)
def test_parts_say_something_and_stand_in_order(before: str, after: str) -> None:
    parts = compare_text(before, after)

    assert all(part.text for part in parts)
    following = [(one.change, other.change) for one, other in pairwise(parts)]
    assert (ADDED, REMOVED) not in following
    assert all(one != other for one, other in following)


@given(TEXTS)
def test_same_text_has_no_difference(text: str) -> None:
    assert all(part.change == SAME for part in compare_text(text, text))
    assert before_of(compare_text(text, text)) == text


@pytest.mark.parametrize(
    ("before", "after", "difference"),
    [
        ("The train left at noon.", "The tram left at noon.", "The [train]{tram} left at noon."),
        ("to promote the the Belt", "to promote the Belt", "to promote the [the ]Belt"),
        ("项目总额达百亿元", "项目总额达百二十亿元", "项目总额达百{二十}亿元"),
        ("中国Belt and Road倡议", "中国Belt倡议", "中国Belt[ and Road]倡议"),
        ("It cost 10.5 billion.", "It cost 10.6 billion.", "It cost [10.5]{10.6} billion."),
        ("Xi'an's port", "Xi'an port", "[Xi'an's]{Xi'an} port"),
        ("", "New.", "{New.}"),
        ("Old.", "", "[Old.]"),
    ],
)
def test_words_in_english_and_characters_in_chinese(
    before: str, after: str, difference: str
) -> None:
    assert marked(compare_text(before, after)) == difference


def test_lone_space_between_changed_words_is_no_island() -> None:
    parts = compare_text("The first train left.", "Some second bus arrived.")

    assert marked(parts) == "[The first train left]{Some second bus arrived}."


def test_tag_and_entity_change_as_a_whole() -> None:
    parts = compare_html("<p>fish &amp; chips</p>", "<p>fish &lt; <em>chips</em></p>")

    assert marked(parts) == "<p>fish [&amp; ]{&lt; <em>}chips{</em>}</p>"


def test_short_tag_that_stayed_is_not_shown_as_changed() -> None:
    parts = compare_html("<p>cheap<b>trains</b></p>", "<p>costly<b>planes</b></p>")

    assert "<b>" in [part.text for part in parts if part.change == SAME]


def test_long_rewritten_text_is_compared_by_sentences() -> None:
    stays = "This sentence stays. "
    before = " ".join(["the"] * 300) + ". " + stays + "Good old words. " + "a b " * 300
    after = " ".join(["the", "an"] * 300) + ". " + stays + "Good new words. " + "b a " * 300

    parts = compare_text(before, after)

    assert (before_of(parts), after_of(parts)) == (before, after)
    assert any(part.change == SAME and stays.strip() in part.text for part in parts)


@pytest.mark.parametrize("piece", ["的", "a ", "a.", "<b>", "。"])
@pytest.mark.parametrize("compare", [compare_text, compare_html])
def test_work_grows_with_the_length_alone(
    piece: str,
    compare: Callable[[str, str], tuple[Part, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The only step that is more than linear is taken when its pairs are few."""
    pairs = []
    search = common_order

    def counting(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[tuple[int, int]]:
        found = search(one, other)
        places = {thing: other.count(thing) for thing in set(other)}
        pairs.append(sum(places.get(thing, 0) for thing in one))
        return found

    monkeypatch.setattr(comparison, "common_order", counting)
    before, after = "x" + piece * 2000 + "y", "z" + piece * 1999 + "w"

    parts = compare(before, after)

    assert (before_of(parts), after_of(parts)) == (before, after)
    assert sum(pairs) <= 2 * PAIRS_A_PIECE * (len(before) + len(after))
