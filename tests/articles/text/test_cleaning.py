import re

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text import cleaning
from articles.text.cleaning import MAX_BYTES, MAX_DEPTH, TextRefused, clean_html
from articles.text.markup import plain_text
from articles.text.policy import ATTRIBUTES, BLOCKS, MARKS, VOIDS
from articles.text.tags import attributes_of, read_tokens

ELEMENTS = """
    p h1 h2 h4 ul ol li blockquote strong b em i a figure figcaption caption table thead tbody tr td
    th pre code br hr div span section svg math title style script select option template textarea
    noscript form button font o:p x
"""
NAMES = ELEMENTS.split()
MARKUP = [
    "",
    ' href="https://seetao.com/?a=1&amp;b=2"',
    " href=//evil.com",
    ' href="javascript:alert(1)"',
    ' onclick="alert(1)" style=x class="y" id=z',
    " data-image=7",
    ' data-image="7 8"',
    " colspan=2 scope=row",
    " /",
    ' title="<p>\'"',
]
PIECES = st.one_of(
    st.builds("<{}{}>".format, st.sampled_from(NAMES), st.sampled_from(MARKUP)),
    st.builds("</{}>".format, st.sampled_from(NAMES)),
    st.sampled_from(
        ["<!-- c -->", "<!--", "-->", "<![CDATA[", "]]>", "<?xml?>", "<!doctype html>", "<a href='"]
    ),
    st.sampled_from(
        ["&lt;", "&amp", "&#0;", "&#60;b&#62;", "&nbsp;", "<", ">", '"', "'", "\n", " "]
    ),
    st.text(max_size=5),
)
SOUP = st.lists(PIECES, max_size=30).map("".join)
STORABLE_SOUP = SOUP.filter(lambda soup: "\0" not in soup)

HARMLESS = {f"<{end}{name}>" for end in ("", "/") for name in ("p", "table", "tbody", "tr", "td")}


def words(html: str) -> str:
    return re.sub(r"\s", "", plain_text(html))


@pytest.fixture
def _without_nh3(monkeypatch: pytest.MonkeyPatch) -> None:
    class Untouchable:
        def clean(self, html: str) -> str:
            raise AssertionError(f"nh3 was asked to clean {len(html)} characters")

    monkeypatch.setattr(cleaning, "_nh3", Untouchable())


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<p>One.</p><h2>Two</h2>", "<p>One.</p><h2>Two</h2>"),
        ("loose", "<p>loose</p>"),
        ("<div>one</div><div>two</div>", "<p>one</p><p>two</p>"),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("<h1>a</h1><h6>b</h6>", "<h2>a</h2><h4>b</h4>"),
        ("<p><b>a</b> <i>b</i></p>", "<p><strong>a</strong> <em>b</em></p>"),
        (
            "<b><p>a</p><p>b</p></b>",
            "<p><strong>a</strong></p><p><strong>b</strong></p>",
        ),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        (
            "<table>a<tr><td colspan=2>b</table>",
            '<table><tbody><tr><td>a</td></tr><tr><td colspan="2">b</td></tr></tbody></table>',
        ),
        (
            '<figure data-image="7" class="x"><img src="/m.jpg"><figcaption><p>c</p></figcaption>',
            '<figure data-image="7"><figcaption>c</figcaption></figure>',
        ),
        (
            "<table><thead><th scope=row>a</table>",
            '<table><thead><tr><th scope="row">a</th></tr></thead></table>',
        ),
        ("<pre>\n\n a\n b</pre>", "<pre> a\n b</pre>"),
        ("a<hr>b<br>c", "<p>a</p><hr><p>b<br>c</p>"),
    ],
)
def test_structure_is_kept_and_mended(html: str, clean: str) -> None:
    assert clean_html(html) == clean


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>x",
        "<img src=x onerror=alert(1)>x",
        "<svg onload=alert(1)>x</svg>",
        "<iframe src='javascript:alert(1)'></iframe>x",
        "<style>@import 'evil'</style>x",
        '<p style="position:fixed" onclick="alert(1)" id=a class=b>x</p>',
        '<a href="javascript:alert(1)">x</a>',
        '<a href="java&#9;script:alert(1)">x</a>',
        '<a href=" &#1; javascript:alert(1)">x</a>',
        '<a href="data:text/html,x">x</a>',
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>x</noscript>",
        "<!--<img src=x onerror=alert(1)>-->x",
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img'></math>x",
    ],
)
def test_only_the_words_of_an_attack_are_left(html: str) -> None:
    cleaned = clean_html(html)

    assert {token.source for token in read_tokens(cleaned) if token.name} <= HARMLESS
    assert plain_text(cleaned).endswith("x")


