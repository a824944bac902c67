from hypothesis import given
from hypothesis import strategies as st

from articles.text.cleaning import clean_html
from articles.text.markup import paragraph_html, plain_text
from articles.text.mending import mended_html


def test_words_are_replaced_in_their_place_alone() -> None:
    html = "<p>the the dam, <em>the the</em> &amp; A &lt; the the</p>"
    text = plain_text(html)

    last = text.rindex("the the")
    assert mended_html(html, last, last + 7, "the") == (
        "<p>the the dam, <em>the the</em> &amp; A &lt; the</p>"
    )
    middle = text.index("the the", 5)
    assert mended_html(html, middle, middle + 7, "the") == (
        "<p>the the dam, <em>the</em> &amp; A &lt; the the</p>"
    )


def test_what_markup_parts_is_left_alone() -> None:
    assert mended_html("<p>the <em>the</em> dam</p>", 0, 7, "the") is None


def test_a_fix_is_text_and_no_markup() -> None:
    assert mended_html("<p>a</p>", 0, 1, "<b>&") == "<p>&lt;b&gt;&amp;</p>"


@given(st.text(), st.data())
def test_nothing_but_the_words_changes(words: str, data: st.DataObject) -> None:
    html = paragraph_html(words.replace("\0", "").encode("utf-8", "ignore").decode())
    text = plain_text(html)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    mended = mended_html(html, start, end, "x")
    if mended is not None:
        assert plain_text(mended) == text[:start] + "x" + text[end:]
        assert clean_html(mended) == mended or clean_html(html) != html
