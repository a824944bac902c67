"""Texts that are no revision: overwritten while a form is open, kept once they lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.models import User
from articles import editorial
from articles.editorial import TooManyKept, keeping
from articles.models import Article, Autosave
from tests.factories import Cast, make_article, make_cast

WHY = "Another form of yours went on."


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def store(user: User, article: Article | None, title: str, row: int | None = None) -> int:
    key = article.pk if article else None
    base = 1 if article else None
    return editorial.autosave(user, key, base=base, texts={"title": title}, row=row, why=WHY)


@pytest.mark.django_db
def test_a_form_overwrites_what_it_stored_itself(cast: Cast) -> None:
    article = make_article(cast)
    row = store(cast.reporter, article, "One")

    assert store(cast.reporter, article, "One, two", row) == row
    unsaved = editorial.unsaved_text(cast.reporter, article.pk)
    assert unsaved is not None
    assert unsaved.texts == {"title": "One, two"}
    assert not editorial.kept_texts(cast.reporter).exists()


@pytest.mark.django_db
def test_a_second_form_overwrites_nothing_of_the_first(cast: Cast) -> None:
    for article in (make_article(cast), None):
        first = store(cast.reporter, article, "In the first tab")

        second = store(cast.reporter, article, "In the second tab")

        assert first != second
        kept = editorial.kept_texts(cast.reporter).get(article=article)
        assert (kept.pk, kept.texts["title"], kept.why) == (first, "In the first tab", WHY)


@pytest.mark.django_db
def test_autosaving_makes_no_revision_and_no_event(cast: Cast) -> None:
    article = make_article(cast)

    store(cast.reporter, article, "New")

    assert (article.revisions.count(), article.events.count()) == (1, 1)


@pytest.mark.django_db
def test_a_row_of_somebody_else_is_never_written(cast: Cast) -> None:
    article = make_article(cast)
    theirs = store(cast.editor, article, "The editor's")

    store(cast.reporter, article, "Mine", theirs)

    assert Autosave.objects.get(pk=theirs).texts == {"title": "The editor's"}


@pytest.mark.django_db
def test_the_same_text_lost_twice_is_kept_once(cast: Cast) -> None:
    article = make_article(cast)
    for _time in range(2):
        editorial.keep(cast.reporter, article.pk, base=1, texts={"title": "x"}, why="Lost.")

    assert editorial.kept_texts(cast.reporter).count() == 1


@pytest.mark.django_db
def test_no_more_than_the_most_are_kept(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_KEPT", 2)

    def keep(title: str) -> None:
        editorial.keep(cast.reporter, None, base=None, texts={"title": title}, why="Lost.")

    keep("1")
    keep("2")
    with pytest.raises(TooManyKept):
        keep("3")
    assert editorial.kept_texts(cast.reporter).count() == 2


@pytest.mark.django_db
def test_a_nul_is_stored_as_what_stands_for_the_unreadable(cast: Cast) -> None:
    kept = editorial.keep(cast.reporter, None, base=None, texts={"title": "a\x00b"}, why="Lost.")

    assert Autosave.objects.get(pk=kept.pk).texts == {"title": "a\ufffdb"}


@pytest.mark.django_db
def test_only_the_owner_deletes_his_text(cast: Cast) -> None:
    kept = editorial.keep(cast.reporter, None, base=None, texts={"title": "x"}, why="Lost.")

    assert not editorial.forget_text(cast.chief, kept.pk)
    assert editorial.forget_text(cast.reporter, kept.pk)
    assert not Autosave.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_forms_that_store_at_once_lose_nothing(cast: Cast) -> None:
    article = make_article(cast)
    people = 4
    start = Barrier(people)

    def act(number: int) -> Callable[[], int]:
        def run() -> int:
            try:
                start.wait(timeout=30)
                return store(cast.reporter, article, f"Text {number}")
            finally:
                connection.close()

        return run

    with ThreadPoolExecutor(people) as pool:
        rows = [each.result() for each in [pool.submit(act(n)) for n in range(people)]]

    assert len(set(rows)) == people
    texts = Autosave.objects.values_list("texts__title", flat=True)
    assert sorted(texts) == [f"Text {number}" for number in range(people)]
    assert Autosave.objects.filter(kept_at=None).count() == 1
