"""Highlighting: what is marked in a text, which stays as it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.highlighting import pieces, spans_of
from articles.text.words import terms_of


def marked(text: str, query: str) -> str:
    spans = [span for of_term in spans_of(text, terms_of(query)) for span in of_term]
    return "".join(f"[{each}]" if is_match else each for each, is_match in pieces(text, spans))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("秘书处", "常设[秘书处]在西安"),
        ("秘书", "常设[秘书]处、[秘书]长"),
        ("书", "秘[书]处、秘[书]长、[书]"),
        ("中亚 秘书处", "[中亚]五国[秘书处]"),
        ("中国 国家", "[中国家]"),
        ("launch", "They [launched] a [Launch], [launching] it"),
        ("LAUNCHED", "They [launch]"),
        ("city", "Two [cities], one [city]"),
        ("muller", "Mr [Müller]"),
        ("Müller", "Mr [Mu\u0308ller] and [MULLER]"),
        ("cafe", "A [cafe\u0301]"),
        ("C+C5", "中国—中亚[C+C5]机制"),
        ("1500", "[１５００]公里，1,500"),
        ("1,500", "[1,500] km"),
        ("株式", "[㍿]"),
        ("plan", "A plane, a [plan]"),
        ("秘书", "秘 书"),
        ("the", "[The] other, [the] rest"),
        ("书铁", "书，铁"),
    ],
)
def test_what_was_found_is_marked(query: str, text: str) -> None:
    assert marked(text.replace("[", "").replace("]", ""), query) == text


@pytest.mark.parametrize("query", ["", "?!", "\x00", "railway"])
def test_text_without_the_words_has_no_marks(query: str) -> None:
    assert marked("常设秘书处", query) == "常设秘书处"


@given(st.text(), st.text())
def test_marks_change_no_character(text: str, query: str) -> None:
    spans = [span for of_term in spans_of(text, terms_of(query)) for span in of_term]

    assert "".join(piece.text for piece in pieces(text, spans)) == text


@given(st.text(alphabet="中亚秘书处 abé，e-X\u0301ﬁ㍿", min_size=1), st.data())
def test_every_word_of_a_text_is_marked_in_it(text: str, data: st.DataObject) -> None:
    """What is found can be shown: highlighting knows no rule of its own."""
    parts = [part for part in text.split() if terms_of(part)]
    if not parts:
        return
    part = data.draw(st.sampled_from(parts))

    assert all(spans_of(text, terms_of(part)))
