import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.cleaning import clean_html
from articles.text.pieces import is_word, pieces_of, pieces_of_html, sentences_of


@given(st.text())
def test_pieces_are_the_text_again(text: str) -> None:
    pieces = pieces_of(text)

    assert "".join(pieces) == text
    assert [piece for sentence in sentences_of(pieces) for piece in sentence] == pieces


@given(st.text(alphabet="ab<>/p &;#1路 \n"))
def test_pieces_are_the_clean_source_again(text: str) -> None:
    html = clean_html(text)

    assert "".join(pieces_of_html(html)) == html


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("见道Seetao网", ["见", "道", "Seetao", "网"]),
        ("10.5亿 of it", ["10.5", "亿", " ", "of", " ", "it"]),
        ("high-level,\nhe's", ["high-level", ",", "\n", "he's"]),
        ("seetao. com", ["seetao", ".", " ", "com"]),
        ("cafe\u0301s", ["cafe\u0301s"]),
    ],
)
def test_words_stay_whole_and_han_stands_alone(text: str, pieces: list[str]) -> None:
    assert pieces_of(text) == pieces


def test_tags_and_entities_stay_whole() -> None:
    html = '<p>A &amp; <a href="https://example.org/">B</a></p>'

    pieces = ["<p>", "A", " ", "&amp;", " ", '<a href="https://example.org/">', "B", "</a>", "</p>"]
    assert pieces_of_html(html) == pieces


def test_words_are_what_people_count() -> None:
    assert [piece for piece in pieces_of("到2024年，10.5% up!") if is_word(piece)] == [
        *("到", "2024", "年", "10.5", "up")
    ]
