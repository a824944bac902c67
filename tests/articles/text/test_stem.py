"""Stems: what inflected English words have in common."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.stem import _IRREGULAR, stem


@pytest.mark.parametrize(
    "family",
    [
        "launch launches launched launching",
        "city cities",
        "study studies studied studying",
        "plan plans planned planning",
        "plane planes",
        "agree agrees agreed agreeing",
        "create creates created creating",
        "base bases based basing",
        "bridge bridges bridged bridging",
        "business businesses",
        "process processes processed processing",
        "exceed exceeds exceeded exceeding",
        "mine mines mined mining",
        "build builds building buildings",
        "install installs installed installing",
        "add adds added adding",
        "control controls controlled controlling",
        "tax taxes taxed taxing",
        "free freed",
        "need needs needed",
        "use uses used using",
        "reuse reuses reused reusing",
        "age ages aged aging",
        "owe owes owed owing",
        "bus buses",
        "gas gases",
        "die dies died",
        "tie ties tied",
        "try tries tried trying",
        "supply supplies supplied supplying",
        "build builds built building",
        "rebuild rebuilt rebuilding",
        "send sends sent sending",
        "spend spends spent spending",
    ],
)
def test_inflected_forms_are_one_word(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1, family


@pytest.mark.parametrize(
    "words",
    [
        "plan plane",
        "car care",
        "new news",
        "mine min",
        "generate general",
        "commit committee",
        "bring string thing king",
        "export exporter",
        "bus base bust",
        "gas gate",
        "us use",
        "sky ski",
        "die dye diet",
        "ad add aid",
        "ten tent tend tenth",
        "bed bead bing",
    ],
)
def test_different_words_stay_apart(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == len(words.split())


@pytest.mark.parametrize("word", ["", "铁路", "c5", "1990s", "muller1s", "дороги", "this", "us"])
def test_what_is_no_english_word_stays_as_it_is(word: str) -> None:
    assert stem(word) == word


@given(
    st.text(alphabet="abcdegilnorstuy", min_size=1, max_size=12)
    # Short words with an ending, for which there are rules of their own.
    | st.from_regex(r"[a-z]{1,3}(s|es|ies|ied|ed|ing|ying)", fullmatch=True)
    | st.sampled_from(sorted(_IRREGULAR))
)
def test_stem_is_the_beginning_but_for_its_last_letter(word: str) -> None:
    found = stem(word)

    assert found
    assert word.startswith(found[:-1])
