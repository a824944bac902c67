"""The archive: any number of articles, in batches that can be interrupted."""

from pathlib import Path
from typing import Any

import pytest
from django.utils.timezone import now

from articles.editorial.verification import flaws
from articles.models import Article, PublicState, Stage
from articles.samples import archive
from articles.samples.archive import place_of, write_archive
from articles.samples.columns import make_columns
from articles.samples.people import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "BATCH", 90)


def write(count: int, batches: int | None = None) -> list[int]:
    people = make_people()
    columns = make_columns(people)
    steps = write_archive(count, people, columns, at=now())
    if batches is None:
        return list(steps)
    return [next(steps) for _ in range(batches)]


def archived() -> Any:
    return Article.objects.order_by("story", "language")


def facts() -> list[tuple[Any, ...]]:
    """What must be the same each time; numbers and keys come from counters."""
    return [
        (
            article.story,
            article.language,
            article.title,
            article.body,
            article.published_at,
            article.column.slug,
            [(link.target.story, link.target.language) for link in article.related_links.all()],
            [use.tag.name for use in article.keyword_uses.all()],
        )
        for article in archived()
    ]


def test_of_three_articles_two_tell_one_story() -> None:
    places = [place_of(index) for index in range(6)]

    assert [(place.story, place.language) for place in places] == [
        (0, "zh"),
        (0, "en"),
        (1, "zh"),
        (2, "zh"),
        (2, "en"),
        (3, "en"),
    ]
    assert len({(place_of(index)) for index in range(3000)}) == 3000


def test_as_many_articles_as_asked_are_live_in_both_languages_and_all_columns() -> None:
    assert write(200) == [90, 180, 200]

    assert archived().count() == 200
    assert set(archived().values_list("public_state", "stage")) == {(PublicState.LIVE, Stage.CLEAN)}
    assert archived().values("language").distinct().count() == 2
    assert archived().values("column").distinct().count() == 6
    assert list(flaws()) == []


def test_later_articles_have_related_articles_of_their_language() -> None:
    write(180)

    linked = [article for article in archived() if article.related_links.exists()]
    assert linked
    for article in linked:
        assert {link.target.language for link in article.related_links.all()} == {article.language}


def test_written_twice_it_stays_as_it_is() -> None:
    write(100)
    keys = set(archived().values_list("pk", flat=True))

    write(100)

    assert set(archived().values_list("pk", flat=True)) == keys


def test_an_interrupted_run_ends_in_the_same_archive(sign_ins: Path) -> None:
    write(200, batches=1)
    assert archived().count() == 90
    write(130)
    assert archived().count() == 130

    write(200)

    interrupted = facts()
    assert len(interrupted) == 200
    # What one go would have made, told from the texts and places alone.
    writer = archive._Writer(make_people(), make_columns(make_people()))
    for index in (0, 89, 90, 131, 199):
        place = place_of(index)
        article = Article.objects.get(story=place.story_id, language=place.language)
        assert article.title == writer.piece(place, []).content.title
    keys = {
        language: [
            Article.objects.get(story=place.story_id, language=language).pk
            for place in map(place_of, range(90, 180))
            if place.language == language
        ]
        for language in ("zh", "en")
    }
    last = place_of(199)
    content = writer.piece(last, keys[last.language]).content
    article = Article.objects.get(story=last.story_id, language=last.language)
    assert article.head is not None
    assert article.head.content == content
