import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.cleaning import clean_html
from articles.text.markup import paragraph_html, plain_text

PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs"]))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a <b>b</b></p>", "a b"),
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("<p>one</p>\n  <p></p>\n<p>two</p>\n", "one\ntwo"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<p>Tom &amp; Jerry &lt;3 &#20013;&nbsp;</p>", "Tom & Jerry <3 中\u00a0"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "a\nb\nc"),
        ("<h2>头</h2>文<hr>尾", "头\n文\n尾"),
        ("<p>wrapped\n   line</p>", "wrapped line"),
        ("<pre>kept\n   line</pre>", "kept\n   line"),
        ("<p> spaces  stay </p>", " spaces  stay "),
        ("a<!-- no -->b<script>no</script>c<style>no</style>", "abc"),
        ("", ""),
        ("3 < 4 <中 </3", "3 < 4 <中 </3"),
        ("end <a href='x", "end <a href='x"),
    ],
)
def test_words_of_html_are_what_a_browser_shows(html: str, text: str) -> None:
    assert plain_text(html) == text


def test_line_breaks_of_a_paragraph_become_br() -> None:
    assert paragraph_html("a\r\nb\nc\rd") == "<p>a<br>b<br>c<br>d</p>"


def test_markup_in_plain_text_stays_text() -> None:
    assert paragraph_html('<b>&amp;"') == '<p>&lt;b&gt;&amp;amp;"</p>'


@given(PRINTABLE)
def test_plain_text_comes_back_from_html_as_it_was(text: str) -> None:
    assert plain_text(paragraph_html(text)) == text


@given(PRINTABLE)
def test_cleaning_changes_no_character_of_a_text(text: str) -> None:
    assert plain_text(clean_html(paragraph_html(text))) == text


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1), min_size=1))
def test_lines_of_a_text_survive_cleaning(lines: list[str]) -> None:
    text = "\n".join(lines)

    assert plain_text(clean_html(paragraph_html(text))) == text