@pytest.mark.parametrize(
    "address",
    [
        "https://seetao.com/details/276749.html",
        "HTTP://seetao.com",
        "https://seetao.com/a b?c=[d]&e#f",
        "mailto:news@seetao.com",
        "/details/276749.html",
        "/",
        "#notes",
        "https://见道.中国/路",
    ],
)
def test_safe_links_stay_and_get_a_rel(address: str) -> None:
    cleaned = clean_html(f'<p><a href="{address}" rel="opener" target="_blank">x</a></p>')

    shown = address.replace("&", "&amp;")
    assert cleaned == f'<p><a href="{shown}" rel="noopener noreferrer">x</a></p>'


@pytest.mark.parametrize(
    "address",
    [
        "//evil.com",
        "/\\evil.com",
        "\\\\evil.com",
        "/\t/evil.com",
        "https:/evil.com",
        "https:evil.com",
        "https://seetao.com@evil.com",
        "https://evil.com\\@seetao.com",
        "https:///evil.com",
        "ftp://seetao.com",
        "tel:123",
        "vbscript:x",
        "details/276749.html",
        "",
        "https://seetao.com/" + "x" * 2000,
    ],
)
def test_other_links_lose_the_link_and_keep_the_words(address: str) -> None:
    assert clean_html(f'<p><a href="{address}">x</a></p>') == "<p>x</p>"


@pytest.mark.parametrize("number", ["7", "276749"])
def test_picture_is_named_by_a_number(number: str) -> None:
    html = f'<figure data-image="{number}"></figure>'

    assert clean_html(html) == html


@pytest.mark.parametrize("number", ["0", "-7", "7x", "٧", "7/../8", "", "1" * 10])
def test_picture_is_named_by_nothing_else(number: str) -> None:
    html = f'<figure data-image="{number}"><figcaption>c</figcaption></figure>'

    assert clean_html(html) == "<figure><figcaption>c</figcaption></figure>"


@pytest.mark.usefixtures("_without_nh3")
@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 38_000,
        "<ul><li>" * 23_000,
        "<blockquote>" * 12_000,
        "<b>" * 12_000,
        "<x>" * 12_000 + "</x>" * 12_000,
        "<table><tr><td>" * 12_000,
        "<p><b>" * 12_000,
    ],
)
def test_deep_nesting_never_reaches_nh3(html: str) -> None:
    with pytest.raises(TextRefused, match="inside one another"):
        clean_html(html)


@pytest.mark.usefixtures("_without_nh3")
@pytest.mark.parametrize(
    "html",
    [
        "<" * 190_000,
        "<a " * 63_000,
        '<a x="' * 31_000,
        "<a x='y=\"" * 20_000,
        "<!--" * 49_000,
        "<!a" * 63_000,
        '<a href="/' + "x" * 1990 + '">' + "<p>x" * 38_000,
    ],
)
def test_hostile_sources_that_would_grow_are_refused_at_once(html: str) -> None:
    with pytest.raises(TextRefused, match="bytes"):
        clean_html(html)


