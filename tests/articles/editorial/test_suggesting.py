"""Keywords are suggested by what the text itself says."""

from __future__ import annotations

from typing import Any

import pytest

from articles import editorial
from articles.models import KeywordAlias
from tests.factories import make_keyword

pytestmark = pytest.mark.django_db


def suggested(
    title: str = "", leads: str = "", body: str = "", language: str = "en", chosen: Any = ()
) -> list[str]:
    return editorial.suggested_keywords((title, leads, body), language, chosen)


def test_names_and_other_names_are_found_in_both_languages() -> None:
    keyword = make_keyword("Uzbekistan")
    KeywordAlias.objects.create(keyword=keyword, language="en", name="Republic of Uzbekistan")
    make_keyword("中欧班列", "zh")
    make_keyword("railway")

    assert suggested("A RAILWAY in the republic of uzbekistan") == ["Uzbekistan", "railway"]
    assert suggested(body="首趟中欧班列抵达。", language="zh") == ["中欧班列"]
    assert suggested("A railway", language="zh") == []


def test_title_weighs_more_than_text_and_frequency_has_an_end() -> None:
    for name in ("steel", "cement", "glass"):
        make_keyword(name)

    text = "glass " * 50 + "cement"

    assert suggested("Steel", "Cement", text) == ["steel", "cement", "glass"]


def test_a_name_within_a_longer_one_or_within_a_word_does_not_count() -> None:
    for name in ("port", "deep-water port"):
        make_keyword(name)
    for name in ("铁路", "中国铁路", "铁"):
        make_keyword(name, "zh")

    assert suggested("Deep-water port reports; a sport") == ["deep-water port"]
    assert suggested("A port beside the deep-water port") == ["deep-water port", "port"]
    assert suggested("中国铁路修铁路", language="zh") == ["中国铁路", "铁路"]
    assert suggested("中国铁路", language="zh") == ["中国铁路"]


def test_what_stands_in_the_field_is_not_suggested_again() -> None:
    chosen = make_keyword("railway").pk

    assert suggested("A railway", chosen={chosen}) == []


def test_merged_keywords_are_suggested_as_what_they_became() -> None:
    keyword, into = make_keyword("harbour"), make_keyword("port")
    KeywordAlias.objects.filter(keyword=keyword).update(keyword=into)

    assert suggested("The harbour") == ["port"]


def test_odd_texts_and_names_do_no_harm(django_assert_num_queries: Any) -> None:
    for name in ("a.*b", "100%", "_x_", "C++"):
        make_keyword(name)
    with django_assert_num_queries(1):
        found = suggested("a.*b and C++ %_ " * 10_000, "", "100% of _x_")
    assert found == ["C++", "a.*b", "100%", "_x_"]
    assert suggested() == []
