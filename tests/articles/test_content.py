"""Content: an exact round trip through JSON, upgrades of old forms, and field-wise difference."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import content as module
from articles.content import (
    SCHEMA,
    Content,
    ContentError,
    Figure,
    Paragraph,
    Related,
    changed_fields,
    upgraded,
)

texts = st.text(st.characters(codec="utf-8"), max_size=40)
keys = st.integers(min_value=1, max_value=2**40)
per_cent = st.integers(min_value=0, max_value=100)
figures = st.builds(
    Figure,
    image=keys,
    alt=texts,
    caption=texts,
    credit=texts,
    focal_x=per_cent,
    focal_y=per_cent,
)
contents = st.builds(
    Content,
    title=texts,
    leads=st.lists(texts, max_size=3).map(tuple),
    body=st.lists(st.builds(Paragraph, id=texts, html=texts), max_size=4).map(tuple),
    source=texts,
    author=st.none() | keys,
    column_editor=st.none() | keys,
    credit_line=texts,
    copyright=texts,
    keywords=st.lists(keys, max_size=4).map(tuple),
    related=st.lists(
        st.builds(
            Related, title=texts, address=texts, target=st.none() | keys, origin=st.just("manual")
        ),
        max_size=3,
    ).map(tuple),
    cover=st.none() | figures,
    figures=st.lists(figures, max_size=2).map(tuple),
    seo_title=texts,
    seo_description=texts,
    reading_minutes_override=st.none() | st.integers(min_value=1, max_value=999),
    change_class=st.sampled_from(["", "typo", "correction"]),
    notice_text=texts,
)


@given(contents)
def test_content_comes_back_exactly(content: Content) -> None:
    stored = json.dumps(content.to_json())
    assert Content.from_json(json.loads(stored), SCHEMA) == content


@given(contents)
def test_stored_form_is_made_of_json_own_types(content: Content) -> None:
    form = content.to_json()
    assert json.loads(json.dumps(form)) == form


@given(contents, contents)
def test_difference_names_exactly_the_fields_that_differ(one: Content, two: Content) -> None:
    names = changed_fields(one, two)
    assert (names == ()) == (one == two)
    assert replace(one, **{name: getattr(two, name) for name in names}) == two


def test_every_field_is_stored_and_read() -> None:
    assert set(Content().to_json()) == {each.name for each in fields(Content)}


WRONG: dict[str, Any] = {
    "an unknown field": {"colour": "red"},
    "a number for a text": {"title": 3},
    "a text for a key": {"author": "Wang Yi"},
    "true for a key": {"author": True},
    "a paragraph without id": {"body": [{"html": "<p>x</p>"}]},
    "no list": {"keywords": 3},
    "a figure that is none": {"cover": "7"},
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_form_is_refused(name: str) -> None:
    with pytest.raises(ContentError):
        Content.from_json(WRONG[name], SCHEMA)


@pytest.mark.parametrize("schema", [0, -1, SCHEMA + 1])
def test_unknown_schema_is_refused(schema: int) -> None:
    with pytest.raises(ContentError, match="unknown here"):
        Content.from_json(Content().to_json(), schema)


def test_old_forms_are_upgraded_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SCHEMA", 3)
    monkeypatch.setattr(
        module,
        "UPGRADES",
        {
            1: lambda data: {**data, "steps": [*data["steps"], 1]},
            2: lambda data: {**data, "steps": [*data["steps"], 2]},
        },
    )
    assert upgraded({"steps": []}, 1) == {"steps": [1, 2]}
    assert upgraded({"steps": []}, 2) == {"steps": [2]}
    assert upgraded({"steps": []}, 3) == {"steps": []}


def test_every_older_schema_has_an_upgrade() -> None:
    assert set(module.UPGRADES) == set(range(1, SCHEMA))


def test_plain_text_joins_parts_by_one_line_feed() -> None:
    content = Content(
        title="铁路开通",
        leads=("One", "Two"),
        body=(Paragraph("a", "<p>A &amp; <b>B</b></p>"), Paragraph("b", "<p>C</p>")),
    )
    assert content.plain("title") == "铁路开通"
    assert content.plain("leads") == "One\nTwo"
    assert content.plain("body") == "A & B\nC"
