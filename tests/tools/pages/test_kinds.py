"""The list of the kinds of pages, and the odd articles among them."""

from tools.pages.kinds import KINDS
from tools.pages.odd import KEYWORDS, LONG, number_of, shapes, text_of


def test_every_kind_has_a_name_of_its_own_and_an_address() -> None:
    names = [kind.name for kind in KINDS]

    assert len(set(names)) == len(names)
    assert all(kind.zh or kind.en for kind in KINDS)


def test_odd_articles_are_as_odd_as_their_names_say() -> None:
    by_key = {shape.key: shape for shape in shapes()}

    assert len(text_of(LONG, "en").split()) >= LONG
    assert len(text_of(LONG, "zh")) >= LONG
    assert all(len(title) == 200 for title in by_key["long-title"].title.values())
    assert all(len(names) == KEYWORDS for names in by_key["keywords"].keywords.values())
    numbers = {number_of(key, language) for key in by_key for language in ("zh", "en")}
    assert len(numbers) == 2 * len(by_key)
