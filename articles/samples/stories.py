"""The sample stories: some live, some in both languages, one at every stage of the desk."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.timezone import make_aware

from articles import editorial
from articles.content import Content, Related
from articles.editorial import bulk
from articles.models import Article, Column, Event
from articles.samples.changes import change_later
from articles.samples.crews import approve, approvers, publisher
from articles.samples.data_files import read_data
from articles.samples.keywords import pair_keywords
from articles.samples.paragraphs import paragraphs
from articles.samples.people import People, byline
from articles.samples.pictures import Pictures

LANGUAGES: Final = ("zh", "en")
STORIES: Final = uuid.UUID("5c2f4bd2-6f5e-4d5e-9d5b-0c7c5d0a2767")
"""Namespace of the stories' UUIDs: a sample is found again by the name in the file."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the writing of a story needs."""

    people: People
    columns: dict[str, Column]
    words: dict[str, dict[str, str]]
    pictures: Pictures


def write_stories(people: People, columns: dict[str, Column], *, at: datetime) -> int:
    """Write the stories that are not there yet; return how many articles were written.

    Raises Refused when a number belongs to another article, or a column's rules were changed so
    that its sample people can't review any more.
    """
    data = read_data("stories")
    credits = {language: data["words"][language]["picture_credit"] for language in LANGUAGES}
    desk = Desk(people, columns, data["words"], Pictures(credits))
    published = [story for story in data["stories"] if "published" in story]
    staged = [story for story in data["stories"] if "stage" in story]
    return _write_live(published, desk, at) + _write_staged(staged, desk)


def story_id(key: str) -> uuid.UUID:
    """Return the UUID of the sample story of this name."""
    return uuid.uuid5(STORIES, key)


def _write_live(stories: list[dict[str, Any]], desk: Desk, at: datetime) -> int:
    there = set(
        Article.objects.filter(story__in=[story_id(story["key"]) for story in stories]).values_list(
            "story", "language"
        )
    )
    missing = [
        (story, language)
        for story in stories
        for language in LANGUAGES
        if language in story and (story_id(story["key"]), language) not in there
    ]
    pieces = [_piece(story, language, desk) for story, language in missing]
    articles = bulk.write(pieces, at=at) if pieces else []
    pair_keywords(story for story, _ in missing)
    for (story, _), article in zip(missing, articles, strict=True):
        change_later(article, story, desk.people)
    return len(articles)


def _piece(story: dict[str, Any], language: str, desk: Desk) -> bulk.Piece:
    column = desk.columns[story["column"]]
    return bulk.Piece(
        content=_content(story, language, desk),
        column=column,
        language=language,
        published_at=make_aware(datetime.strptime(story["published"], "%Y-%m-%d %H:%M")),  # noqa: DTZ007
        author=desk.people.by_address[story["author"]],
        approvers=approvers(column, desk.people),
        publisher=publisher(column, desk.people),
        number=story[language]["number"],
        story=story_id(story["key"]),
    )


def _write_staged(stories: list[dict[str, Any]], desk: Desk) -> int:
    notes = {_note(story): story for story in stories}
    # By the first event, which nobody can edit: the title may have been rewritten at the desk.
    there = set(
        Event.objects.filter(
            actor__in=desk.people.reporters, verb=editorial.Verb.CREATE, reason__in=notes
        ).values_list("reason", flat=True)
    )
    missing = [story for note, story in notes.items() if note not in there]
    for story in missing:
        _write_to_stage(story, desk)
    return len(missing)


def _note(story: dict[str, Any]) -> str:
    return f"Sample: {story['key']}"


def _write_to_stage(story: dict[str, Any], desk: Desk) -> None:
    (language,) = (each for each in LANGUAGES if each in story)
    author = desk.people.by_address[story["author"]]
    column = desk.columns[story["column"]]
    article = editorial.create(
        _content(story, language, desk),
        column=column,
        language=language,
        actor=author,
        note=_note(story),
    )
    if story["stage"] == "draft":
        return
    editorial.submit(article, actor=author, revision=1)
    if story["stage"] == "returned":
        first = approvers(column, desk.people)[0]
        editorial.return_to_author(article, actor=first, revision=1, reason=story["reason"])
    if story["stage"] == "approved":
        approve(article, desk.people, revision=1, opinion=story["opinion"])


def _content(story: dict[str, Any], language: str, desk: Desk) -> Content:
    text, words = story[language], desk.words[language]
    column = desk.columns[story["column"]]
    author = byline(desk.people.by_address[story["author"]])
    editor = byline(desk.people.by_address[story["editor"]])
    name = column.name(language)
    return Content(
        title=text["title"],
        leads=tuple(text["leads"]),
        body=paragraphs([*text["body"], words["closing"]]),
        source=words["source"],
        author=author.pk,
        column_editor=editor.pk,
        credit_line=words["credit_line"].format(
            column=name.lower() if language == "en" else name, editor=editor.name(language)
        ),
        copyright=words["copyright"],
        keywords=editorial.keyword_ids(text["keywords"], language),
        related=tuple(Related(title=title) for title in text.get("related", ())),
        cover=desk.pictures.figure(story["picture"], language) if "picture" in story else None,
        figures=tuple(desk.pictures.figure(name, language) for name in story.get("figures", ())),
    )
