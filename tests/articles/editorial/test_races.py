"""People who act in the same second, on real parallel connections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils.timezone import now

from articles import editorial
from articles.editorial import Refused
from articles.editorial.verification import flaws
from articles.models import Approval, Edition, Page, Placement, Stage, next_number
from tests.factories import (
    Cast,
    approved,
    head_number,
    make_article,
    make_cast,
    make_content,
    make_page,
    make_placement,
    submitted,
)

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 6


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def together(*acts: Callable[[], Any]) -> Counter[str]:
    """Perform the acts at once, each on a connection of its own; count how they ended."""
    start = Barrier(len(acts))

    def perform(act: Callable[[], Any]) -> str:
        try:
            start.wait(timeout=30)
            act()
        except Refused as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(perform, acts))


def test_of_many_who_change_one_place_from_the_same_base_one_wins(cast: Cast) -> None:
    article = make_article(cast)

    def save(number: int) -> Callable[[], Any]:
        content = make_content(f"Title {number}")
        return lambda: editorial.save(article, content, actor=cast.editor, base=1)

    assert together(*map(save, range(PEOPLE))) == {"done": 1, "SaveConflict": PEOPLE - 1}
    assert head_number(article) == 2
    assert list(flaws()) == []


def test_of_many_who_change_one_standing_page_from_the_same_base_one_wins(cast: Cast) -> None:
    page = make_page(cast)

    def edit(number: int) -> Callable[[], Any]:
        mine = Page.objects.get(pk=page.pk)
        mine.title = f"Title {number}"
        return lambda: editorial.edit_page(mine, actor=cast.chief, reason="Mine.", base=1)

    assert together(*map(edit, range(PEOPLE))) == {"done": 1, "Stale": PEOPLE - 1}
    assert list(flaws()) == []


def test_of_many_who_make_one_standing_page_one_wins(cast: Cast) -> None:
    def make() -> None:
        make_page(cast)

    assert together(*[make] * PEOPLE) == {"done": 1, "Refused": PEOPLE - 1}
    assert Page.objects.count() == 1


def test_of_many_who_plan_for_one_place_at_one_moment_one_wins(cast: Cast) -> None:
    article, begins = make_article(cast), now() + timedelta(hours=1)

    def plan() -> None:
        make_placement(article, cast, from_at=begins)

    assert together(*[plan] * PEOPLE) == {"done": 1, "Refused": PEOPLE - 1}
    assert Placement.objects.count() == 1
    assert list(flaws()) == []


def test_of_many_who_take_one_article_off_one_wins(cast: Cast) -> None:
    placement = make_placement(make_article(cast), cast)

    def take_off() -> None:
        editorial.unplace(placement, actor=cast.chief, reason="Over.")

    assert together(*[take_off] * PEOPLE) == {"done": 1, "Refused": PEOPLE - 1}
    assert list(flaws()) == []


def test_what_many_change_in_different_places_at_once_is_all_there(cast: Cast) -> None:
    words = [f"Paragraph {number}." for number in range(PEOPLE)]
    article = make_article(cast, make_content(body=words))

    def save(number: int) -> Callable[[], Any]:
        body = [f"{each} By {number}." if at == number else each for at, each in enumerate(words)]
        return lambda: editorial.save(article, make_content(body=body), actor=cast.editor, base=1)

    assert together(*map(save, range(PEOPLE))) == {"done": PEOPLE}
    assert head_number(article) == PEOPLE + 1
    assert article.head is not None
    text = article.head.content.plain("body")
    assert text == "\n".join(f"Paragraph {number}. By {number}." for number in range(PEOPLE))
    assert list(flaws()) == []


def test_a_level_is_given_once(cast: Cast) -> None:
    article = submitted(make_article(cast), cast)

    def approve(person: Any) -> Callable[[], Any]:
        return lambda: editorial.approve(article, actor=person, revision=1)

    ended = together(approve(cast.editor), approve(cast.other_editor))
    assert ended == {"done": 1, "Refused": 1}
    assert Approval.objects.get().level == 1
    assert list(flaws()) == []


def test_approval_and_save_never_meet(cast: Cast) -> None:
    article = submitted(make_article(cast), cast)
    together(
        lambda: editorial.approve(article, actor=cast.editor, revision=1),
        lambda: editorial.save(article, make_content("New"), actor=cast.other_editor, base=1),
    )
    article.refresh_from_db()
    # Whoever came first: the words that stand in review have no approval of their level yet.
    assert (article.stage, article.level, head_number(article)) == (Stage.REVIEW, 1, 2)
    assert not Approval.objects.exists()


def test_an_article_is_published_once(cast: Cast) -> None:
    article = approved(make_article(cast), cast)
    editions = Edition.objects.count()

    def publish() -> None:
        editorial.publish(article, actor=cast.chief, revision=1)

    assert together(*[publish] * PEOPLE) == {"done": 1, "Refused": PEOPLE - 1}
    assert Edition.objects.count() == editions + 1
    assert list(flaws()) == []


def test_new_articles_get_different_numbers(cast: Cast) -> None:
    def create() -> None:
        make_article(cast)

    assert together(*[create] * PEOPLE) == {"done": PEOPLE}
    numbers = sorted(cast.column.articles.values_list("number", flat=True))
    assert numbers == list(range(numbers[0], numbers[0] + PEOPLE))


def test_numbers_of_rolled_back_work_are_given_again() -> None:
    with transaction.atomic():
        first = next_number("edition")
        transaction.set_rollback(True)
    with transaction.atomic():
        assert next_number("edition") == first


def test_same_keyword_made_by_two_at_once_is_one(cast: Cast) -> None:
    def make(number: int) -> Callable[[], Any]:
        def write() -> None:
            with transaction.atomic():
                keywords = editorial.keyword_ids(["new railway"], "en")
                content = make_content(f"Title {number}", keywords=keywords)
                make_article(cast, content)

        return write

    ended = together(*map(make, range(PEOPLE)))
    assert ended == {"done": PEOPLE}
    assert {use for each in cast.column.articles.all() for use in each.keywords.names()} == {
        "new railway"
    }
