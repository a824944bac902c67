"""An archive of any size: further articles, written in batches that can be interrupted."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from articles import editorial
from articles.content import Content, Related
from articles.editorial import bulk
from articles.models import Article, Column
from articles.samples.archive_texts import Texts
from articles.samples.crews import approvers, publisher
from articles.samples.data_files import read_data
from articles.samples.paragraphs import paragraphs
from articles.samples.people import People, byline
from articles.samples.stories import LANGUAGES, story_id

BATCH: Final = 500  # articles in one transaction; changing it changes the related links
MOST: Final = 1_000_000
RELATED: Final = 2  # links an article


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands in the archive: its story, and the story's key and language."""

    story: int
    language: str

    @property
    def story_id(self) -> uuid.UUID:
        """The UUID by which it is found again."""
        return story_id(f"archive-{self.story}")


def place_of(index: int) -> Place:
    """Return the place of an article: of three, two tell one story in both languages."""
    group, turn = divmod(index, 3)
    if turn < 2:
        return Place(2 * group, LANGUAGES[turn])
    return Place(2 * group + 1, LANGUAGES[group % 2])


def write_archive(
    count: int, people: People, columns: dict[str, Column], *, at: datetime
) -> Iterator[int]:
    """Write the first `count` articles of the archive, those that are not there yet.

    Yields after each batch how many of them are there now. Each batch is a transaction, so an
    interrupted run goes on where it was. Raises Refused as `bulk.write` does.
    """
    with transaction.atomic():
        writer = _Writer(people, columns)
    before: dict[str, list[int]] = {language: [] for language in LANGUAGES}
    for start in range(0, count, BATCH):
        places = [place_of(index) for index in range(start, min(start + BATCH, count))]
        there = _there(places)
        pieces = [
            writer.piece(place, before[place.language])
            for place in places
            if (place.story_id, place.language) not in there
        ]
        if pieces:
            bulk.write(pieces, at=at)
            there = _there(places)
        before = {
            language: [
                there[place.story_id, language] for place in places if place.language == language
            ]
            for language in LANGUAGES
        }
        yield start + len(places)


def _there(places: list[Place]) -> dict[tuple[uuid.UUID, str], int]:
    """Return the keys of the articles that are there."""
    rows = Article.objects.filter(
        story__in={place.story_id for place in places}, trashed_at=None
    ).values_list("story", "language", "pk")
    return {(story, language): pk for story, language, pk in rows}


class _Writer:
    """Turns places into pieces; persons, keywords and roles are looked up once."""

    def __init__(self, people: People, columns: dict[str, Column]) -> None:
        self._people, self._columns = people, columns
        self._texts = Texts()
        self._words = read_data("stories")["words"]
        self._keywords = {}
        for language in LANGUAGES:
            names = self._texts.keyword_names(language)
            keys = editorial.keyword_ids(names, language)
            self._keywords[language] = dict(zip(names, keys, strict=True))
        self._bylines = {user: byline(user) for user in (*people.reporters, *people.editors)}

    def piece(self, place: Place, earlier: list[int]) -> bulk.Piece:
        """Return the article of a place; `earlier` are those it may name as related."""
        language, story = place.language, place.story
        text = self._texts.text(story, language)
        words, column = self._words[language], self._columns[text.column]
        author = self._people.reporters[story % len(self._people.reporters)]
        editor = self._bylines[self._people.editors[story % len(self._people.editors)]]
        name = column.name(language)
        content = Content(
            title=text.title,
            leads=text.leads,
            body=paragraphs(text.body),
            source=words["source"],
            author=self._bylines[author].pk,
            column_editor=editor.pk,
            credit_line=words["credit_line"].format(
                column=name.lower() if language == "en" else name, editor=editor.name(language)
            ),
            copyright=words["copyright"],
            keywords=tuple(self._keywords[language][each] for each in text.keywords),
            related=_related(story, earlier),
        )
        return bulk.Piece(
            content=content,
            column=column,
            language=language,
            published_at=text.published_at,
            author=author,
            approvers=approvers(column, self._people, story),
            publisher=publisher(column, self._people, story),
            story=place.story_id,
        )


def _related(story: int, earlier: list[int]) -> tuple[Related, ...]:
    return tuple(
        Related(target=earlier[(story * 7 + number * 31) % len(earlier)])
        for number in range(min(RELATED, len(earlier) // 32))
    )
