"""Clean HTML as Markdown: every element of the policy, and words that look like marks."""

import pytest

from articles.reader.markdown.escaping import escaped
from articles.reader.markdown.from_html import markdown
from articles.text.cleaning import clean_html
from articles.text.policy import BLOCKS, MARKS, VOIDS


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", ""),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("loose <em>words</em><p>One</p>", "loose *words*\n\nOne"),
        ("<p>a<br>b<br></p>", "a\\\nb"),
        ("<p>a <strong> b </strong>c</p>", "a  **b** c"),
        ("<h2>Head</h2><h3>Below</h3><h4>Deep<br>er</h4>", "## Head\n\n### Below\n\n#### Deep er"),
        ("<hr>", "---"),
        ("<ul><li>One</li><li><p>Two</p><p>more</p></li></ul>", "- One\n- Two\n\n  more"),
        ('<ol start="9"><li>One</li><li>Two</li></ol>', "9. One\n10. Two"),
        ("<ul><li>One<ul><li>Deep</li></ul></li></ul>", "- One\n\n  - Deep"),
        ("<blockquote><p>One</p><p>Two</p></blockquote>", "> One\n>\n> Two"),
        ("<pre>a\n  b ``` c</pre>", "````\na\n  b ``` c\n````"),
        ("<p><code>x</code> <code>a`b</code></p>", "`x` `` a`b ``"),
        ('<p><a href="/a_(b)">x</a></p>', "[x](</a_(b)>)"),
        (
            "<table><caption>Ports</caption><tr><th>A</th><th>B</th></tr><tr><td>1|2</td></tr></table>",
            "Ports\n\n| A | B |\n| --- | --- |\n| 1\\|2 |  |",
        ),
        ('<figure data-image="7"><figcaption>Words</figcaption></figure>', "Words"),
        ("<p>桥<strong>通车</strong>了</p>", "桥**通车**了"),
        ("<table></table><ul></ul><p></p><h2></h2>", ""),
    ],
)
def test_element_becomes_its_mark(html: str, expected: str) -> None:
    assert markdown(html) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# no heading", "\\# no heading"),
        ("- no list", "\\- no list"),
        ("1. no list\n2) nor this", "1\\. no list\n2\\) nor this"),
        ("*a* _b_ `c` [d](e) <f> ~g~", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<f\\> \\~g\\~"),
        ("AT&amp;T & co", "AT&amp;amp;T &amp; co"),
        ("10.5 percent, 3-4 days", "10.5 percent, 3-4 days"),
        ("---", "\\---"),
    ],
)
def test_words_stay_words(text: str, expected: str) -> None:
    assert escaped(text) == expected


def test_no_words_of_any_element_are_lost() -> None:
    names = sorted((BLOCKS | MARKS) - VOIDS)
    html = clean_html("".join(f"<{name}>word{place}</{name}>" for place, name in enumerate(names)))

    shown = markdown(html)

    assert [name for place, name in enumerate(names) if f"word{place}" not in shown] == []
