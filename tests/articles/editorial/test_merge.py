"""Merging whole contents: both sides' changes, or the names of the fields that clash."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.content import Content, Related
from articles.editorial.merge import ContentConflict, merge
from tests.articles.test_content import contents
from tests.factories import make_content

BASE = make_content("Title", body=("One.", "Two.", "Three."), leads=("Lead.",), keywords=(1, 2))


@given(contents, contents)
def test_unchanged_side_gives_way(one: Content, two: Content) -> None:
    # Ids of paragraphs are unique in every stored content; the strategy's need not be.
    one, two = replace(one, body=BASE.body), replace(two, body=BASE.body[:1])
    assert merge(one, one, two) == two
    assert merge(one, two, one) == two


@given(st.sampled_from(["title", "source", "copyright", "credit_line"]), st.text(), st.text())
def test_different_values_of_one_field_clash(name: str, one: str, two: str) -> None:
    base = replace(BASE, **{name: "as it was"})  # type: ignore[arg-type]
    ours, theirs = (replace(base, **{name: value}) for value in (one, two))  # type: ignore[arg-type]
    if one == two or "as it was" in (one, two):
        merge(base, ours, theirs)
        return
    with pytest.raises(ContentConflict) as caught:
        merge(base, ours, theirs)
    assert caught.value.names == (name,)


def test_changes_in_different_fields_and_paragraphs_are_both_kept() -> None:
    ours = replace(
        BASE,
        title="New title",
        body=make_content(body=("One, better.", "Two.", "Three.")).body,
        keywords=(1, 2, 3),
    )
    theirs = replace(
        BASE,
        body=make_content(body=("One.", "Two.", "Three, better.")).body,
        related=(Related(title="A title"),),
        keywords=(0, 1, 2),
    )
    merged = merge(BASE, ours, theirs)
    assert merged.title == "New title"
    assert merged.plain("body") == "One, better.\nTwo.\nThree, better."
    assert merged.related == (Related(title="A title"),)
    assert merged.keywords == (0, 1, 2, 3)


def test_every_clashing_field_is_named() -> None:
    ours = replace(BASE, title="Ours", body=make_content(body=("Ours.",)).body)
    theirs = replace(BASE, title="Theirs", body=make_content(body=("Theirs.",)).body)
    with pytest.raises(ContentConflict, match="title, body"):
        merge(BASE, ours, theirs)
