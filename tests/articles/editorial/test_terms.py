"""Keywords and persons are found by name, and made when nobody knows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.editorial import Refused, keyword_ids, person_id
from articles.models import Keyword, KeywordAlias, Person
from tests.factories import make_cast, merge

pytestmark = pytest.mark.django_db


def test_new_names_become_keywords_in_their_order() -> None:
    ids = keyword_ids(["the Belt and Road news", "overseas project"], "en")
    names = [Keyword.objects.get(pk=pk).name for pk in ids]
    assert names == ["the Belt and Road news", "overseas project"]
    assert KeywordAlias.objects.count() == 2


def test_case_width_and_spaces_make_no_new_keyword() -> None:
    first = keyword_ids(["Belt and Road"], "en")
    again = keyword_ids(["ＢＥＬＴ  and road "], "en")
    assert again == first


def test_name_given_twice_is_one_keyword() -> None:
    assert len(keyword_ids(["铁路", "铁路", " "], "zh")) == 1


def test_languages_have_keywords_of_their_own() -> None:
    assert keyword_ids(["BRI"], "en") != keyword_ids(["BRI"], "zh")


def test_alias_finds_its_keyword_and_what_that_was_merged_into() -> None:
    (old,) = keyword_ids(["OBOR"], "en")
    (new,) = keyword_ids(["Belt and Road"], "en")
    merge(Keyword.objects.get(pk=old), Keyword.objects.get(pk=new), make_cast())
    assert keyword_ids(["obor"], "en") == (new,)
    assert keyword_ids(["obor", "belt and road"], "en") == (new,)


def test_names_of_one_slug_get_different_ones() -> None:
    keyword_ids(["C++", "C"], "en")
    assert len(set(Keyword.objects.values_list("slug", flat=True))) == 2


def test_chinese_keyword_has_a_chinese_slug() -> None:
    (pk,) = keyword_ids(["一带一路"], "zh")
    assert Keyword.objects.get(pk=pk).slug == "一带一路"


def test_too_long_a_name_is_refused() -> None:
    with pytest.raises(Refused, match="101 characters"):
        keyword_ids(["长" * 101], "zh")


def test_person_is_found_again_by_his_name() -> None:
    assert person_id("Zhou Yingwen", "en") == person_id(" Zhou Yingwen ", "en")
    assert Person.objects.count() == 1


def test_no_name_is_nobody() -> None:
    assert person_id(" ", "en") is None


def test_two_persons_of_one_slug_get_different_ones() -> None:
    assert person_id("Wang Yi", "en") != person_id("Wang-Yi", "en")


class AnyName(TestCase):
    """Whatever an editor or a page calls a keyword."""

    @given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=50)))
    def test_same_names_give_the_same_keywords(self, names: list[str]) -> None:
        assert keyword_ids(names, "en") == keyword_ids(names, "en")