@pytest.mark.parametrize(
    "html",
    [
        " " * 190_000,
        "<p>" + "</i>" * 47_000,
        "<br>" * 47_000,
        "<script>" * 99,
        "".join(f"<x{n}></x{n}>" for n in range(12_000)),
        "<![CDATA[" * 20_000 + ">",
    ],
)
def test_hostile_sources_without_words_leave_nothing(html: str) -> None:
    assert clean_html(html) == "" or plain_text(clean_html(html)) == ""


def test_depth_is_taken_up_to_its_limit() -> None:
    quotes = MAX_DEPTH - 1
    html = "<blockquote>" * quotes + "<p>x</p>" + "</blockquote>" * quotes

    assert clean_html(html) == html
    with pytest.raises(TextRefused, match="100 elements"):
        clean_html(f"<blockquote>{html}</blockquote>")


def test_many_paragraphs_without_end_tags_are_not_deep() -> None:
    assert clean_html("<p>x" * 500) == "<p>x</p>" * 500
    assert clean_html("<ul>" + "<li>x" * 500) == f"<ul>{'<li>x</li>' * 500}</ul>"


def test_bytes_are_taken_up_to_their_limit() -> None:
    html = f"<p>{'路' * ((MAX_BYTES - 8) // 3)}x</p>"

    assert len(html.encode()) == MAX_BYTES
    assert clean_html(html) == html
    with pytest.raises(TextRefused, match="200,000 bytes"):
        clean_html(html.replace("x", "xy"))


def test_text_that_grows_beyond_the_limit_is_refused() -> None:
    with pytest.raises(TextRefused, match="200,000 bytes"):
        clean_html("&" * (MAX_BYTES // 2))


@pytest.mark.parametrize(("character", "code"), [("\0", "0000"), ("\ud800", "D800")])
def test_what_no_database_can_hold_is_refused_with_its_place(character: str, code: str) -> None:
    with pytest.raises(TextRefused) as refusal:
        clean_html(f"<p>before{character}after</p>")

    assert f"Character 10 (U+{code})" in str(refusal.value)
    assert "“<p>before”" in str(refusal.value)


def test_refusal_of_two_half_characters_can_be_stored_itself() -> None:
    with pytest.raises(TextRefused) as refusal:
        clean_html("\udc00\ud800")

    assert str(refusal.value).encode()


def test_control_characters_go_and_line_ends_are_lf() -> None:
    assert clean_html("<p>a\x01b\x7fc\x0bd\r\ne\rf\x85g</p>") == "<p>abc\nd\ne\nf\ng</p>"


@given(STORABLE_SOUP)
@settings(max_examples=400)
def test_cleaning_twice_is_cleaning_once(soup: str) -> None:
    cleaned = clean_html(soup)

    assert clean_html(cleaned) == cleaned


@given(STORABLE_SOUP)
@settings(max_examples=400)
def test_cleaning_loses_no_word_and_keeps_their_order(soup: str) -> None:
    visible = words(soup.translate(dict.fromkeys([*range(9), *range(14, 32), *range(127, 160)])))

    assert words(clean_html(soup)) == visible


@given(STORABLE_SOUP)
@settings(max_examples=400)
def test_nothing_outside_the_policy_is_left(soup: str) -> None:
    policy = nh3.Cleaner(
        tags={*BLOCKS, *MARKS, *VOIDS},
        attributes={"a": {"href"}, **{tag: set(names) for tag, names in ATTRIBUTES.items()}},
        url_schemes={"http", "https", "mailto"},
    )
    cleaned = clean_html(soup)

    assert policy.clean(cleaned) == cleaned
    for token in read_tokens(cleaned):
        attributes = attributes_of(token) if token.name else {}
        assert attributes.get("data-image", "7").isdecimal()
        assert not attributes.get("href", "").startswith(("//", "javascript"))


@given(STORABLE_SOUP)
def test_every_element_of_clean_html_is_closed_in_order(soup: str) -> None:
    open_elements: list[str] = []
    for name, is_end, _source in read_tokens(clean_html(soup)):
        if is_end:
            assert open_elements.pop() == name
        elif name and name not in VOIDS:
            open_elements.append(name)

    assert open_elements == []
