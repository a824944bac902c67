"""Words for search: how texts and queries are cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.words import (
    LONGEST_TERM,
    LONGEST_WORD,
    MOST_TERMS,
    Term,
    placed_words,
    terms_of,
    words_of,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("秘书处", ["秘书", "书处", "处"]),
        ("处", ["处"]),
        ("Launching the Railways", ["launch", "the", "railway"]),
        ("中国China公司", ["中国", "国", "china", "公司", "司"]),
        ("ＡＢＣ１２３", ["abc123"]),
        ("Müller, São", ["muller", "sao"]),
        ("1,500 km²", ["1", "500", "km2"]),
        ("a_b-c.d", ["a", "b", "c", "d"]),
        ("カナ", ["カナ", "ナ"]),
        ("…—。，!?\x00", []),
    ],
)
def test_text_is_cut_into_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("", []),
        ("% ' \" * ( )", []),
        ("秘书处", [Term(("秘书", "书处"))]),
        ("处", [Term(("处",), "处")]),
        ("Railways", [Term(("railway",))]),
        ("中国China", [Term(("中国", "国", "china"))]),
        ("China处", [Term(("china", "处"), "处")]),
        ("e-mail", [Term(("e", "mail"))]),
    ],
)
def test_query_is_cut_into_terms(query: str, terms: list[Term]) -> None:
    assert terms_of(query) == terms


def test_beginning_of_a_word_is_enough_where_asked_for() -> None:
    assert terms_of("railw 铁路 cities", beginnings=True) == [
        Term(("railw",), "railw"),
        Term(("铁路",)),
        Term(("citi",), "cities"),
    ]


def test_long_queries_are_cut_off() -> None:
    assert len(terms_of("a " * (MOST_TERMS + 5))) == MOST_TERMS
    assert terms_of("中" * (2 * LONGEST_TERM)) == [Term(("中中",) * LONGEST_TERM)]


@pytest.mark.parametrize("letter", ["x", "中", "é", "ß", "1"])
def test_no_word_is_longer_than_the_databases_take(letter: str) -> None:
    for word in words_of(letter * 5000):
        assert len(word) <= 2 * LONGEST_WORD


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A railway", ["A", "railway"]),
        ("C+C5机制", ["C", "C5", "机制", "制"]),
        ("ﬁne cafe\u0301, ok", ["ﬁne", "cafe\u0301", "ok"]),
        ("㍿", ["㍿", "㍿", "㍿", "㍿"]),
    ],
)
def test_words_know_where_they_stand(text: str, places: list[str]) -> None:
    assert [text[start:end] for _word, start, end in placed_words(text)] == places


@given(st.text())
def test_placed_words_are_the_words(text: str) -> None:
    placed = placed_words(text)

    assert [word for word, _start, _end in placed] == words_of(text)
    assert all(0 <= start < end <= len(text) for _word, start, end in placed)


@given(st.text())
def test_words_are_letters_and_digits_alone(text: str) -> None:
    """The engines take them unescaped."""
    for word in words_of(text):
        # Places that Unicode has not given to a character yet may stand among the Han ones.
        assert all(each.isalnum() or ord(each) > 0x3400 for each in word)
        assert not set(word) & set("'\"\\&|!<>:*() ")


@given(st.text(alphabet="中亚铁路秘书处 abcÄ1-,", min_size=1), st.data())
def test_every_part_of_a_text_between_spaces_is_found_in_it(text: str, data: st.DataObject) -> None:
    parts = [part for part in text.split() if words_of(part)]
    if not parts:
        return
    part = data.draw(st.sampled_from(parts))
    (term,) = terms_of(part)
    words = words_of(text)
    places = range(len(words) - len(term.words) + 1)
    assert any(tuple(words[place : place + len(term.words)]) == term.words for place in places)
