"""The two engines: PostgreSQL's tsvector and SQLite's FTS5, both given the very same words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

from articles.text.words import Term

TABLE: Final = "articles_indexedwords"
FULL_TEXT: Final = "articles_words"
CONFIGURATION: Final = "articles_english"
"""On PostgreSQL: its own English, but without stop words, so that "IT" and "Before" are found."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is found of one row, by weight; words separated by spaces."""

    title: str
    leads: str
    rest: str


_POSTGRESQL: Final = (
    f"CREATE TEXT SEARCH DICTIONARY {CONFIGURATION} (TEMPLATE = snowball, LANGUAGE = english)",
    f"CREATE TEXT SEARCH CONFIGURATION {CONFIGURATION} (COPY = pg_catalog.english)",
    (
        f"ALTER TEXT SEARCH CONFIGURATION {CONFIGURATION}"
        f" ALTER MAPPING REPLACE english_stem WITH {CONFIGURATION}"
    ),
)


def make_tables(connection: BaseDatabaseWrapper) -> None:
    """Put the words beside the table of the model; for the migration."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for statement in _POSTGRESQL:
                cursor.execute(statement)
            cursor.execute(f"ALTER TABLE {TABLE} ADD COLUMN words tsvector")
            cursor.execute(f"CREATE INDEX {FULL_TEXT} ON {TABLE} USING gin (words)")
        else:
            cursor.execute(
                f"CREATE VIRTUAL TABLE {FULL_TEXT} USING fts5"
                "(title, leads, rest, tokenize='porter unicode61')"
            )


def drop_tables(connection: BaseDatabaseWrapper) -> None:
    """Take the words away; for the migration's way back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {TABLE} DROP COLUMN words")
            cursor.execute(f"DROP TEXT SEARCH CONFIGURATION {CONFIGURATION}")
            cursor.execute(f"DROP TEXT SEARCH DICTIONARY {CONFIGURATION}")
        else:
            cursor.execute(f"DROP TABLE IF EXISTS {FULL_TEXT}")


def write_words(rows: Sequence[tuple[int, Words]]) -> None:
    """Store the words of rows, by their keys; what was there before is replaced."""
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.executemany(
                f"UPDATE {TABLE} SET words ="  # noqa: S608 - names of our own
                f" setweight(to_tsvector('{CONFIGURATION}', %s), 'A') ||"
                f" setweight(to_tsvector('{CONFIGURATION}', %s), 'B') ||"
                f" setweight(to_tsvector('{CONFIGURATION}', %s), 'D') WHERE id = %s",
                [(words.title, words.leads, words.rest, key) for key, words in rows],
            )
        else:
            # A flush of the tests empties the model's table alone, and keys come again.
            forget_words(key for key, _words in rows)
            cursor.executemany(
                f"INSERT INTO {FULL_TEXT} (rowid, title, leads, rest)"  # noqa: S608
                " VALUES (%s, %s, %s, %s)",
                [(key, words.title, words.leads, words.rest) for key, words in rows],
            )


def forget_words(keys: Iterable[int]) -> None:
    """Remove the words of rows that are about to go; on PostgreSQL they go with them."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(
                f"DELETE FROM {FULL_TEXT} WHERE rowid = %s",  # noqa: S608
                [(key,) for key in keys],
            )


def keys_of_rows(terms: Sequence[Term]) -> Any:
    """Return the subquery of the rows' keys in which every one of these terms stands."""
    if connection.vendor == "postgresql":
        return RawSQL(  # noqa: S611 - the terms are a parameter
            f"SELECT id FROM {TABLE}"  # noqa: S608
            f" WHERE words @@ to_tsquery('{CONFIGURATION}', %s)",
            [" & ".join(_postgresql(term) for term in terms)],
        )
    return RawSQL(  # noqa: S611
        f"SELECT rowid FROM {FULL_TEXT} WHERE {FULL_TEXT} MATCH %s",  # noqa: S608
        [" AND ".join(_sqlite(term) for term in terms)],
    )


def _postgresql(term: Term) -> str:
    # Words are letters and digits alone: there is nothing to escape.
    quoted = [f"'{word}'" for word in term.words]
    return "(" + " <-> ".join(quoted) + (":*" if term.is_prefix else "") + ")"


def _sqlite(term: Term) -> str:
    return '"' + " ".join(term.words) + '"' + (" *" if term.is_prefix else "")
