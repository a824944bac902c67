"""The one place that marks HTML as safe."""

from django.utils.safestring import SafeString

from articles.reader.body import page_html, shown_html, standalone_html
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


def test_only_the_articles_own_page_has_what_a_page_needs() -> None:
    stored = "<p>A mark[1].</p><table><tbody><tr><td>1</td></tr></tbody></table><p>[1] A note.</p>"

    on_page, elsewhere = page_html(stored), standalone_html(stored, "/details/1.html")

    assert isinstance(on_page, SafeString)
    assert '<section class="scroll"' in on_page
    assert 'href="#note-1"' in on_page
    assert elsewhere == stored


def test_marks_and_wide_parts_go_together() -> None:
    stored = "<table><tbody><tr><td>1[1]</td></tr></tbody></table><p>[1] A note.</p>"

    shown = page_html(stored)

    assert '<td>1<sup><a id="ref-1"' in shown
    assert shown.count("</section>") == shown.count("<section") == 2
