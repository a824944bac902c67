"""The one place that marks HTML as safe."""

from django.utils.safestring import SafeString

from articles.reader.body import shown_html
from articles.text.cleaning import MAX_BYTES


def test_clean_html_is_shown_as_it_stands() -> None:
    clean = '<p>A <a href="https://example.org/" rel="noopener noreferrer">link</a>.</p>'

    shown = shown_html(clean)

    assert shown == clean
    assert isinstance(shown, SafeString)


def test_what_the_policy_forbids_is_left_out() -> None:
    assert shown_html('<p style="x">Words<script>alert(1)</script></p>') == "<p>Words</p>"


def test_text_that_cleaning_refuses_is_shown_as_plain_words() -> None:
    shown = shown_html("<p>a &lt;b&gt;</p><script>x</script>" + "<p>word</p>" * MAX_BYTES)

    assert shown.startswith("<p>a &lt;b&gt;")
    assert "<script" not in shown
