import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.keys import MAX_SLUG, name_key, slug_of


@pytest.mark.parametrize(
    "spelling",
    [
        "the Belt and Road",
        "The  Belt and\u00a0Road",
        " THE BELT AND ROAD ",
        "ｔｈｅ Ｂｅｌｔ and Road",
    ],
)
def test_spellings_that_look_the_same_have_one_key(spelling: str) -> None:
    assert name_key(spelling) == "the belt and road"


def test_different_names_have_different_keys() -> None:
    assert name_key("一带一路") != name_key("一帶一路")


def test_composed_and_decomposed_letters_have_one_key() -> None:
    assert name_key("Müller") == name_key("Mu\u0308ller")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("the Belt and Road news", "the-belt-and-road-news"),
        ("一带一路", "一带一路"),
        ("中国-中亚 机制", "中国-中亚-机制"),
        ("Xi'an, ２０２４!", "xi-an-2024"),
        ("snake_case", "snake-case"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_slug_keeps_letters_of_all_scripts(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_name_without_letters_gets_a_slug_of_its_own() -> None:
    assert len(slug_of("!!!")) == 8
    assert slug_of("!!!") != slug_of("???")


def test_long_slug_ends_with_a_whole_word() -> None:
    assert slug_of("railway " * 20) == "-".join(["railway"] * 10)  # 79 characters
    assert slug_of("路" * 81) == "路" * 80


@given(st.text())
def test_key_of_a_key_is_the_key(name: str) -> None:
    key = name_key(name)

    assert name_key(key) == key
    assert key == " ".join(key.split())


@given(st.text())
def test_case_width_and_spaces_never_matter_for_a_key(name: str) -> None:
    assert name_key(f"  {name}\u3000") == name_key(name)
    assert name_key(name_key(name).upper()) == name_key(name.upper())


@given(st.text(max_size=200))
def test_slug_is_short_never_empty_and_stays_itself(name: str) -> None:
    slug = slug_of(name)

    assert 0 < len(slug) <= MAX_SLUG
    assert not set(slug) & set(" /?#%_")
    assert slug_of(slug) == slug
