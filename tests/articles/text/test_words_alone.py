"""The short way for paragraphs of words alone ends where the long way ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import cleaning, markup, paragraphs

ANYTHING = st.text(st.characters(codec="utf-8"), max_size=60)
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp"), exclude_characters="<>&"),
    min_size=1,
    max_size=60,
)


def by_the_long_way(html: str) -> tuple[str, str, tuple[str, ...]]:
    class Never:
        def fullmatch(self, text: str) -> None:
            return None

    with pytest.MonkeyPatch.context() as patch:
        for module in (cleaning, markup, paragraphs):
            patch.setattr(module, "WORDS_ALONE", Never())
        return ends_of(html)


def ends_of(html: str) -> tuple[str, str, tuple[str, ...]]:
    cleaned = cleaning.clean_html(html)
    return cleaned, markup.plain_text(cleaned), paragraphs.split_paragraphs(cleaned)


@given(WORDS | ANYTHING)
def test_both_ways_end_alike(text: str) -> None:
    html = f"<p>{text}</p>".replace("\0", "")
    assert ends_of(html) == by_the_long_way(html)


@pytest.mark.parametrize(
    "text", ["铁路 opens at 9:00", "“Yes” – it's 3×660MW", "a\u3000b", "\ufeffa"]
)
def test_ordinary_words_take_the_short_way(text: str) -> None:
    assert markup.WORDS_ALONE.fullmatch(f"<p>{text}</p>")
    assert ends_of(f"<p>{text}</p>") == by_the_long_way(f"<p>{text}</p>")
