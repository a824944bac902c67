from hypothesis import given
from hypothesis import strategies as st

from articles.text.cleaning import clean_html
from articles.text.markup import paragraph_html, plain_text
from articles.text.paragraphs import attach_ids, split_paragraphs

TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20)
HTMLS = st.lists(st.sampled_from(["<p>a</p>", "<p>b</p>", "<p>c d</p>", "<p>c d e</p>", "<hr>"]))
OLD = HTMLS.map(lambda texts: attach_ids((), texts))
SENTENCES = [
    "The ambassadors attended the launch ceremony in Xi'an on Saturday.",
    "陕西省将进一步加强同秘书处的沟通与协调，提供有力支持。",
    "All parties have high hopes and will fully support its work.",
]
ABC = tuple((each, paragraph_html(text)) for each, text in zip("abc", SENTENCES, strict=True))


def htmls(*texts: str) -> list[str]:
    return [paragraph_html(text) for text in texts]


def ids_of(pairs: tuple[tuple[str, str], ...]) -> list[str]:
    return [name for name, _html in pairs]


def test_body_is_split_at_its_top_level() -> None:
    html = "<h2>a</h2>\n<ul><li><p>b</p></li></ul><hr><blockquote><p>c</p><p>d</p></blockquote>"

    assert split_paragraphs(html) == (
        "<h2>a</h2>",
        "<ul><li><p>b</p></li></ul>",
        "<hr>",
        "<blockquote><p>c</p><p>d</p></blockquote>",
    )


def test_loose_text_becomes_a_paragraph() -> None:
    assert split_paragraphs("a <em>b</em><br>c<p>d</p>e") == (
        "<p>a <em>b</em><br>c</p>",
        "<p>d</p>",
        "<p>e</p>",
    )


def test_empty_paragraphs_are_left_out_but_pictures_are_not_empty() -> None:
    html = '<p></p><p>&nbsp;<br></p>\n<figure data-image="7"></figure><figure></figure>'

    assert split_paragraphs(html) == ('<figure data-image="7"></figure>',)


@given(st.lists(TEXTS))
def test_paragraphs_of_a_body_are_those_it_was_made_of(texts: list[str]) -> None:
    body = "".join(map(paragraph_html, texts))

    found = split_paragraphs(clean_html(body))

    assert [plain_text(each) for each in found] == [text for text in texts if text.strip()]


@given(st.lists(TEXTS))
def test_each_paragraph_of_clean_html_is_clean_by_itself(texts: list[str]) -> None:
    for each in split_paragraphs(clean_html("<br>".join(texts) + "<ul><li>a</ul>b")):
        assert clean_html(each) == each


def test_unchanged_paragraphs_keep_their_ids() -> None:
    assert attach_ids(ABC, [html for _name, html in ABC]) == ABC


def test_edited_paragraph_keeps_its_id_in_both_languages() -> None:
    new = htmls(
        SENTENCES[0].replace("Saturday", "Sunday"), SENTENCES[1].replace("有力", ""), SENTENCES[2]
    )

    assert ids_of(attach_ids(ABC, new)) == ["a", "b", "c"]


def test_paragraph_with_other_words_is_a_new_one() -> None:
    new = htmls(SENTENCES[0], "A quite different sentence about a bridge.", SENTENCES[2])

    names = ids_of(attach_ids(ABC, new))

    assert names[::2] == ["a", "c"]
    assert names[1] not in "abc"


def test_moved_paragraph_keeps_its_id() -> None:
    assert ids_of(attach_ids(ABC, [ABC[1][1], ABC[2][1], ABC[0][1]])) == ["b", "c", "a"]


def test_inserted_and_deleted_paragraphs_leave_the_others_their_ids() -> None:
    names = ids_of(attach_ids(ABC, [*htmls("Before."), ABC[0][1], ABC[2][1], *htmls("After.")]))

    assert names[1:3] == ["a", "c"]


def test_split_paragraph_gives_its_id_to_the_more_similar_part() -> None:
    new = htmls("The ambassadors", SENTENCES[0].removeprefix("The ambassadors "), *SENTENCES[1:])

    assert ids_of(attach_ids(ABC, new))[1:] == ["a", "b", "c"]


def test_new_ids_depend_on_the_words_alone() -> None:
    assert attach_ids((), ["<p>x</p>"]) == (("31d8e07e", "<p>x</p>"),)


def test_same_words_twice_get_two_ids() -> None:
    first, second, third = ids_of(attach_ids((), ["<p>x</p>"] * 3))

    assert (second, third) == (f"{first}-2", f"{first}-3")


def test_id_of_a_paragraph_with_other_words_now_is_not_given_again() -> None:
    (old,) = attach_ids((), ["<p>first words</p>"])
    edited = attach_ids([old], ["<p>first words now</p>"])

    again = attach_ids(edited, ["<p>first words now</p>", "<p>first words</p>"])

    assert ids_of(again) == [old[0], f"{old[0]}-2"]


@given(OLD, HTMLS)
def test_html_is_kept_and_ids_are_unique(old: tuple[tuple[str, str], ...], new: list[str]) -> None:
    attached = attach_ids(old, new)

    assert [html for _name, html in attached] == new
    assert len(set(ids_of(attached))) == len(new)
    assert attach_ids(old, new) == attached


@given(OLD, HTMLS)
def test_html_that_stays_keeps_an_id_it_had(
    old: tuple[tuple[str, str], ...], new: list[str]
) -> None:
    attached = attach_ids(old, new)

    for html in {html for _name, html in old} & set(new):
        before = {name for name, each in old if each == html}
        after = {name for name, each in attached if each == html}
        assert len(before & after) == min(len(before), new.count(html))


def test_hundreds_of_rewritten_paragraphs_are_attached() -> None:
    old = [(str(n), f"<p>{'word' * 9} {n} {n} road {n}</p>") for n in range(500)]
    new = [html.replace("road", "rail") for _name, html in old]

    assert ids_of(attach_ids(old, new)) == [name for name, _html in old]
