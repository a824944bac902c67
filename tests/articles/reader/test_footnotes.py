"""Marks and notes are linked both ways, where both are there."""

import pytest
from django.utils import translation

from articles.reader.footnotes import with_footnotes


def test_mark_and_note_lead_to_each_other() -> None:
    shown = with_footnotes("<p>Trade grew.[1] Much.</p><p>[1] Customs, 2024.</p>")

    assert shown == (
        '<p>Trade grew.<sup><a id="ref-1" href="#note-1" role="doc-noteref" aria-label="Note 1">'
        "[1]</a></sup> Much.</p>"
        '<section class="notes" role="doc-endnotes" aria-label="Notes"><p id="note-1">'
        '<a href="#ref-1" role="doc-backlink" aria-label="Back to note 1 in the text">[1]</a>'
        " Customs, 2024.</p></section>"
    )


def test_way_back_leads_to_the_first_of_several_marks() -> None:
    shown = with_footnotes("<p>One[1] two[1].</p><ul><li>Three[1].</li></ul><p>[1] Note.</p>")

    assert shown.count('href="#note-1"') == 3
    assert shown.count('id="ref-1"') == 1
    assert shown.index('id="ref-1"') < shown.index(" two")


def test_full_width_brackets_are_marks_as_well() -> None:
    with translation.override("zh-hans"):
        shown = with_footnotes("<p>增长［1］。</p><p>［1］海关。</p>")

    assert 'aria-label="注释1">［1］</a></sup>。' in shown
    assert 'aria-label="返回正文注释1处">［1］</a>海关。' in shown


@pytest.mark.parametrize(
    "text",
    [
        "<p>A mark[1] without a note.</p>",
        "<p>No mark.</p><p>[1] A note.</p>",
        "<p>Another mark[2].</p><p>[1] A note.</p>",
        "<p>A mark[1].</p><p>[1] A note.</p><p>And more text.</p>",
        "<p>A mark[1].</p><blockquote><p>[1] A quotation.</p></blockquote>",
        "<p>[1] Twice the same</p><p>[1] and no mark before.</p>",
        "<p>A year [2024].</p><p>[2024] is a number of four digits.</p>",
        "<h2>Title[1]</h2><pre>code[1]</pre><p><code>x[1]</code></p><p>[1] A note.</p>",
        '<p><a href="/x">link[1]</a></p><p>[1] A note.</p>',
        '<p><a href="/x[1]<p>[1]">link</a></p><p>[1] A note.</p>',
        "",
    ],
)
def test_text_stays_as_it_is_where_an_end_is_missing(text: str) -> None:
    assert with_footnotes(text) == text


def test_note_without_a_mark_stands_among_the_others_as_it_is() -> None:
    shown = with_footnotes("<p>A mark[2].</p><p>[1] One.</p><p>[2] Two.</p>")

    assert "<p>[1] One.</p>" in shown
    assert 'id="note-2"' in shown
    assert shown.index('class="notes"') < shown.index("[1] One.")


def test_line_after_the_notes_ends_them() -> None:
    text = "<p>A mark[1].</p><p>[1] One.</p><hr>"

    assert with_footnotes(text) == text
