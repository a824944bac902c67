"""Snippets: the piece of a text that shows why it was found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.snippet import WIDTH, Snippet, snippet
from articles.text.words import terms_of

MIXED = st.text(alphabet="中亚秘书处，。 ab railway\u0301é\u200d1", max_size=400)


def of(text: str, query: str) -> Snippet:
    return snippet(text.split("\n"), terms_of(query))


def test_short_line_is_shown_whole() -> None:
    found = of("First line.\nThe railway opens.", "railway")

    assert (found.text, found.begins_line, found.ends_line) == ("The railway opens.", True, True)
    assert [found.text[start:end] for start, end in found.spans] == ["railway"]


def test_english_is_cut_at_the_ends_of_words() -> None:
    text = "Something else comes first here. " * 10 + "The railway opens. " + "More follows. " * 40
    found = of(text, "railway")

    assert (found.begins_line, found.ends_line) == (False, False)
    assert f" {found.text} " in text
    assert len(found.text) <= WIDTH


def test_chinese_is_cut_between_characters_but_begins_with_no_comma() -> None:
    found = of("别的，" * 90 + "秘书处成立" + "以后" * 200, "秘书处")

    assert found.text.startswith("别的，别的")
    assert "秘书处成立以后" in found.text
    assert 2 * len(found.text) <= WIDTH


def test_line_with_more_of_the_words_is_preferred() -> None:
    found = of(
        "A railway.\nA bridge.\nA railway bridge.\nA bridge and a railway.", "bridge railway"
    )

    assert found.text == "A railway bridge."


def test_piece_shows_the_place_where_the_words_stand_together() -> None:
    far = "filler words " * 50
    found = of(
        f"The railway {far} a bridge {far} the railway and its bridge {far}", "bridge railway"
    )

    assert "the railway and its bridge" in found.text


def test_text_without_the_words_shows_its_beginning() -> None:
    found = of("\n \nThe first line.\nThe second.", "elsewhere")

    assert found == Snippet("The first line.")


def test_nothing_is_shown_of_nothing() -> None:
    assert of("", "railway") == Snippet()


def test_word_longer_than_the_piece_is_cut_all_the_same() -> None:
    assert 0 < len(of("x" * 5000, "y").text) <= WIDTH
    assert 0 < len(of("a " + "x" * 5000, "x" * 5000).text) <= WIDTH


@pytest.mark.parametrize("query", ["railway", "秘书处", "中亚 railway", "处", "?"])
@given(text=MIXED)
def test_snippet_is_a_piece_of_one_line(query: str, text: str) -> None:
    found = of(text, query)

    assert any(found.text in line for line in text.split("\n"))
    assert all(0 <= start < end <= len(found.text) for start, end in found.spans)


@given(text=MIXED, place=st.integers(0, 400))
def test_snippet_shows_what_was_found(text: str, place: int) -> None:
    found = of(f"{text[:place]} Kasachstan {text[place:]}", "kasachstan")

    assert any(found.text[start:end] == "Kasachstan" for start, end in found.spans)
