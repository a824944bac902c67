import re
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.checks import MOST_OF_A_KIND, check_field
from articles.text.codes import CODES
from tests.articles.text.checks.labelled import LANGUAGES, TODAY, Sentence, scores, sentences

ALL = [each for language in LANGUAGES for each in sentences(language)]
LONG = 60_000  # characters, ten long articles
HOSTILE = (
    "the ",
    "www.",
    "a.",
    "项目",
    "(",
    "“",
    "中(中",
    "1,",
    "\n",
    "[1,",
    '"中',
    "e\u0301",
    "\u0301",
    "\u200b",
    "後",
    "5 million million ",
    ") A ",
    "本文为",
    "(This article is from ",
    "On March 30, 2094, it was held, ",
    "a@a.",
    "http//",
    "来源：",
    "Editor Editor ",
    " \t\u3000",
    "a、",
    "☃️👩‍🚀",
)


@pytest.mark.parametrize("sentence", ALL, ids=lambda each: f"{each.language}: {each.text[:40]}")
def test_labelled_sentence_has_just_the_marked_findings(sentence: Sentence) -> None:
    assert {(each.code, each.start, each.end) for each in sentence.found()} == sentence.expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_is_measured(language: str) -> None:
    assert len(list(sentences(language))) >= 200
    codes = scores(language).keys()
    asked_of_facts = {
        "reading-time",
        "missing-alt",
        "unresolved-related",
        "not-public-link",
        "missing-source",
        "missing-editor",
    }
    english = {"traditional-character"} if language == "en" else set()
    assert codes == CODES.keys() - asked_of_facts - english


_PIECES = st.sampled_from(
    [
        *(each.text for each in ALL),
        *HOSTILE,
        "）",
        "”",
        "，",
        ",",
        "）",
        "亿亿",
        "\ud800",
        "\u202e",
        "\ufeff",
        "一带一路战略",
    ]
)
_TEXTS = st.lists(_PIECES | st.text(max_size=8), max_size=8).map("".join)


@settings(max_examples=150, deadline=None)
@given(_TEXTS, st.sampled_from(LANGUAGES))
def test_findings_lie_in_the_text_and_say_what_stands_there(text: str, language: str) -> None:
    for each in check_field("body", text, language, today=TODAY):
        assert 0 <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.text
        assert each.code in CODES


@settings(max_examples=150, deadline=None)
@given(_TEXTS, st.sampled_from(LANGUAGES))
def test_a_fix_removes_its_finding(text: str, language: str) -> None:
    for each in check_field("body", text, language):
        if each.fix is None:
            continue
        mended = text[: each.start] + each.fix + text[each.end :]
        again = check_field("body", mended, language, codes={each.code})
        here = [other for other in again if other.start == each.start and other.text == each.text]
        assert not here


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_checks_take_linear_time(piece: str, language: str) -> None:
    text = (piece * (LONG // len(piece) + 1))[:LONG]
    started = process_time()

    found = check_field("body", text, language, today=TODAY)

    # A fraction of a second is enough; what took quadratic time would take half a minute.
    assert process_time() - started < 10
    assert len(found) <= len(CODES) * MOST_OF_A_KIND


def test_messages_are_sentences_in_the_language_of_the_desk() -> None:
    for sentence in ALL:
        for each in sentence.found():
            assert re.search(r"\w.*[.:;]$", each.message)
